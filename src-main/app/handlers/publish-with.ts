import type { WebContents } from 'electron';
import { err } from '../../../src-shared/domain/result.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import type { FieldEdit } from '../../engine/types.ts';
import type { PlanRequests } from '../../jobs/requests.ts';
import { askWhetherToPublish } from '../file-dialogs.ts';
import type { DeskServices } from './desk-services.ts';

/** What is found behind the pages may be meant for the public all the same: a person says so, one by one; then of what the pages show, at once. */
export async function publishWith(
  services: Pick<DeskServices, 'planWork' | 'settings' | 'windows'>,
  sender: WebContents,
  bytes: Uint8Array,
  edits: readonly FieldEdit[],
  keeping: readonly string[],
): Promise<PlanRequests['publish']['answer']> {
  const { growRows: grow, language } = services.settings.get();
  const published = await services.planWork('publish', { bytes, edits, grow, keep: keeping });
  const window = services.windows.of(sender);
  if (published.ok) {
    const [first, ...others] = published.value.shown;
    const told = [first, ...others].flatMap((one) => (one === undefined ? [] : [sentence(one, language)]));
    if (first === undefined || (await askWhetherToPublish(window, shortened(told), language))) return published;
    const { sheet = '', values = {} } = first;
    return err({
      kind: 'unsafe',
      reason: 'personal',
      sheet,
      values: { text: String(values['text'] ?? ''), part: sheet },
    });
  }
  if (published.failure.kind !== 'unsafe' || published.failure.reason !== 'personal') return published;
  const text = String(published.failure.values?.['text'] ?? '');
  if (text === '' || keeping.includes(text)) return published;
  if (!(await askWhetherToPublish(window, sentence(published.failure, language), language))) return published;
  return publishWith(services, sender, bytes, edits, [...keeping, text]);
}

/** So many sentences fit a question. */
const most = 5;
const shortened = (told: readonly string[]): string =>
  [...told.slice(0, most), ...(told.length > most ? [`… (+${told.length - most})`] : [])].join('\n');
