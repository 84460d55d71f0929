import type { Parts } from './classify.ts';
import type { GridCell, SheetGrid } from './grid.ts';
import { isSumLabel } from './words.ts';

/** So many boxes side by side are a row of a list. */
const fewestColumns = 5;

/**
 * Rows of words between the rows of a list, such as 【政策１】 over those that belong to it: they stand between two rows cut into the
 * same columns, the lower one of boxes alone. They name no column.
 */
export function withoutSections(grid: SheetGrid, parts: Parts): Parts {
  const sections = sectionRows(grid, parts);
  return sections.size === 0
    ? parts
    : { ...parts, partOf: (cell) => (sections.has(cell) ? 'pad' : parts.partOf(cell)) };
}

function sectionRows(grid: SheetGrid, parts: Parts): ReadonlySet<GridCell> {
  const found = new Set<GridCell>();
  const rowOf = (row: number, from: number): readonly GridCell[] => {
    const cells: GridCell[] = [];
    for (let column = from; column <= grid.columns;) {
      const cell = grid.at(row, column);
      if (cell === undefined) break;
      cells.push(cell);
      column = cell.right + 1;
    }
    return cells;
  };
  const isWords = (row: number, from: number): boolean => {
    const cells = rowOf(row, from);
    const [only] = cells;
    if (cells.length === 1 && only !== undefined && only.right - only.column >= fewestColumns - 1)
      return only.formula === undefined;
    return cells.length > 0 && cells.every((cell, i) => parts.partOf(cell) === (i === 0 ? 'label' : 'pad'));
  };
  for (const cell of grid.cells) {
    if (cell.text === '' || cell.bottom > cell.row || !isWords(cell.row, cell.column)) continue;
    let [above, below] = [cell.row - 1, cell.row + 1];
    const isSum = (row: number) => rowOf(row, cell.column).slice(0, 1).some(isSumLabel);
    while (isWords(above, cell.column) || isSum(above)) above -= 1;
    while (isWords(below, cell.column)) below += 1;
    const over = rowOf(above, cell.column);
    const under = rowOf(below, cell.column);
    const isRow =
      under.length >= fewestColumns && under.every((one) => parts.partOf(one) === 'box' && one.bottom === one.row);
    if (isRow && over.length === under.length && over.every((one, i) => one.column === under[i]?.column))
      found.add(cell);
  }
  return found;
}
