import type { LogRecord, RecordOf } from './records.ts';

const sentOf = (records: readonly LogRecord[]): readonly RecordOf<'sent'>[] =>
  records.filter((record): record is RecordOf<'sent'> => record.kind === 'sent');

/** The number of the next sending: one above the highest of the folder. */
export const nextOrder = (records: readonly LogRecord[]): number =>
  sentOf(records).reduce((highest, { order = 0 }) => Math.max(highest, order), 0) + 1;

/**
 * Sendings, the latest first: by the folder's own count, and only where that says nothing (sendings of before it was
 * counted, or of two machines at once) by their clocks.
 */
export const latestFirst = (records: readonly LogRecord[]): readonly RecordOf<'sent'>[] =>
  sentOf(records).toSorted((a, b) => (b.order ?? 0) - (a.order ?? 0) || compare(b.at, a.at) || compare(b.id, a.id));

/** Ids of the sendings that nothing is waited for from: taken back one by one, or with their step. */
export function closedSendings(records: readonly LogRecord[]): ReadonlySet<string> {
  const closed = new Set<string>();
  for (const record of records) {
    if (record.kind !== 'withdrawn') continue;
    if (record.what === 'sending') closed.add(record.request);
    // A sending of the step that came after its closing opens it again.
    else if (record.what === 'step')
      for (const { id, step, order = 0 } of sentOf(records))
        if (step === record.request && order <= (record.order ?? 0)) closed.add(id);
  }
  return closed;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
