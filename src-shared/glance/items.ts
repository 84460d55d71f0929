import { readMeasured } from '../checks/achievement.ts';
import { orderedPaths } from '../checks/order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { anyFormPlan, foundItem, type FoundField, type FoundItem } from './any-form.ts';
import { factsOf } from '../form/facts.ts';
import { fieldValue } from '../form/values.ts';
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

/** An item of a form that was described, by what its boxes are. */
function describedItem(sheet: ItemSheet, typed: TypedTexts | undefined): FoundItem {
  const fields = Object.values(sheet.fields).flatMap((field): FoundField[] => {
    const facts = factsOf(field);
    if (field === undefined || facts === undefined) return [];
    const text = typed?.(field.path) ?? field.text;
    const { traits, label, headings, year } = facts;
    const value = fieldValue({
      text,
      number: field.raw.kind === 'number' && text === field.text ? field.raw.value : undefined,
      traits,
      year,
      label,
      headings,
      applies: field.idle !== true,
    });
    const choices = field.choices ?? traits.choices;
    return [{ path: field.path, text, ...(choices === undefined ? {} : { choices }), value }];
  });
  const title = fields.find(({ value }) => value.role === 'title')?.text ?? '';
  const no = fields.find(({ value }) => value.role === 'no')?.text ?? sheet.no;
  return { key: sheet.key, sheet: sheet.sheet, no: typed === undefined ? sheet.no : no, title, fields };
}

function isDescribed({ fields }: ItemSheet): boolean {
  for (const path in fields) return factsOf(fields[path]) !== undefined;
  return false;
}

/** Texts that a person has typed, saved or not. */
type TypedTexts = (path: FieldPath) => string;

/** An item of any form; `typed` gives the texts as they are now, those not saved too. */
export function glanceItem(sheet: ItemSheet, typed?: TypedTexts): GlanceItem {
  if (isDescribed(sheet)) return foundItem(describedItem(sheet, typed));
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

/** A plan of sheets of one form. */
export function glancePlan(sheets: readonly ItemSheet[]): GlancePlan {
  const form = formOf(sheets[0] ?? {});
  const years = [...new Set(sheets.flatMap((sheet) => sheet.years))].toSorted((a, b) => a - b);
  const described = sheets.filter(isDescribed);
  return described.length > 0
    ? anyFormPlan(
        form,
        years,
        described.map((sheet) => describedItem(sheet, undefined)),
      )
    : {
        words: wordsOf(form),
        levels: groupLevels(form),
        years,
        items: sheets.map((sheet) => glanceItem(sheet)),
      };
}
