import type { SheetCell, SheetGeometry } from './sheet.ts';
import type { Rect } from './page.ts';

/** The sheet as one tall canvas in points at 100%: where rows and columns lie after rows have grown. */
export interface Canvas {
  /** `columns[c]` is the left edge of column c (from 1); one more at the end. The same for rows. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** Height of a row, 0 when hidden. */
  rowHeight(row: number): number;
  area(cell: Pick<SheetCell, 'row' | 'column' | 'bottom' | 'right'>): Rect;
}

const edges = (sizes: readonly number[]): readonly number[] => {
  const starts = [0, 0];
  for (const size of sizes) starts.push((starts.at(-1) ?? 0) + size);
  return starts;
};

export function canvasOf(sheet: SheetGeometry, rowHeights: readonly number[]): Canvas {
  const columns = edges(sheet.columns);
  const rows = edges(rowHeights);
  const at = (list: readonly number[], index: number): number =>
    list[Math.min(Math.max(index, 1), list.length - 1)] ?? 0;
  return {
    columns,
    rows,
    rowHeight: (row) => rowHeights[row - 1] ?? 0,
    area: (cell) => {
      const x = at(columns, cell.column);
      const y = at(rows, cell.row);
      return {
        x,
        y,
        width: at(columns, (cell.right ?? cell.column) + 1) - x,
        height: at(rows, (cell.bottom ?? cell.row) + 1) - y,
      };
    },
  };
}

/** The cells that a text is laid out in. */
export const textArea = (canvas: Canvas, cell: SheetCell): Rect =>
  canvas.area(cell.across === undefined ? cell : { ...cell, right: cell.across });

/** `7, 4` is `D7`. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}
