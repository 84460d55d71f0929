import type { FieldPath, FiscalYear } from '../../../src-shared/fields.ts';
import type { Box, BoxGrid } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';

/** A column of 取組工程 or 指標 under its heading. */
export interface TableColumn {
  readonly left: number;
  readonly right: number;
  readonly part: { readonly name: 'current' } | { readonly name: 'plan' | 'actual'; readonly year: FiscalYear };
}

/** The headings of such a table: their columns, and the row below which the rows begin. */
export interface TableHeader {
  readonly columns: readonly TableColumn[];
  readonly boxes: readonly Box[];
  readonly bottom: number;
}

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
      if (hit.name === 'current') add(box, { name: 'current' });
      else if (columns.length > 0) break;
    } else if (hit.kind === 'year' && (hit.label.column === 'plan' || hit.label.column === 'actual')) {
      add(box, { name: hit.label.column, year: hit.label.year });
    } else if (hit.kind === 'year' && hit.label.column === 'plain') {
      const halves = halvesBelow(sheet.grid, box);
      if (halves.length === 0) continue;
      boxes.push(box);
      for (const half of halves) {
        if (half.hit?.kind === 'half') add(half, { name: half.hit.column, year: hit.label.year });
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
  for (let column = year.left; column <= year.right; ) {
    const box = grid.box(row, column);
    if (box === undefined) break;
    if (box.hit?.kind === 'half') halves.push(box);
    column = box.right + 1;
  }
  return halves;
}

/** Rows of boxes under the headings' columns, from `top` to `bottom`; inserted blank rows are none. */
export function tableRows(grid: BoxGrid, columns: readonly TableColumn[], top: number, bottom: number): TableRow[] {
  const rows: TableRow[] = [];
  const wide = columns.some((column) => column.right > column.left);
  for (let row = top; row <= bottom; ) {
    const boxes = columns.flatMap((column) => grid.box(row, column.left) ?? []);
    const starting = boxes.filter((box) => box.top === row && (box.merged || box.filled));
    const last = Math.max(row, Math.min(bottom, ...boxes.filter((box) => box.top === row).map((box) => box.bottom)));
    if (starting.length > 0 || (!wide && boxes.every((box) => box.top === row))) rows.push({ top: row, bottom: last });
    row = last + 1;
  }
  return rows;
}

/** The box of a row under a heading, unless it belongs to a row above. */
export function cellOf(grid: BoxGrid, row: TableRow, column: number): Box | undefined {
  const box = grid.box(row.top, column);
  return box && box.top === row.top ? box : undefined;
}

/**
 * 取組工程: the rows between its headings and the end of the label's box, or, where that is as low as the headings, the
 * next label at the left.
 */
export function placeSteps(sheet: FormSheet, label: Box, header: TableHeader, put: (path: FieldPath, box: Box) => void): number {
  const { grid } = sheet;
  const left = Math.min(...header.columns.map((column) => column.left));
  const bottom = label.bottom > header.bottom ? label.bottom : nextLabelRow(sheet, header.bottom, label.left, left) - 1;
  const rows = tableRows(grid, header.columns, header.bottom + 1, bottom);
  rows.forEach((row, index) => placeRow(sheet, header.columns, row, `steps.${index}`, put));
  return rows.length;
}

/** 指標: the rows of the label's box; the name stands between the label and the headings' columns. */
export function placeIndicators(
  sheet: FormSheet,
  label: Box,
  own: TableHeader | undefined,
  steps: TableHeader | undefined,
  put: (path: FieldPath, box: Box) => void,
): number {
  const { grid } = sheet;
  const header = own ?? steps;
  if (header === undefined) return 0;
  const columns = header.columns.filter((column) => column.left > label.right);
  const left = Math.min(...columns.map((column) => column.left));
  const top = own ? own.bottom + 1 : label.top;
  const isRowLabel = own === undefined || label.bottom > own.bottom;
  const bottom = isRowLabel && label.bottom > top ? label.bottom : lastLikeRow(sheet, columns, label, top, left);
  // 指標名 over the names is a heading too.
  if (own) for (const box of sheet.labelled) if (box.top <= own.bottom && box.top >= label.top && box.left > label.right && box.left < left) sheet.claim(box);
  const rows = tableRows(grid, columns, top, bottom);
  const nameColumn = nameColumnOf(grid, label, left, isRowLabel);
  rows.forEach((row, index) => {
    const name = nameColumn === undefined ? undefined : cellOf(grid, row, nameColumn);
    if (name) put(`indicators.${index}.name`, name);
    placeRow(sheet, columns, row, `indicators.${index}`, put);
  });
  return rows.length;
}

function nameColumnOf(grid: BoxGrid, label: Box, left: number, isRowLabel: boolean): number | undefined {
  for (let column = label.right + 1; column < left; column += 1) {
    if (!grid.isGapColumn(column)) return column;
  }
  if (!isRowLabel) return label.left;
  return label.right + 1 < left ? label.right + 1 : undefined;
}

function placeRow(
  sheet: FormSheet,
  columns: readonly TableColumn[],
  row: TableRow,
  path: `steps.${number}` | `indicators.${number}`,
  put: (path: FieldPath, box: Box) => void,
): void {
  for (const { left, part } of columns) {
    const box = cellOf(sheet.grid, row, left);
    if (box) put(part.name === 'current' ? `${path}.current` : `${path}.${part.year}.${part.name}`, box);
  }
}

/** The first row below `row` with a label in the label columns `from` to `to`. */
function nextLabelRow(sheet: FormSheet, row: number, from: number, to: number): number {
  let next = sheet.grid.rows + 1;
  for (const box of sheet.labelled) {
    if (box.top > row && box.left < to && box.right >= from - 2 && sheet.isLabel(box)) next = Math.min(next, box.top);
  }
  return next;
}

/** A label as low as its first row: further rows are those that look like it and hold no other label. */
function lastLikeRow(sheet: FormSheet, columns: readonly TableColumn[], label: Box, top: number, left: number): number {
  const { grid } = sheet;
  const end = nextLabelRow(sheet, Math.max(label.bottom, top), label.left, left);
  const like = (row: number): boolean =>
    columns.some(({ left: from, right }) => {
      const box = grid.box(row, from);
      return box !== undefined && box.top === row && (right > from ? box.merged && box.right === right : box.filled);
    });
  let last = Math.max(label.bottom, grid.box(top, left)?.bottom ?? top);
  while (last + 1 < end && like(last + 1)) last = Math.max(last + 1, grid.box(last + 1, left)?.bottom ?? 0);
  return last;
}
