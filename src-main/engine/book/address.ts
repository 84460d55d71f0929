/** Excel's own limits (Excel specifications; ECMA-376 part 1, 18.18.62 `ST_Ref` does not state them). */
export const maxRow = 1_048_576;
export const maxColumn = 16_384;

/** Rows and columns count from 1. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, both corners inside. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const columnNames: string[] = [];

/** `1` is `A`, `27` is `AA`. */
export const columnName = (column: number): string => (columnNames[column] ??= makeColumnName(column));

function makeColumnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Addresses of the places that forms fill, each made once: the sheets of a plan have the same ones. */
const addresses: (string | undefined)[] = [];
const keptRows = 256;
const keptColumns = 64;

export function formatAddress(row: number, column: number): string {
  if (row >= keptRows || column >= keptColumns) return columnName(column) + row;
  return (addresses[row * keptColumns + column] ??= columnName(column) + row);
}

/** `D7:O7`, or `D7` for a single cell. */
export const formatArea = (area: Area): string =>
  area.top === area.bottom && area.left === area.right
    ? formatAddress(area.top, area.left)
    : `${formatAddress(area.top, area.left)}:${formatAddress(area.bottom, area.right)}`;

/**
 * Reads an A1 reference (`$` allowed) from a stretch of a text without cutting it out. Gives `row * 16384 + column - 1`,
 * or -1 for what is no cell of a worksheet.
 */
export function packedAddress(text: string, start: number, end: number): number {
  let at = start;
  let column = 0;
  let row = 0;
  if (text.charCodeAt(at) === 0x24) at += 1;
  const letters = at;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at) & ~0x20;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  if (at === letters || at - letters > 3 || column > maxColumn) return -1;
  if (text.charCodeAt(at) === 0x24) at += 1;
  if (at >= end || end - at > 7) return -1;
  for (; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    row = row * 10 + digit;
  }
  return row < 1 || row > maxRow ? -1 : row * maxColumn + column - 1;
}

export const unpackAddress = (packed: number): CellPosition => ({
  row: Math.floor(packed / maxColumn),
  column: (packed % maxColumn) + 1,
});

/** `J15` or `$J$15`; `undefined` for what is no cell of a worksheet. */
export function parseAddress(reference: string): CellPosition | undefined {
  const packed = packedAddress(reference, 0, reference.length);
  return packed < 0 ? undefined : unpackAddress(packed);
}

/** An area of cells in a stretch of a text; `undefined` for what is none. Whole rows and columns are `parseArea`'s. */
export function areaAt(text: string, start: number, end: number): Area | undefined {
  let colon = start;
  while (colon < end && text.charCodeAt(colon) !== 0x3a) colon += 1;
  const first = packedAddress(text, start, colon);
  const second = colon < end ? packedAddress(text, colon + 1, end) : first;
  if (first < 0 || second < 0) return undefined;
  const top = Math.floor(first / maxColumn);
  const bottom = Math.floor(second / maxColumn);
  const left = (first % maxColumn) + 1;
  const right = (second % maxColumn) + 1;
  return {
    top: Math.min(top, bottom),
    left: Math.min(left, right),
    bottom: Math.max(top, bottom),
    right: Math.max(left, right),
  };
}

/** `D7:O7`, `D7`, `$A$2:$A$7`; whole columns and rows (`A:A`, `3:5`) too. `undefined` for what is no area. */
export function parseArea(reference: string): Area | undefined {
  const cells = areaAt(reference, 0, reference.length);
  if (cells) return cells;
  const columns = /^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$/.exec(reference);
  if (columns) {
    const left = parseAddress(`${columns[1]}1`)?.column;
    const right = parseAddress(`${columns[2]}1`)?.column;
    return left && right
      ? { top: 1, left: Math.min(left, right), bottom: maxRow, right: Math.max(left, right) }
      : undefined;
  }
  const rows = /^\$?(\d{1,7}):\$?(\d{1,7})$/.exec(reference);
  if (rows === null) return undefined;
  const top = Math.min(Number(rows[1]), Number(rows[2]));
  const bottom = Math.max(Number(rows[1]), Number(rows[2]));
  return top >= 1 && bottom <= maxRow ? { top, left: 1, bottom, right: maxColumn } : undefined;
}
