import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import { undoPlan } from '../../../src-shared/merge/undo.ts';
import type { MasterPlace } from './base-places.ts';
import type { ExchangeState } from './exchange-state.ts';
import { fieldKey } from './field-states.ts';
import type { MasterNow } from './read-returned.ts';
import type { RecordOf } from './records.ts';
import { exactTextOf } from './snapshot.ts';
import { addedRowsOf, withRowsGone } from './undo-rows.ts';

/** A box that does not go back: it was changed since, or the plan does not have it any more. */
export interface KeptField {
  readonly place: MasterPlace | undefined;
  readonly path: FieldPath;
  readonly reason: 'changed' | 'gone';
  /** What it holds now, what the collecting wrote, and what it held before that. */
  readonly now: string;
  readonly wrote: string;
  readonly before: string;
}

export interface CollectingUndone {
  readonly back: readonly ExchangeEdit[];
  readonly kept: readonly KeptField[];
}

/** What taking one collecting out again does: boxes that still hold what it wrote go back, the others are listed. */
export function undoCollecting(
  state: ExchangeState,
  master: MasterNow,
  items: readonly ItemSheet[],
  record: RecordOf<'collected'>,
): CollectingUndone {
  const placed = new Map<string, { readonly place: MasterPlace; readonly write: (typeof record.writes)[number] }>();
  const kept: KeptField[] = [];
  for (const write of record.writes) {
    const place = state.places(write.base)?.field(write.item, write.path);
    const { path, after, before } = write;
    if (place === undefined) kept.push({ place, path, reason: 'gone', now: '', wrote: after, before });
    else placed.set(fieldKey(place), { place, write });
  }
  const textAt = (field: string): string | undefined => {
    const { place } = placed.get(field)!;
    const item = master.snapshot.items[place.item];
    return item === undefined ? undefined : exactTextOf(item, place.path);
  };
  const plan = undoPlan(
    [...placed].map(([field, { write }]) => ({ field, before: write.before, after: write.after })),
    textAt,
  );
  const back = plan.back.map(({ field, from, to }) => {
    const { place, write } = placed.get(field)!;
    const stored = write.stored === undefined ? {} : { stored: write.stored };
    return { item: master.keys[place.item]!, path: place.path, before: from, after: to, ...stored };
  });
  for (const { field, text } of plan.kept) {
    const { place, write } = placed.get(field)!;
    const reason = textAt(field) === undefined ? 'gone' : 'changed';
    kept.push({ place, path: place.path, reason, now: text, wrote: write.after, before: write.before });
  }
  const addedRows = addedRowsOf(record, state.memory.bases, (write) =>
    state.places(write.base)?.field(write.item, write.path),
  );
  return { back: withRowsGone(back, { items, master, addedRows }), kept };
}
