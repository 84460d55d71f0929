import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { inRow, newRowsLimit, rowOf, type RowBlock } from '../../../src-shared/form/rows.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import type { SnapshotItem } from './snapshot.ts';

/** How many rows a list of the form has in a state of an item. */
export function rowsIn(item: SnapshotItem, block: RowBlock): number {
  const count = formOf(item).lists.find(({ id }) => id === block)?.count;
  const rows = count === undefined ? undefined : item[count];
  return typeof rows === 'number' ? rows : 0;
}

/** Whether a field lies in a row that an item does not have and that could be added below its last one (src-shared/rows). */
export function isRowToCome(item: SnapshotItem, path: FieldPath): boolean {
  const place = rowOf(item, path);
  if (place === undefined) return false;
  const count = rowsIn(item, place.block);
  return (
    place.row >= count && place.row < count + newRowsLimit && item.texts[inRow(item, path, count - 1)] !== undefined
  );
}
