import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { descendsOf } from '../core/collect.ts';
import { ExchangeState } from '../core/exchange-state.ts';
import { undoneIds } from '../core/knowledge.ts';
import type { Memory } from '../core/memory.ts';
import type { ExchangedWorkbook } from '../core/open-exchanged.ts';
import { masterFrom } from '../core/read-returned.ts';
import { takeIn } from '../core/take-in.ts';
import { undoCollecting } from '../core/undo-collecting.ts';

/** A box as the report of an undo tells of it. */
interface Told {
  readonly no: string | null;
  readonly sheet: string | null;
  readonly path: FieldPath;
}

export interface UndoneFromOutside {
  readonly bytes: Uint8Array;
  readonly back: readonly (Told & { readonly from: string; readonly to: string })[];
  /** What could not go back: changed since, gone, or of a kind that cannot be written. */
  readonly kept: readonly (Told & {
    readonly reason: 'changed' | 'gone' | 'not-written';
    readonly now: string;
    readonly wrote: string;
    readonly before: string;
  })[];
  readonly warnings: readonly Warning[];
}

/** The plan's workbook with one collecting taken out again. */
export function undoOf(workbook: ExchangedWorkbook, memory: Memory, id: string): Result<UndoneFromOutside, Failure> {
  const master = masterFrom(workbook);
  const record = memory.records.find((one) => one.kind === 'collected' && one.id === id);
  if (record?.kind !== 'collected' || undoneIds(memory.records).has(id))
    return err({ kind: 'unknown-collecting', reason: 'none', values: { id } });
  const state = new ExchangeState(memory, master.snapshot, descendsOf(master));
  const { back, kept } = undoCollecting(state, master, workbook.opened.items, record);
  const edits = back.map(({ item, path, after, gone, stored }) => ({
    item,
    path,
    text: after,
    ...(gone === undefined ? {} : { gone }),
    ...(stored === undefined ? {} : { stored }),
  }));
  const taken = takeIn(workbook, edits, undefined);
  if (!taken.ok) return taken;
  const placeOf = (key: string): Pick<Told, 'no' | 'sheet'> => {
    const item = master.snapshot.items[master.keys.indexOf(key)];
    return { no: item?.no ?? null, sheet: item?.sheet ?? null };
  };
  const isRefused = (item: string, path: FieldPath): boolean =>
    taken.value.refused.some((edit) => edit.item === item && edit.path === path);
  return ok({
    bytes: taken.value.bytes,
    back: back
      .filter(({ item, path }) => !isRefused(item, path))
      .map(({ item, path, before, after }) => ({ ...placeOf(item), path, from: before, to: after })),
    kept: [
      ...kept.map(({ place, path, reason, now, wrote, before }) => ({
        ...(place === undefined ? { no: null, sheet: null } : placeOf(master.keys[place.item]!)),
        path,
        reason,
        now,
        wrote,
        before,
      })),
      ...back
        .filter(({ item, path }) => isRefused(item, path))
        .map(({ item, path, before, after }) => ({
          ...placeOf(item),
          path,
          reason: 'not-written' as const,
          now: before,
          wrote: before,
          before: after,
        })),
    ],
    warnings: taken.value.warnings,
  });
}
