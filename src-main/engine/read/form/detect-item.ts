import { groupingKey } from '../../../../src-shared/domain/normal.ts';
import type { FoundLabel } from './label-hit.ts';
import { exampleSheetNames, formLabels } from './form-table.ts';
import { lane, type LabelName } from './form-lane.ts';
import type { Placement } from './place-form.ts';
import type { CellTable } from '../../book/cell-table.ts';

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
  const names: LabelName[] = [];
  const rows: number[] = [];
  let years = false;
  for (let i = 0; i < found.length; i += 1) {
    const { cell, hit } = found[i] as FoundLabel;
    if (hit.kind === 'year') years = true;
    if (hit.kind !== 'label' || formLabels.get(hit.name)?.telling !== true) continue;
    const row = cells.row[cell] as number;
    if (!names.includes(hit.name)) names.push(hit.name);
    if (!rows.includes(row)) rows.push(row);
    if (years && names.length >= fewestLabels && rows.length >= fewestRows) return true;
  }
  return years && names.length >= fewestLabels && rows.length >= fewestRows;
}

/**
 * The labels' boxes are those of a form: rows of steps, or a choice beside a text. A table that explains the labels year by
 * year has neither.
 */
export const hasFormBoxes = ({ rows, years, fields }: Placement): boolean =>
  years.length > 0 &&
  (lane.lists.some(({ id, isUnder }) => !isUnder && (rows[id] ?? 0) > 0) ||
    fields.some(({ path }) => isYearsMark(path)));

function isYearsMark(path: string): boolean {
  const { role, hasYear } = lane.model.keyOf(path)?.field ?? {};
  return hasYear === true && (role === 'status' || role === 'grade');
}

/** A filled-in form that shows how to fill it in: the sheet is named so, or it says so above the first label. */
export function isExample(sheetName: string, found: readonly FoundLabel[], cells: CellTable): boolean {
  if (exampleSheetNames.test(groupingKey(sheetName))) return true;
  if (!found.some(({ hit }) => hit.kind === 'example')) return false;
  const rowsOf = (kind: string): number[] =>
    found.flatMap(({ cell, hit }) => (hit.kind === kind ? [cells.row[cell] as number] : []));
  return Math.min(...rowsOf('example')) < Math.min(...rowsOf('label'));
}
