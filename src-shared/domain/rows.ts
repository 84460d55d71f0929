import { parseFieldPath, type FieldPath } from './fields.ts';
import type { ItemSheet, SheetField } from './item.ts';

/**
 * Rows of 取組工程 and 指標 that come and go in the window. The workbook gets a new row when it is saved with text in
 * it, so until then such a row lives in its drafts alone: their paths lie past the sheet's last row. A row that a
 * person removed is blank, and one of its drafts says that the row itself is to go.
 */

export type RowBlock = 'steps' | 'indicators';
export const rowBlocks = ['steps', 'indicators'] as const satisfies readonly RowBlock[];

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
export const rowCount = (item: ItemSheet, block: RowBlock): number =>
  block === 'steps' ? item.stepRows : item.indicatorRows;

/** The paths of one row of a sheet as it is, in the sheet's order; none for a row that it does not have. */
export function pathsOfRow(item: ItemSheet, block: RowBlock, row: number): readonly FieldPath[] {
  return (Object.keys(item.fields) as FieldPath[]).filter((path) => {
    const key = parseFieldPath(path);
    return key?.block === block && key.row === row;
  });
}

const inRow = (path: FieldPath, row: number): FieldPath => path.replace(/\.\d+\./u, `.${row}.`) as FieldPath;

/** The box of a row to come: the last row's, without its text. Its place in the workbook is not known before saving. */
function fieldToCome(item: ItemSheet, block: RowBlock, row: number, path: FieldPath): SheetField | undefined {
  const template = item.fields[inRow(path, rowCount(item, block) - 1)];
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
  const key = parseFieldPath(path);
  if (key?.block !== 'steps' && key?.block !== 'indicators') return undefined;
  return key.row < rowCount(item, key.block) ? undefined : fieldToCome(item, key.block, key.row, path);
}

/** How many rows a block has once the edits are in: a row past the end that has text comes in, removed ones at the end go. */
export function rowsAfter(item: ItemSheet, block: RowBlock, edits: readonly RowEdit[]): number {
  const count = rowCount(item, block);
  const texts = new Map<FieldPath, string>();
  const gone = new Set<number>();
  let needed = count;
  for (const edit of edits) {
    const key = parseFieldPath(edit.path);
    if (key?.block !== block) continue;
    texts.set(edit.path, edit.text);
    if (edit.gone === true) gone.add(key.row);
    if (!blank(edit.text) && fieldOf(item, edit.path) !== undefined) needed = Math.max(needed, key.row + 1);
  }
  if (needed > count) return needed;
  const isBlank = (row: number): boolean =>
    pathsOfRow(item, block, row).every((path) => blank(texts.get(path) ?? item.fields[path]?.text ?? ''));
  while (needed > 1 && gone.has(needed - 1) && isBlank(needed - 1)) needed -= 1;
  return needed;
}

/** The sheet with other numbers of rows: new ones empty at the end, those beyond left out. The same object if nothing differs. */
export function withRows(item: ItemSheet, counts: Readonly<Record<RowBlock, number>>): ItemSheet {
  if (rowBlocks.every((block) => counts[block] === rowCount(item, block))) return item;
  const fields: Partial<Record<FieldPath, SheetField>> = {};
  for (const field of Object.values(item.fields) as SheetField[]) {
    const key = parseFieldPath(field.path);
    if ((key?.block !== 'steps' && key?.block !== 'indicators') || key.row < counts[key.block])
      fields[field.path] = field;
  }
  for (const block of rowBlocks) {
    const last = rowCount(item, block) - 1;
    for (let row = last + 1; row < counts[block]; row += 1) {
      for (const path of pathsOfRow(item, block, last)) {
        const field = fieldOf(item, inRow(path, row));
        if (field !== undefined) fields[field.path] = field;
      }
    }
  }
  return { ...item, fields, stepRows: counts.steps, indicatorRows: counts.indicators };
}
