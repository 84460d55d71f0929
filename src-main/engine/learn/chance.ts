import type { GridCell, SheetGrid } from './grid.ts';

/** Rows cut into the same columns are those of a table from so many columns and rows on. */
const fewestColumns = 3;
const fewestRows = 3;
/** Rows of so many columns are those of one list wherever they stand on the sheet; others only one under the other. */
const listColumns = 5;
/** Share of boxes from which a row, and a column, is one of boxes. */
const share = 0.3;

/**
 * Texts that a few samples have alike by chance (two projects of one department) and that were filled in nevertheless: in rows and
 * columns of which many cells differ between the samples. A printed row label has a column of printed ones; a heading a row.
 */
export function alikeByChance(grid: SheetGrid, partOf: (cell: GridCell) => string): ReadonlySet<GridCell> {
  const rows = new Map<string, GridCell[][]>();
  let before: { cut: string; row: number; run: number } = { cut: '', row: 0, run: 0 };
  for (const row of linedRows(grid)) {
    if (row.length < fewestColumns) continue;
    const cut = row.map(({ column }) => column).join(' ');
    const at = (row[0] as GridCell).row;
    const goesOn = before.cut === cut && before.row === at - 1;
    before = { cut, row: at, run: goesOn ? before.run : at };
    const key = row.length < listColumns ? `${cut}/${before.run}` : cut;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  const found = new Set<GridCell>();
  const isBox = (cell: GridCell) => partOf(cell) === 'box';
  for (const like of rows.values()) {
    const filled = like.filter((row) => row.filter(isBox).length >= row.length * share);
    if (filled.length < fewestRows) continue;
    for (let i = 0; i < (filled[0] as GridCell[]).length; i += 1) {
      const column = filled.map((row) => row[i] as GridCell);
      if (column.filter(isBox).length < column.length * share) continue;
      for (const cell of column) if (partOf(cell) === 'label') found.add(cell);
    }
  }
  return found;
}

/** Cells in lines that touch each other, row by row; only those one row high. */
function linedRows({ cells }: SheetGrid): readonly GridCell[][] {
  const rows: GridCell[][] = [];
  for (const cell of cells) {
    if (cell.lines < 3 || cell.bottom > cell.row) continue;
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last?.row === cell.row && last.right + 1 === cell.column) row.push(cell);
    else rows.push([cell]);
  }
  return rows;
}
