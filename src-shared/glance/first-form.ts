import { readMeasured } from '../checks/achievement.ts';
import { orderedPaths } from '../checks/order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { parseSections } from '../domain/sections.ts';
import type { FieldRole } from '../form/description.ts';
import { formOf } from '../form/forms.ts';
import type { FormField, FormModel, FormTable } from '../form/model.ts';
import { groupLevels, groupPaths, rolePath } from '../form/roles.ts';
import { paperLabel } from '../form/paper-label.ts';
import { fieldLabel } from '../form/field-label.ts';
import type { GlanceField, GlanceItem, GlancePlan, GlanceWords } from './plan.ts';

const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, '').trim();

/** What is counted: statuses, grades and the numbers of lists. */
const isCounted = ({ role, table, kind }: FormField): boolean =>
  role === 'status' || role === 'grade' || (table?.repeats === true && isOfNumbers(table) && kind !== 'text');

const isOfNumbers = ({ fields }: FormTable): boolean => fields.some(({ kind }) => kind === 'number');

/** An item of the first form; `typed` gives the texts as they are now, those not saved too. */
export function glanceItem(sheet: ItemSheet, typed?: (path: FieldPath) => string): GlanceItem {
  const textOf = typed ?? ((path: FieldPath) => sheet.fields[path]?.text ?? '');
  const form = formOf(sheet);
  const fields = orderedPaths(sheet).flatMap((path): GlanceField[] => {
    const key = form.keyOf(path);
    if (key === undefined || !isCounted(key.field)) return [];
    const { field, year } = key;
    const { kind, role } = field;
    const text = textOf(path);
    const measured = kind === 'number' ? readMeasured(text) : undefined;
    const choices = kind === 'choice' ? sheet.fields[path]?.choices : undefined;
    const isMark = role === 'status' || role === 'grade';
    return [
      {
        path,
        kind,
        ...(role === undefined ? {} : { role }),
        label: fieldLabel(path, form),
        text: kind === 'choice' ? text.trim() : oneLine(text),
        ...(year === undefined ? {} : { year }),
        ...(isMark ? { stage: lineName(field), heading: paperLabel(field, year) } : {}),
        ...(measured === undefined ? {} : { value: measured.value }),
        ...(measured === undefined || measured.unit === '' ? {} : { unit: measured.unit }),
        ...(choices === undefined ? {} : { choices }),
      },
    ];
  });
  return {
    key: sheet.key,
    ...(sheet.itemId === undefined ? {} : { itemId: sheet.itemId }),
    sheet: sheet.sheet,
    no: typed === undefined ? sheet.no : oneLine(typed(rolePath(form, 'no') ?? '')),
    title: oneLine(textOf(rolePath(form, 'title') ?? '')),
    groups: groupPaths(sheet).map((path) => oneLine(textOf(path))),
    sections: typed === undefined ? sheet.sections : parseSections(typed(rolePath(form, 'section') ?? '')),
    fields,
  };
}

/** Statuses of one line and grades of one block are told from others by its name. */
const lineName = ({ table, line, block }: FormField): string =>
  table?.description.lines?.length === undefined || table.description.lines.length < 2
    ? block.id
    : (table.description.lines[line]?.path ?? block.id);

/** What the form calls what every item has. */
function wordsOf(form: FormModel): GlanceWords {
  const word = (role: FieldRole, absent: string): string => form.withRole(role)[0]?.shown ?? absent;
  return {
    no: 'No.',
    title: word('title', '名称'),
    group: word('group', '区分'),
    section: `主${word('section', '担当課')}`,
    sections: word('section', '担当課'),
  };
}

/** A plan of the first form. */
export const firstFormPlan = (sheets: readonly ItemSheet[]): GlancePlan => ({
  words: wordsOf(formOf(sheets[0] ?? {})),
  levels: groupLevels(formOf(sheets[0] ?? {})),
  years: [...new Set(sheets.flatMap(({ years }) => years))].toSorted((a, b) => a - b),
  items: sheets.map((sheet) => glanceItem(sheet)),
});
