import { orderedPaths } from './order.ts';
import type { FieldPath } from '../domain/fields.ts';
import { parseFieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { asksFor, type Step } from './timetable.ts';

/** The text that a field has now, drafts included. */
export type TextOf = (path: FieldPath) => string;

export const isBlank = (text: string): boolean => /^[\s\u200b\ufeff]*$/u.test(text);

/** Whether a row of 取組工程 or 指標 is in use: a laid-out but empty row asks for nothing. */
function rowInUse(sheet: ItemSheet, textOf: TextOf, block: 'steps' | 'indicators', row: number): boolean {
  return orderedPaths(sheet).some((path) => {
    const key = parseFieldPath(path);
    return key?.block === block && 'row' in key && key.row === row && !isBlank(textOf(path));
  });
}

/** Fields that the form allows to stay empty: the row's 現状, a plan of one year, a sheet without indicators. */
const optionalInPlan = (path: FieldPath): boolean => {
  const key = parseFieldPath(path);
  return key?.block === 'indicators' || (key?.block === 'steps' && key.row > 0) || path === 'middleItem';
};

/** The fields that a step asks for and that are empty, in the order of the form; locked ones and formulas never are. */
export function missingPaths(sheet: ItemSheet, textOf: TextOf, step: Step): readonly FieldPath[] {
  return orderedPaths(sheet).filter((path) => {
    const field = sheet.fields[path];
    // What cannot be typed in is nobody's to fill.
    if (field?.formula !== undefined || field?.locked === true) return false;
    if (!asksFor(step, path) || !isBlank(textOf(path))) return false;
    const key = parseFieldPath(path);
    if (step.kind === 'plan') return !optionalInPlan(path);
    if (key?.block === 'steps' || key?.block === 'indicators') return rowInUse(sheet, textOf, key.block, key.row);
    return true;
  });
}
