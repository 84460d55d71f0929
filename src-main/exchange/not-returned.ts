import { comparable } from '../../src-shared/merge/text.ts';
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

/** The sendings that count: of several to one section the last one, by their own order of sending. */
export function currentSendings(state: ExchangeState): readonly RecordOf<'sent'>[] {
  const last = new Map<string, RecordOf<'sent'>>();
  for (const record of state.memory.records) {
    if (record.kind !== 'sent') continue;
    const known = last.get(comparable(record.section));
    if (known === undefined || known.at < record.at || (known.at === record.at && known.id < record.id)) last.set(comparable(record.section), record);
  }
  return [...last.values()].sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : (a.due ?? '') > (b.due ?? '') ? 1 : a.section < b.section ? -1 : 1));
}

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
