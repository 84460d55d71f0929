import { comparable } from '../../../src-shared/merge/text.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { RecordOf } from './records.ts';
import { leadSections } from './snapshot.ts';

/** A section that something is still to come from. */
export interface NotReturned {
  readonly section: string;
  /** Numbers of the items. */
  readonly items: readonly string[];
  readonly exportId?: string;
  readonly file?: string;
  readonly due?: string;
}

/** The sendings that count: those with an item that no later sending to the section holds, by due date. */
export function currentSendings(state: ExchangeState): readonly RecordOf<'sent'>[] {
  const sent = state.memory.records
    .filter((record): record is RecordOf<'sent'> => record.kind === 'sent')
    .sort((a, b) => compare(b.at, a.at) || compare(b.id, a.id));
  const seen = new Set<string>();
  const current = sent.filter(({ section, items }) => {
    const own = items.map((item) => `${comparable(section)} ${item.id}`);
    const isNew = own.some((key) => !seen.has(key));
    for (const key of own) seen.add(key);
    return isNew;
  });
  return current.sort(
    (a, b) => compare(a.due ?? '', b.due ?? '') || compare(a.section, b.section) || compare(a.at, b.at),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Who has not returned anything: by what was sent, or, where nothing was recorded as sent, the sections whose items are in
 * none of the returned files.
 */
export function notReturned(state: ExchangeState): readonly NotReturned[] {
  const sent = currentSendings(state);
  if (sent.length > 0) {
    const returned = new Set([...state.files.values()].map((file) => file.exportId));
    return sent
      .filter((record) => !returned.has(record.id))
      .map(({ id, section, file, due, items }) => ({
        section,
        items: items.map((item) => item.no),
        exportId: id,
        file,
        ...(due === undefined ? {} : { due }),
      }));
  }
  const seen = new Set<number>();
  for (const file of state.files.values()) {
    for (const reading of file.items) {
      const item = reading.status === 'missing' ? undefined : state.itemOf(file, reading);
      if (item !== undefined) seen.add(item);
    }
  }
  const sections = new Map<string, string[]>();
  for (const [index, item] of state.master.items.entries()) {
    if (seen.has(index)) continue;
    const [lead = ''] = leadSections(item);
    sections.set(lead, [...(sections.get(lead) ?? []), item.no]);
  }
  return [...sections].map(([section, items]) => ({ section, items }));
}
