import type { FoundLabel } from './find-labels.ts';
import { formLabels } from './form-table.ts';
import type { CellTable } from '../sheet/cell-table.ts';

/** Labels of the form that a sheet must have, and rows that they must stand in; the form has about 18 in 15 rows. */
const fewestLabels = 5;
const fewestRows = 4;

/**
 * Tells an item sheet by its labels: several different ones, in rows below each other, and a year heading. A roll-up list
 * (一覧表) has labels too, but in one or two heading rows; instructions (記入要領) name them inside sentences or explain
 * them in a table without years.
 */
export function looksLikeItem(found: readonly FoundLabel[], cells: CellTable): boolean {
  if (found.length < fewestLabels) return false;
  const names = new Set<string>();
  const rows = new Set<number>();
  let years = false;
  for (const { cell, hit } of found) {
    if (hit.kind === 'year') years = true;
    if (hit.kind !== 'label' || formLabels.get(hit.name)?.telling !== true) continue;
    names.add(hit.name);
    rows.add(cells.row[cell] as number);
    if (years && names.size >= fewestLabels && rows.size >= fewestRows) return true;
  }
  return years && names.size >= fewestLabels && rows.size >= fewestRows;
}
