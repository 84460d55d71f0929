import { formOf } from './forms.ts';
import { pathOf } from './model.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet, SheetField } from '../domain/item.ts';

/**
 * Rows of a form's lists (取組工程, 指標) that come and go in the window. The workbook gets a new row when it is saved with text in
 * it, so until then such a row lives in its drafts alone: their paths lie past the sheet's last row. A row that a
 * person removed is blank, and one of its drafts says that the row itself is to go.
 */

/** The id of a table whose rows come and go. */
export type RowBlock = string;

/** A path as the row of a list that it is in; `undefined` for a field outside of lists. */
export function rowOf(
  item: { readonly form?: string | undefined },
  path: FieldPath,
): { readonly block: RowBlock; readonly row: number } | undefined {
  const key = formOf(item).keyOf(path);
  return key?.row === undefined || key.field.table?.repeats !== true
    ? undefined
    : { block: key.field.table.id, row: key.row };
}

/** The path in another row of its list. */
export function inRow(item: { readonly form?: string | undefined }, path: FieldPath, row: number): FieldPath {
  const key = formOf(item).keyOf(path);
  return key === undefined ? path : pathOf(key.field, { ...key, row });
}

/** As many rows can be added between two saves; a path beyond is a mistake of whoever sends it. */
export const newRowsLimit = 50;

/** A change of one field as far as rows are concerned. */
export interface RowEdit {
  readonly path: FieldPath;
  readonly text: string;
  /** The row that the field stands in is to go. */
  readonly gone?: true;
}

const blank = (text: string): boolean => text.trim() === '';

/** How many rows a block has on a sheet. */
export const rowCount = (item: Pick<ItemSheet, 'rows'>, block: RowBlock): number => item.rows[block] ?? 0;

/** The paths of one row of a sheet as it is, in the sheet's order; none for a row that it does not have. */
export function pathsOfRow(item: ItemSheet, block: RowBlock, row: number): readonly FieldPath[] {
  return Object.keys(item.fields).filter((path) => {
    const place = rowOf(item, path);
    return place?.block === block && place.row === row;
  });
}

/** The box of a row to come: the last row's, without its text. Its place in the workbook is not known before saving. */
function fieldToCome(item: ItemSheet, block: RowBlock, row: number, path: FieldPath): SheetField | undefined {
  const template = item.fields[inRow(item, path, rowCount(item, block) - 1)];
  if (template === undefined || row >= rowCount(item, block) + newRowsLimit) return undefined;
  const { capacity, choices, strict, locked } = template;
  return {
    path,
    cell: '',
    area: '',
    text: '',
    raw: { kind: 'blank' },
    ...(capacity === undefined ? {} : { capacity }),
    ...(choices === undefined ? {} : { choices }),
    ...(strict === undefined ? {} : { strict }),
    ...(locked === undefined ? {} : { locked }),
  };
}

/** A field of a sheet, or of a row that could be added below its last one; `undefined` for what the sheet has no place for. */
export function fieldOf(item: ItemSheet, path: FieldPath): SheetField | undefined {
  const field = item.fields[path];
  if (field !== undefined) return field;
  const place = rowOf(item, path);
  if (place === undefined || place.row < rowCount(item, place.block)) return undefined;
  return fieldToCome(item, place.block, place.row, path);
}

/** How many rows a block has once the edits are in: a row past the end that has text comes in, removed ones at the end go. */
export function rowsAfter(item: ItemSheet, block: RowBlock, edits: readonly RowEdit[]): number {
  const count = rowCount(item, block);
  const texts = new Map<FieldPath, string>();
  const gone = new Set<number>();
  let needed = count;
  for (const edit of edits) {
    const place = rowOf(item, edit.path);
    if (place?.block !== block) continue;
    texts.set(edit.path, edit.text);
    if (edit.gone === true) gone.add(place.row);
    if (!blank(edit.text) && fieldOf(item, edit.path) !== undefined) needed = Math.max(needed, place.row + 1);
  }
  if (needed > count) return needed;
  const isBlank = (row: number): boolean =>
    pathsOfRow(item, block, row).every((path) => blank(texts.get(path) ?? item.fields[path]?.text ?? ''));
  while (needed > 1 && gone.has(needed - 1) && isBlank(needed - 1)) needed -= 1;
  return needed;
}

/** The sheet with the rows that it has once the edits are in, list by list. The same object if nothing differs. */
export const withEdits = (item: ItemSheet, edits: readonly RowEdit[]): ItemSheet =>
  withRows(item, Object.fromEntries(formOf(item).lists.map(({ id }) => [id, rowsAfter(item, id, edits)])));

/** The sheet with other numbers of rows: new ones empty at the end, those beyond left out. The same object if nothing differs. */
export function withRows(item: ItemSheet, counts: Readonly<Record<RowBlock, number>>): ItemSheet {
  const lists = formOf(item).lists.map(({ id }) => id);
  const wanted = (block: RowBlock): number => counts[block] ?? rowCount(item, block);
  if (lists.every((block) => wanted(block) === rowCount(item, block))) return item;
  const fields: Partial<Record<FieldPath, SheetField>> = {};
  for (const field of Object.values(item.fields)) {
    const place = field && rowOf(item, field.path);
    if (field !== undefined && (place === undefined || place.row < wanted(place.block))) fields[field.path] = field;
  }
  for (const block of lists) {
    const last = rowCount(item, block) - 1;
    for (let row = last + 1; row < wanted(block); row += 1) {
      for (const path of pathsOfRow(item, block, last)) {
        const field = fieldOf(item, inRow(item, path, row));
        if (field !== undefined) fields[field.path] = field;
      }
    }
  }
  return { ...item, fields, rows: Object.fromEntries(lists.map((block) => [block, wanted(block)])) };
}
