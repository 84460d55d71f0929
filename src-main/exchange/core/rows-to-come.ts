import { fieldPath, parseFieldPath, type FieldPath } from '../../../src-shared/domain/fields.ts';
import { newRowsLimit, type RowBlock } from '../../../src-shared/domain/rows.ts';
import type { SnapshotItem } from './snapshot.ts';

/** A path as the row of a list that it is in; `undefined` for a field outside lists. */
export function rowOfPath(path: FieldPath): { readonly block: RowBlock; readonly row: number } | undefined {
  const key = parseFieldPath(path);
  return key?.block === 'steps' || key?.block === 'indicators' ? { block: key.block, row: key.row } : undefined;
}

export const rowsIn = (item: SnapshotItem, block: RowBlock): number =>
  block === 'steps' ? item.stepRows : item.indicatorRows;

/** Whether a field lies in a row that an item does not have and that could be added below its last one (src-shared/rows). */
export function isRowToCome(item: SnapshotItem, path: FieldPath): boolean {
  const key = parseFieldPath(path);
  if (key?.block !== 'steps' && key?.block !== 'indicators') return false;
  const count = rowsIn(item, key.block);
  return (
    key.row >= count &&
    key.row < count + newRowsLimit &&
    item.texts[fieldPath({ ...key, row: count - 1 })] !== undefined
  );
}
