import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { ItemSheet, SheetField } from '../../src-shared/domain/item.ts';
import { parseSections } from '../../src-shared/domain/sections.ts';

/** A sheet as reading a workbook gives it, made from texts; every field of the form is there, empty unless named. */
export function sheetOf(
  texts: Partial<Record<FieldPath, string>>,
  options: {
    readonly key?: string;
    readonly years?: readonly number[];
    readonly stepRows?: number;
    readonly indicatorRows?: number;
    readonly fields?: Partial<Record<FieldPath, Partial<SheetField>>>;
  } = {},
): ItemSheet {
  const { key = 'xl/worksheets/sheet1.xml', years = [2025, 2026], stepRows = 1, indicatorRows = 1 } = options;
  const paths: FieldPath[] = [
    'title',
    'no',
    'overall.afterPlan',
    'pillar',
    'majorItem',
    'middleItem',
    'sections',
    'background',
    'purpose',
    'actions',
  ];
  for (let row = 0; row < stepRows; row += 1) {
    paths.push(`steps.${row}.current`);
    for (const year of years) paths.push(`steps.${row}.${year}.plan`, `steps.${row}.${year}.actual`);
  }
  for (let row = 0; row < indicatorRows; row += 1) {
    paths.push(`indicators.${row}.name`, `indicators.${row}.current`);
    for (const year of years) paths.push(`indicators.${row}.${year}.plan`, `indicators.${row}.${year}.actual`);
  }
  for (const year of years) {
    for (const half of ['firstHalf', 'secondHalf'] as const)
      paths.push(`progress.${year}.${half}.text`, `progress.${year}.${half}.status`);
    paths.push(`annual.${year}.assessment`, `annual.${year}.grade`, `annual.${year}.nextSteps`);
  }
  paths.push('overall.assessment', 'overall.grade', 'overall.nextSteps');
  const fields: Partial<Record<FieldPath, SheetField>> = {};
  for (const [index, path] of paths.entries()) {
    const text = texts[path] ?? '';
    const cell = `B${index + 2}`;
    fields[path] = {
      path,
      cell,
      area: cell,
      text,
      raw: text === '' ? { kind: 'blank' } : { kind: 'text', text },
      ...options.fields?.[path],
    };
  }
  return {
    key,
    sheet: texts.no ?? '1',
    hidden: false,
    no: texts.no ?? '',
    years,
    sections: parseSections(texts.sections ?? ''),
    rows: { steps: stepRows, indicators: indicatorRows },
    fields,
  };
}

/** The sheet's own texts, without drafts. */
export const ownText =
  (sheet: ItemSheet) =>
  (path: FieldPath): string =>
    sheet.fields[path]?.text ?? '';
