import { findingsOf, type Finding } from '../../src-shared/checks/findings.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { stepFor } from '../state/due.ts';
import { summaries } from './exchange-summary.ts';
import { notify, session, type FieldRef, type OpenDocument } from '../state/session.ts';
import { textsOf } from '../state/texts.ts';

/** One thing to look at before a workbook is sent back. */
export interface ReturnCheck {
  readonly field: FieldRef;
  readonly no: string;
  readonly what: 'missing' | 'cut' | 'request';
}

/** Boxes that the step asks for and that are empty, texts that paper would cut, requests without an answer or a change. */
export function returnChecks(document: OpenDocument): readonly ReturnCheck[] {
  const summary = summaries.get()[document.id];
  // What it was sent for decides, whatever step a person has chosen to look at.
  const step = document.sentStep ?? stepFor(document);
  const { growRows } = session.get().settings;
  const counts = ({ group }: Finding): boolean => group === 'cut' || group === 'missing';
  return document.items.flatMap((sheet): ReturnCheck[] => {
    const ref = { document: document.id, item: sheet.key };
    const texts = textsOf(ref, sheet);
    const found = findingsOf(sheet, texts, step, growRows)
      .filter(counts)
      .map(({ group, path }): ReturnCheck => ({
        field: { ...ref, path },
        no: sheet.no,
        what: group === 'cut' ? 'cut' : 'missing',
      }));
    const asked = (summary?.received === true ? summary.requests : []).filter(
      ({ item, path, status }) =>
        item === sheet.key && status === 'open' && texts(path) === (sheet.fields[path]?.text ?? ''),
    );
    return [
      ...found,
      ...asked.map(({ path }): ReturnCheck => ({ field: { ...ref, path }, no: sheet.no, what: 'request' })),
    ];
  });
}

/** Writes the copy to send back, where the person says; `false` when it was given up or failed. */
export async function saveForReturn(document: string): Promise<boolean> {
  flushTyping();
  await allStored();
  const saved = await desk('exchangeReturn', document);
  if (saved === undefined) return false;
  if (saved.ok) notify({ id: 'returned', tone: 'info', content: { kind: 'ready-to-return', output: saved.value } });
  else notify({ id: 'returned', tone: 'error', content: { kind: 'failure', failure: saved.failure } });
  return saved.ok;
}
