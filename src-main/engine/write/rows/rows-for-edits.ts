import type { Failure } from '../../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import { ok, type Result } from '../../../../src-shared/domain/result.ts';
import { rowCount, rowOf, rowsAfter, type RowBlock } from '../../../../src-shared/form/rows.ts';
import type { FieldEdit, OpenedWorkbook } from '../../types.ts';
import { addRow, removeRow, type RowOptions } from './change-rows.ts';
import { formOf } from '../../../../src-shared/form/forms.ts';

export interface RowsForEdits {
  readonly opened: OpenedWorkbook;
  /** The edits that are still to be written: those in a row that went have nothing to say any more. */
  readonly edits: readonly FieldEdit[];
}

/**
 * The workbook with the rows that the edits need: one for each past a block's last row that gets text, without those at
 * the end that were removed. Fails as `addRow` and `removeRow` do.
 */
export function rowsForEdits(
  opened: OpenedWorkbook,
  edits: readonly FieldEdit[],
  options: RowOptions = {},
): Result<RowsForEdits, Failure> {
  let current = opened;
  for (const [item, own] of byItem(edits)) {
    const sheet = find(opened, item);
    if (sheet === undefined) continue;
    for (const { id: block } of formOf(sheet).lists) {
      const changed = toRows(current, sheet, block, rowsAfter(sheet, block, own), options);
      if (!changed.ok) return changed;
      current = changed.value;
    }
  }
  return ok({ opened: current, edits: edits.filter((edit) => !isWithoutRow(current, edit)) });
}

function byItem(edits: readonly FieldEdit[]): ReadonlyMap<string, readonly FieldEdit[]> {
  const items = new Map<string, FieldEdit[]>();
  for (const edit of edits) items.set(edit.item, [...(items.get(edit.item) ?? []), edit]);
  return items;
}

const find = ({ items }: OpenedWorkbook, key: string): ItemSheet | undefined => items.find((item) => item.key === key);

function toRows(
  opened: OpenedWorkbook,
  sheet: ItemSheet,
  block: RowBlock,
  wanted: number,
  options: RowOptions,
): Result<OpenedWorkbook, Failure> {
  let current = opened;
  for (let count = rowCount(sheet, block); count !== wanted; count += Math.sign(wanted - count)) {
    const changed =
      wanted > count ? addRow(current, sheet.key, block) : removeRow(current, sheet.key, block, count - 1, options);
    if (!changed.ok) return changed;
    current = changed.value.opened;
  }
  return ok(current);
}

/** A blank text for a row that is not there is said already. */
function isWithoutRow(opened: OpenedWorkbook, { item, path, text }: FieldEdit): boolean {
  const sheet = find(opened, item);
  const place = sheet && rowOf(sheet, path);
  return sheet !== undefined && place !== undefined && place.row >= rowCount(sheet, place.block) && text.trim() === '';
}
