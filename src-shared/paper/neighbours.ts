import { textArea, type Canvas } from './canvas.ts';
import type { Neighbours } from './cell-text.ts';
import type { SheetCell, SheetGeometry } from './sheet.ts';

/** Empty cells beside a cell over which its text may run, as Excel lets it. */
export function neighboursOf(sheet: SheetGeometry, canvas: Canvas): Neighbours {
  const taken = new Map<number, number[]>();
  for (const cell of sheet.cells) {
    if (cell.text.length === 0 && cell.bottom === undefined && cell.covered !== true) continue;
    const row = taken.get(cell.row) ?? [];
    for (let column = cell.column; column <= Math.min(cell.right ?? cell.column, sheet.columns.length); column += 1)
      row.push(column);
    taken.set(cell.row, row);
  }
  return (cell: SheetCell, side) => {
    const area = textArea(canvas, cell);
    const right = Math.min(cell.across ?? cell.right ?? cell.column, sheet.columns.length);
    // Text of a merged area stays inside it.
    if ((cell.right ?? cell.column) > cell.column || (cell.bottom ?? cell.row) > cell.row) return area;
    const row = taken.get(cell.row) ?? [];
    let first = cell.column;
    let last = right;
    if (side !== 'left') while (first > 1 && !row.includes(first - 1)) first -= 1;
    if (side !== 'right') while (last < sheet.columns.length && !row.includes(last + 1)) last += 1;
    const x = canvas.columns[first] ?? area.x;
    return { ...area, x, width: (canvas.columns[last + 1] ?? area.x + area.width) - x };
  };
}
