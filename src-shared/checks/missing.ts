import { orderedPaths } from './order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { formOf } from '../form/forms.ts';
import type { FieldKey, FormModel, FormTable } from '../form/model.ts';
import { asksFor, type Step } from './timetable.ts';

/** The text that a field has now, drafts included. */
export type TextOf = (path: FieldPath) => string;

export const isBlank = (text: string): boolean => /^[\s\u200b\ufeff]*$/u.test(text);

/** Whether a record of a table is in use: a laid-out but empty row asks for nothing. */
function rowInUse(sheet: ItemSheet, textOf: TextOf, form: FormModel, table: FormTable, row: number): boolean {
  return orderedPaths(sheet).some((path) => {
    const key = form.keyOf(path);
    return key?.field.table === table && key.row === row && !isBlank(textOf(path));
  });
}

/** Fields that the form allows to stay empty when the plan is made: what it says so of, and records behind a table's first. */
const optionalInPlan = ({ field, row = 0 }: FieldKey): boolean => field.traits.required === false || row > 0;

/** The fields that a step asks for and that are empty, in the order of the form; locked ones and formulas never are. */
export function missingPaths(sheet: ItemSheet, textOf: TextOf, step: Step): readonly FieldPath[] {
  const form = formOf(sheet);
  return orderedPaths(sheet).filter((path) => {
    const field = sheet.fields[path];
    // What cannot be typed in is nobody's to fill.
    if (field?.formula !== undefined || field?.locked === true) return false;
    if (!asksFor(step, path, form) || !isBlank(textOf(path))) return false;
    const key = form.keyOf(path);
    if (key === undefined || key.field.kind === 'computed') return false;
    if (step.year === undefined) return !optionalInPlan(key);
    const { table } = key.field;
    return table?.repeats === true && key.row !== undefined ? rowInUse(sheet, textOf, form, table, key.row) : true;
  });
}
