import { readMeasured } from '../checks/achievement.ts';
import { orderedPaths } from '../checks/order.ts';
import { eraYear } from '../domain/era-year.ts';
import { parseFieldPath, type FieldKey, type FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { parseSections } from '../domain/sections.ts';
import type { FieldKind, FieldRole } from '../form/description.ts';
import { fieldLabel } from '../domain/field-label.ts';
import type { GlanceField, GlanceItem, GlancePlan } from './plan.ts';

const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, '').trim();

/** What of the first form is counted: statuses, grades and the numbers of indicators. */
function counted(key: FieldKey | undefined): { readonly kind: FieldKind; readonly role?: FieldRole } | undefined {
  switch (key?.block) {
    case 'progress':
      return key.name === 'status' ? { kind: 'choice', role: 'status' } : undefined;
    case 'annual':
    case 'overall':
      return key.name === 'grade' ? { kind: 'choice', role: 'grade' } : undefined;
    case 'indicators':
      return { kind: key.name === 'name' ? 'line' : 'number' };
    default:
      return undefined;
  }
}

const stageOf = (key: FieldKey): string | undefined =>
  key.block === 'progress' ? key.half : key.block === 'annual' || key.block === 'overall' ? key.block : undefined;

/** What a list calls a status or grade over its column. */
function headingOf(key: FieldKey): string | undefined {
  if (key.block === 'progress') return `${eraYear(key.year)}\n${key.half === 'firstHalf' ? '上半期' : '下半期'}`;
  if (key.block === 'annual') return `${eraYear(key.year)}\n評価`;
  return key.block === 'overall' ? '総合\n評価' : undefined;
}

/** An item of the first form; `typed` gives the texts as they are now, those not saved too. */
export function glanceItem(sheet: ItemSheet, typed?: (path: FieldPath) => string): GlanceItem {
  const textOf = typed ?? ((path: FieldPath) => sheet.fields[path]?.text ?? '');
  const fields = orderedPaths(sheet).flatMap((path): GlanceField[] => {
    const key = parseFieldPath(path);
    const said = counted(key);
    if (key === undefined || said === undefined) return [];
    const text = textOf(path);
    const stage = stageOf(key);
    const heading = headingOf(key);
    const measured = said.kind === 'number' ? readMeasured(text) : undefined;
    const choices = said.kind === 'choice' ? sheet.fields[path]?.choices : undefined;
    return [
      {
        path,
        ...said,
        label: fieldLabel(path),
        text: said.kind === 'choice' ? text.trim() : oneLine(text),
        ...('year' in key ? { year: key.year } : {}),
        ...(stage === undefined ? {} : { stage }),
        ...(heading === undefined ? {} : { heading }),
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
    no: typed === undefined ? sheet.no : oneLine(typed('no')),
    title: oneLine(textOf('title')),
    groups: (['pillar', 'majorItem', 'middleItem'] as const).map((path) => oneLine(textOf(path))),
    sections: typed === undefined ? sheet.sections : parseSections(typed('sections')),
    fields,
  };
}

const firstFormWords = { no: 'No.', title: '具体的な改革項目', group: '改革項目', section: '主担当課' } as const;

/** A plan of the first form. */
export const firstFormPlan = (sheets: readonly ItemSheet[]): GlancePlan => ({
  words: firstFormWords,
  years: [...new Set(sheets.flatMap(({ years }) => years))].toSorted((a, b) => a - b),
  items: sheets.map((sheet) => glanceItem(sheet)),
});
