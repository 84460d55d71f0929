import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { FileRecord, RecordOf } from './records.ts';
import { closedSendings, latestFirst } from './sendings-in-order.ts';
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

/** The sendings that count: those with an item that no later sending to the section holds, by due date; none that was closed. */
export function currentSendings(state: ExchangeState): readonly RecordOf<'sent'>[] {
  const closed = closedSendings(state.memory.records);
  const seen = new Set<string>();
  const current = latestFirst(state.memory.records)
    .filter(({ id }) => !closed.has(id))
    .filter(({ section, items }) => {
      const own = items.map((item) => `${groupingKey(section)} ${item.id}`);
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
 * The returned files that answer a sending, with the items of it that they hold: those made from it, and those made from
 * another sending of the same step that holds its items (the first of two that went out, say). A file whose base a person
 * named, or that lost its marks, answers by the items that it was recognised as. What was sent back (差戻し) is answered by
 * what was made from it alone: the answer of before is why it was sent.
 */
export function answersTo(
  state: ExchangeState,
  sent: RecordOf<'sent'>,
): readonly { readonly file: FileRecord; readonly items: ReadonlySet<string> }[] {
  const own = new Set(sent.items.map(({ id }) => id));
  const places = placesOf(state, sent);
  return [...state.files.values()].flatMap((file) => {
    const base = state.memory.bases.get(file.base);
    const isSent = file.recognisedBy === 'export' || file.recognisedBy === 'base';
    if (isSent && file.exportId !== sent.id && (sent.sentBack !== undefined || base?.step !== sent.step)) return [];
    const items = new Set<string>();
    if (isSent) {
      const carried = base?.own ?? base?.items.flatMap(({ id }) => id ?? []) ?? [];
      for (const id of file.exportId === sent.id && base === undefined ? own : carried) if (own.has(id)) items.add(id);
    } else {
      for (const reading of file.items) {
        // A copy of the plan in which nobody has written answers nothing.
        const says = file.recognisedBy === 'given' || !('changes' in reading) || reading.changes.length > 0;
        const place = reading.status === 'missing' || !says ? undefined : state.itemOf(file, reading);
        const id = place === undefined ? undefined : places.get(place);
        if (id !== undefined) items.add(id);
      }
    }
    return items.size === 0 ? [] : [{ file, items }];
  });
}

/** The ids of a sending's items by their places in the master. */
function placesOf(state: ExchangeState, { id, items }: RecordOf<'sent'>): ReadonlyMap<number, string> {
  const base = state.memory.bases.get(id);
  const own = new Set(items.map((item) => item.id));
  return new Map(
    (base?.items ?? []).flatMap((item, index) => {
      const place = item.id !== undefined && own.has(item.id) ? state.places(id)?.item(index) : undefined;
      return place === undefined ? [] : [[place, item.id!] as const];
    }),
  );
}

/**
 * Who has not returned what: by what was sent, or, where nothing was recorded as sent, the sections whose items are in
 * none of the returned files.
 */
export function notReturned(state: ExchangeState): readonly NotReturned[] {
  if (state.memory.records.some((record) => record.kind === 'sent')) {
    return currentSendings(state).flatMap((sent) => {
      const returned = new Set(answersTo(state, sent).flatMap(({ items }) => [...items]));
      const waiting = sent.items.filter((item) => !returned.has(item.id));
      const { id, section, file, due } = sent;
      return waiting.length === 0
        ? []
        : [{ section, items: waiting.map(({ no }) => no), exportId: id, file, ...(due === undefined ? {} : { due }) }];
    });
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
