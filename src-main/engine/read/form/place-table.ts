import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { Box, BoxGrid } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';
import type { ColumnPart, LabelName, LaneList } from './form-lane.ts';
import { placeOfLabel } from './form-table.ts';

/** A column of 取組工程 or 指標 under its heading. */
export interface TableColumn {
  readonly left: number;
  readonly right: number;
  readonly part: ColumnPart;
}

/** The headings of such a table: their columns, and the row below which the rows begin. */
export interface TableHeader {
  readonly columns: readonly TableColumn[];
  readonly boxes: readonly Box[];
  readonly bottom: number;
}

const leftOf = (columns: readonly TableColumn[]): number => Math.min(...columns.map((column) => column.left));

/** One row of boxes of such a table. */
export interface TableRow {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The headings to the right of a label, in its first row: 現状, YEAR計画, YEAR実績; or YEAR above 計画 and 実績. `undefined`
 * where fewer than two stand there.
 */
export function tableHeader(sheet: FormSheet, label: Box): TableHeader | undefined {
  const columns: TableColumn[] = [];
  const boxes: Box[] = [];
  const add = (box: Box, part: TableColumn['part']): void => {
    columns.push({ left: box.left, right: box.right, part });
    boxes.push(box);
  };
  for (let box = sheet.grid.box(label.top, label.right + 1); box; box = sheet.grid.box(label.top, box.right + 1)) {
    const { hit } = box;
    // Headings stand side by side; only inserted columns lie between them.
    if (hit === undefined || sheet.isClaimed(box)) {
      if (columns.length > 0 && (box.filled || box.merged)) break;
      continue;
    }
    if (hit.kind === 'label') {
      if (placeOfLabel(hit.name)?.kind === 'column') add(box, { kind: 'still', label: hit.name });
      else if (columns.length > 0) break;
    } else if (hit.kind === 'year' && (hit.label.column === 'plan' || hit.label.column === 'actual')) {
      add(box, { kind: hit.label.column, year: hit.label.year });
    } else if (hit.kind === 'year' && hit.label.column === 'plain') {
      const halves = halvesBelow(sheet.grid, box);
      if (halves.length === 0) continue;
      boxes.push(box);
      for (const half of halves) {
        if (half.hit?.kind === 'half') add(half, { kind: half.hit.column, year: hit.label.year });
      }
    }
  }
  if (columns.length < 2) return undefined;
  return { columns, boxes, bottom: Math.max(...boxes.map((box) => box.bottom)) };
}

/** 計画 and 実績 in the row under a year, inserted blank rows passed over. */
function halvesBelow(grid: BoxGrid, year: Box): Box[] {
  const halves: Box[] = [];
  let row = year.bottom + 1;
  while (row <= grid.rows && grid.isGapRow(row)) row += 1;
  for (let column = year.left; column <= year.right;) {
    const box = grid.box(row, column);
    if (box === undefined) break;
    if (box.hit?.kind === 'half') halves.push(box);
    column = box.right + 1;
  }
  return halves;
}

/**
 * Rows of boxes under the headings' columns, from `top` to `bottom`. Inserted rows are none, not even with one note in
 * them, where the other rows have merged areas.
 */
function tableRows(grid: BoxGrid, columns: readonly TableColumn[], top: number, bottom: number): TableRow[] {
  const rows: (TableRow & { readonly merged: number; readonly filled: number })[] = [];
  const wide = columns.some((column) => column.right > column.left);
  for (let row = top; row <= bottom;) {
    const boxes = columns.flatMap((column) => grid.box(row, column.left) ?? []);
    const starting = boxes.filter((box) => box.top === row);
    const merged = starting.filter((box) => box.merged).length;
    const filled = starting.filter((box) => box.filled).length;
    const last = Math.max(row, Math.min(bottom, ...starting.map((box) => box.bottom)));
    if (merged > 0 || filled > 0 || (!wide && boxes.every((box) => box.top === row)))
      rows.push({ top: row, bottom: last, merged, filled });
    row = last + 1;
  }
  return rows.some(({ merged }) => merged > 1) ? rows.filter(({ merged, filled }) => merged > 0 || filled > 1) : rows;
}

/** The box of a row under a heading, unless it belongs to a row above. */
function cellOf(grid: BoxGrid, row: TableRow, column: number): Box | undefined {
  const box = grid.box(row.top, column);
  return box && box.top === row.top ? box : undefined;
}

/**
 * 取組工程: the rows between its headings and the end of the label's box, or, where that is as low as the headings, the
 * next label at the left.
 */
export function placeRows(
  sheet: FormSheet,
  list: LaneList,
  label: Box,
  header: TableHeader,
  put: (path: FieldPath, box: Box) => void,
): number {
  const { grid } = sheet;
  const bottom =
    label.bottom > header.bottom ? label.bottom : nextLabelRow(sheet, header.bottom, label.left, header.columns) - 1;
  const rows = tableRows(grid, header.columns, header.bottom + 1, bottom);
  rows.forEach((row, index) => placeRow(sheet, list, header.columns, row, index, put));
  return rows.length;
}

/** 指標: the rows of the label's box; the name stands between the label and the headings' columns. */
export function placeNamedRows(
  sheet: FormSheet,
  list: LaneList,
  label: Box,
  own: TableHeader | undefined,
  above: TableHeader | undefined,
  put: (path: FieldPath, box: Box) => void,
): number {
  const { grid } = sheet;
  const header = own ?? above;
  if (header === undefined) return 0;
  const columns = header.columns.filter((column) => column.left > label.right);
  const left = leftOf(columns);
  const top = own ? own.bottom + 1 : label.top;
  const isRowLabel = own === undefined || label.bottom > own.bottom;
  const bottom =
    isRowLabel && label.bottom > top ? label.bottom : lastLikeRow(sheet, columns, label, top, left, isRowLabel);
  // 指標名 over the names is a heading too.
  if (own)
    for (const box of sheet.labelled)
      if (box.top <= own.bottom && box.top >= label.top && box.left > label.right && box.left < left) sheet.claim(box);
  const rows = tableRows(grid, columns, top, bottom);
  const nameColumn = nameColumnOf(sheet, label, left, isRowLabel ? rows : undefined);
  rows.forEach((row, index) => {
    const name = nameColumn === undefined ? undefined : cellOf(grid, row, nameColumn);
    if (name && list.name) put(list.name(index), name);
    placeRow(sheet, list, columns, row, index, put);
  });
  return rows.length;
}

/**
 * The column of the names between the label and the headings' columns: the one that 取組工程 stands in, else the first of
 * those where most rows hold something. Without `rows` the label is a heading over the names.
 */
function nameColumnOf(
  sheet: FormSheet,
  label: Box,
  left: number,
  rows: readonly TableRow[] | undefined,
): number | undefined {
  const { grid } = sheet;
  const between = Array.from({ length: Math.max(0, left - label.right - 1) }, (_, i) => label.right + 1 + i);
  const columns = between.filter((column) => !grid.isGapColumn(column));
  if (rows === undefined) return columns[0] ?? label.left;
  const filled = (column: number): number => rows.filter((row) => cellOf(grid, row, column)?.filled).length;
  const stepLabels = new Set(
    sheet.labelled.flatMap((box) => (box.hit?.kind === 'label' && isMain(box.hit.name) ? [box.left] : [])),
  );
  const best = Math.max(...columns.map(filled));
  return (
    columns.find((column) => stepLabels.has(column)) ?? columns.find((column) => filled(column) === best) ?? between[0]
  );
}

function placeRow(
  sheet: FormSheet,
  list: LaneList,
  columns: readonly TableColumn[],
  row: TableRow,
  index: number,
  put: (path: FieldPath, box: Box) => void,
): void {
  for (const { left, part } of columns) {
    const box = cellOf(sheet.grid, row, left);
    const path = box && list.path(index, part);
    if (box && path !== undefined) put(path, box);
  }
}

/** The label of a list with headings of its own, whose column other lists have their names in. */
function isMain(name: LabelName): boolean {
  const place = placeOfLabel(name);
  return place?.kind === 'table' && !place.list.isUnder;
}

/** The first row below `row` with a label left of the columns, from `from` on, or with the headings of another block in them. */
function nextLabelRow(sheet: FormSheet, row: number, from: number, columns: readonly TableColumn[]): number {
  const left = leftOf(columns);
  const right = Math.max(...columns.map((column) => column.right));
  let next = sheet.grid.rows + 1;
  let heading = 0;
  for (const box of sheet.labelled) {
    if (box.top <= row) continue;
    if (box.top >= next) break;
    if (box.left >= left) {
      // One may be the text of a box.
      if (box.left > right || box.hit?.kind !== 'year' || !sheet.isHeading(box)) continue;
      if (heading === box.top) next = heading;
      heading = box.top;
    } else if (sheet.isLabel(box) && (box.right >= from - 2 || sheet.placeOf(box)?.kind === 'table')) next = box.top;
  }
  return next;
}

/**
 * A label as low as its first row: further rows are those that look like it and hold no other label, neither headings of the
 * next block nor a text under the label.
 */
function lastLikeRow(
  sheet: FormSheet,
  columns: readonly TableColumn[],
  label: Box,
  top: number,
  left: number,
  isRowLabel: boolean,
): number {
  const { grid } = sheet;
  const end = nextLabelRow(sheet, Math.max(label.bottom, top), label.left, columns);
  const isNextBlock = (row: number): boolean =>
    (isRowLabel && grid.box(row, label.left)?.filled === true) ||
    sheet.labelled.some((box) => box.top === row && box.left >= left && sheet.isHeading(box));
  const like = (row: number): boolean =>
    !isNextBlock(row) &&
    columns.some(({ left: from }) => {
      const box = grid.box(row, from);
      const first = grid.box(top, from);
      return box !== undefined && box.top === row && box.right === first?.right && (box.merged || box.filled);
    });
  let last = Math.max(label.bottom, grid.box(top, left)?.bottom ?? top);
  while (last + 1 < end && like(last + 1)) last = Math.max(last + 1, grid.box(last + 1, left)?.bottom ?? 0);
  return last;
}
