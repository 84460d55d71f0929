import { formatArea } from '../book/address.ts';
import type { GridCell } from './grid.ts';
import { keyOfLabel } from './group.ts';
import { yearText } from './words.ts';

/** The area of a cell's merge, `A3:D3`. */
export const areaOf = (cell: GridCell): string =>
  formatArea({ top: cell.row, left: cell.column, bottom: cell.bottom, right: cell.right });

/** The words of a label as a description has them: a year is any year, a counting number or letter any. */
export function labelText(cell: GridCell): string {
  const computed = cell.formula === undefined ? undefined : keyOfLabel(cell);
  if (computed?.includes('#year') && yearText(cell.text) === undefined) return `{year}${computed.replace('#year', '')}`;
  return yearText(cell.text)?.pattern ?? cell.text;
}
