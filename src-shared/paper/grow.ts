import { canvasOf, textArea } from './canvas.ts';
import { fitCell, sideOf } from './cell-text.ts';
import { neighboursOf } from './neighbours.ts';
import type { SheetCell, SheetGeometry } from './sheet.ts';

/** What happens to text that is higher than its box. */
export type TextPolicy = 'grow' | 'shrink' | 'leave';

/** With `shrink` text goes down to this share of its size before rows grow. */
export const shrinkLimit = 0.8;

export interface Growth {
  /** Heights of all rows, never below the form's own. */
  readonly rows: readonly number[];
  readonly grown: readonly { readonly row: number; readonly from: number; readonly to: number }[];
}

/**
 * Raises rows so that no wrapped text is cut. A merged box grows by its last visible row, after the boxes of fewer rows
 * inside it have grown. Rows that are hidden stay hidden.
 */
export function growRows(sheet: SheetGeometry, policy: TextPolicy): Growth {
  const rows = [...sheet.rows];
  if (policy === 'leave') return { rows, grown: [] };
  const span = (cell: SheetCell) => (cell.bottom ?? cell.row) - cell.row;
  const candidates = sheet.cells
    .filter((cell) => cell.covered !== true && cell.text.length > 0)
    .toSorted((a, b) => span(a) - span(b) || a.row - b.row);
  const columns = canvasOf(sheet, sheet.rows);
  const neighbours = neighboursOf(sheet, columns);
  for (const cell of candidates) {
    const style = sheet.styles[cell.style];
    if (style === undefined || style.rotation !== 0 || style.shrink) continue;
    const bottom = Math.min(cell.bottom ?? cell.row, rows.length);
    let height = 0;
    let last = 0;
    for (let row = cell.row; row <= bottom; row += 1) {
      height += rows[row - 1] ?? 0;
      if ((sheet.rows[row - 1] ?? 0) > 0) last = row;
    }
    const area = textArea(columns, cell);
    if (last === 0 || area.width <= 0) continue;
    // The same room as where it is placed: text that runs over empty neighbours is not made smaller.
    const room = style.wrap || cell.kind === 'number' ? area.width : neighbours(cell, sideOf(cell, style)).width;
    const fit = fitCell(cell, style, { ...area, height }, sheet.padding, room, policy === 'shrink' ? shrinkLimit : 1);
    if (fit.fits) continue;
    // Excel's steps of height: a quarter of a point.
    rows[last - 1] = Math.ceil(((rows[last - 1] ?? 0) + fit.needed - height) * 4) / 4;
  }
  const grown = rows.flatMap((to, index) => {
    const from = sheet.rows[index] ?? 0;
    return to > from ? [{ row: index + 1, from, to }] : [];
  });
  return { rows, grown };
}
