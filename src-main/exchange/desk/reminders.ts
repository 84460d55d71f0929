import type { SectionView } from '../../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { YearStyle } from '../../../src-shared/domain/file-name-pattern.ts';
import { japaneseDate } from '../../../src-shared/paper/japanese-date.ts';
import type { ExchangeState } from '../core/exchange-state.ts';
import { answersTo, currentSendings } from '../core/not-returned.ts';
import type { FileRecord, RecordOf } from '../core/records.ts';
import { requestsOf, type FieldRequest } from '../core/requests.ts';
import { belongsToStep, parseStep, stepWords } from '../../../src-shared/checks/reporting-steps.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import type { FormModel } from '../../../src-shared/form/model.ts';

/** The sections that something was sent to, by due date: what came back and how much of it is filled in. */
export function sectionViews(state: ExchangeState, years: YearStyle): readonly SectionView[] {
  const requests = requestsOf(state).filter(({ status }) => status === 'open');
  return currentSendings(state).map((sent) => {
    const returned = answersTo(state, sent)
      .map(({ file }) => file)
      .filter((file) => !state.replaced.has(file.hash));
    const { filled, boxes } = countBoxes(state, sent, returned);
    const step = sent.step === undefined ? undefined : parseStep(sent.step);
    const status = returned.length === 0 ? 'waiting' : filled < boxes ? 'partly' : 'returned';
    return {
      id: sent.id,
      section: sent.section,
      items: sent.items.map((item) => item.no),
      file: sent.file,
      sentAt: sent.at,
      ...(step === undefined ? {} : { step }),
      ...(sent.note === undefined ? {} : { note: sent.note }),
      ...(sent.due === undefined ? {} : { due: sent.due }),
      ...(sent.sentBack === undefined ? {} : { sentBack: true as const }),
      state: status,
      filled,
      boxes,
      openRequests: openOn(state, sent, requests),
      reminder: reminderText(sent, status, formOf(state.master.items[0] ?? {}), years),
    };
  });
}

/** The open requests on a sending's items, sent already or not. */
function openOn(state: ExchangeState, sent: RecordOf<'sent'>, requests: readonly FieldRequest[]): number {
  const base = state.memory.bases.get(sent.id);
  const own = new Set(sent.items.map((item) => item.id));
  const places = new Set(
    (base?.items ?? []).flatMap((item, index) =>
      item.id !== undefined && own.has(item.id) ? [state.places(sent.id)?.item(index)] : [],
    ),
  );
  return requests.filter(({ place }) => place !== undefined && places.has(place.item)).length;
}

/** The boxes of the sending's step as they are in the returned files: a later file's text counts before the base's. */
function countBoxes(
  state: ExchangeState,
  sent: RecordOf<'sent'>,
  returned: readonly FileRecord[],
): { readonly filled: number; readonly boxes: number } {
  const step = sent.step === undefined ? undefined : parseStep(sent.step);
  const base = state.memory.bases.get(sent.id);
  if (step === undefined || base === undefined) return { filled: 0, boxes: 0 };
  const own = new Set(sent.items.map((item) => item.id));
  let filled = 0;
  let boxes = 0;
  for (const item of base.items) {
    if (item.id === undefined || !own.has(item.id)) continue;
    for (const [path, text] of Object.entries(item.texts) as [FieldPath, string][]) {
      if (!belongsToStep(path, step, formOf(item))) continue;
      boxes++;
      const texts = returnedTexts(state, returned, item.id, path);
      if ((texts.length > 0 ? texts : [text]).some((value) => value.trim() !== '')) filled++;
    }
  }
  return { filled, boxes };
}

/** What the returned files say in a box of an item, by the item's id in the base that each was made from. */
function returnedTexts(
  state: ExchangeState,
  files: readonly FileRecord[],
  id: string,
  path: FieldPath,
): readonly string[] {
  return files.flatMap((file) => {
    const base = state.memory.bases.get(file.base);
    return file.items.flatMap((reading) =>
      reading.status !== 'missing' && reading.status !== 'new' && base?.items[reading.base]?.id === id
        ? reading.changes.filter((change) => change.path === path).map((change) => change.theirs)
        : [],
    );
  });
}

const weekdays = '日月火水木金土';

/** A day of the log as a letter writes it: `令和8年12月15日（火）`. */
function dayWords(day: string, years: YearStyle): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date);
  const words = years === 'era' ? japaneseDate(at) : `${year}年${month}月${date}日`;
  return `${words}（${weekdays[at.getDay()] ?? ''}）`;
}

/** The text of a reminder, polite and complete, for a person to copy into a mail. */
function reminderText(sent: RecordOf<'sent'>, state: SectionView['state'], form: FormModel, years: YearStyle): string {
  const step = sent.step === undefined ? undefined : parseStep(sent.step);
  const items = sent.items.map((item) => `・No.${item.no} ${item.title.replace(/\s+/g, ' ')}`).join('\n');
  const due = sent.due === undefined ? '' : `提出期限：${dayWords(sent.due, years)}\n`;
  const what = step === undefined ? '個票' : `個票（${stepWords(step, form, years)}）`;
  const ask =
    state === 'partly'
      ? `ご提出いただいた${what}に、未記入の欄があります。ご確認のうえ、再度ご提出をお願いします。`
      : `${what}のご提出が、まだ確認できておりません。ご記入のうえ、ファイル「${sent.file}」をご返送ください。`;
  return `${sent.section} ご担当者様\n\nお世話になっております。\n${ask}\n\n${due}${items}\n\nよろしくお願いいたします。`;
}
