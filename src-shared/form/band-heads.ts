import type { BandCell } from './bands.ts';
import type { ShownBand } from './shown-band.ts';

/** Rows of a stretch that hold headings alone, over the boxes below: they stay in sight while those scroll. */
export interface BandHeads {
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
  /** Labels that stand in these rows alone. */
  readonly cells: readonly BandCell[];
}

/** The heads of a stretch from above. A row with one heading only is a title, and stays where it is. */
export function headsOf({ rows, cells, folds }: ShownBand): readonly BandHeads[] {
  const boxes = cells.filter(({ path }) => path !== undefined);
  const hasBox = (row: number): boolean => boxes.some((box) => box.row <= row && box.rowEnd > row);
  const isOver = (label: BandCell): boolean =>
    boxes.some((box) => box.row >= label.rowEnd && box.column < label.columnEnd && box.columnEnd > label.column);
  const heads: BandHeads[] = [];
  for (let row = 1; row <= rows; row += 1) {
    if (hasBox(row)) continue;
    let rowEnd = row + 1;
    while (rowEnd <= rows && !hasBox(rowEnd)) rowEnd += 1;
    const own = cells.filter(
      (cell) => cell.path === undefined && cell.grows === undefined && cell.row >= row && cell.rowEnd <= rowEnd,
    );
    if (rowEnd <= rows && own.filter(isOver).length > 1) {
      const there = [...own, ...folds.filter((fold) => fold.row <= row && fold.rowEnd >= rowEnd)];
      heads.push({
        row,
        rowEnd,
        column: Math.min(...there.map(({ column }) => column)),
        columnEnd: Math.max(...there.map(({ columnEnd }) => columnEnd)),
        cells: own,
      });
    }
    row = rowEnd;
  }
  return heads;
}
