import { eraYear } from '../../../../src-shared/domain/era-year.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { parseFieldPath, type FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import type { CarriedBlock } from '../../../../src-shared/contract/plan-making.ts';
import type { PlanSettingsInput } from '../../../../src-shared/domain/plan-settings.ts';
import { err, type Result } from '../../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { newWorkbook, type NewWorkbook } from './new-workbook.ts';

/** What a person chooses for the next plan (次期計画を作成). */
export interface RollOverChoice {
  readonly title: string;
  readonly city?: string;
  readonly years: readonly number[];
  readonly yearLabels?: readonly string[];
  /** The items that go on, by `ItemSheet.key`, in their new order; without them all. */
  readonly items?: readonly string[];
  /** Texts that carry on; the others start empty. Default 目的 and 取組. */
  readonly carry?: readonly CarriedBlock[];
  /** Shows the old plan's overall evaluation beside the form, outside what is printed. Default yes. */
  readonly showOld?: boolean;
}

/**
 * A new plan's workbook from an old one: chosen items with number, title, sections, pillar, major and middle item; texts that
 * carry on; the old plan's choices of status and grade; as many step and indicator rows as each had. Progress and
 * evaluations start empty. Fails as `newWorkbook` does, and with `unknown-item`.
 */
export async function rollOver(opened: OpenedWorkbook, choice: RollOverChoice): Promise<Result<NewWorkbook, Failure>> {
  const items: ItemSheet[] = [];
  for (const key of choice.items ?? opened.items.map((item) => item.key)) {
    const item = opened.items.find((one) => one.key === key);
    if (item === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: key } });
    items.push(item);
  }
  const statuses = choicesOf(items, 'status');
  const grades = choicesOf(items, 'grade');
  const settings: PlanSettingsInput = {
    title: choice.title,
    ...(choice.city === undefined ? {} : { city: choice.city }),
    years: [...choice.years],
    ...(choice.yearLabels === undefined ? {} : { yearLabels: [...choice.yearLabels] }),
    ...(statuses === undefined ? {} : { statuses: [...statuses] }),
    ...(grades === undefined ? {} : { grades: [...grades] }),
    items: items.map((item) => itemSettings(item, choice)),
  };
  return newWorkbook(settings);
}

/** The first list that the old plan has for such boxes. */
function choicesOf(items: readonly ItemSheet[], end: 'status' | 'grade'): readonly string[] | undefined {
  for (const item of items) {
    for (const [path, field] of Object.entries(item.fields)) {
      if (path.endsWith(`.${end}`) && (field?.choices?.length ?? 0) > 0)
        return field?.choices?.filter((text) => text !== '');
    }
  }
  return undefined;
}

function itemSettings(item: ItemSheet, choice: RollOverChoice): PlanSettingsInput['items'][number] {
  const text = (path: FieldPath) => item.fields[path]?.text ?? '';
  const carry = new Set<string>(choice.carry ?? ['purpose', 'actions']);
  const texts: Partial<Record<FieldPath, string>> = {};
  for (const path of Object.keys(item.fields) as FieldPath[]) {
    const key = parseFieldPath(path);
    const goesOn =
      key?.block === 'head'
        ? carry.has(path)
        : key?.block === 'indicators' && key.name === 'name' && carry.has('indicators');
    if (goesOn && text(path) !== '') texts[path] = text(path);
  }
  const no = text('no');
  return {
    no: /^[1-9]\d{0,3}$/.test(no) ? Number(no) : no.trim(),
    ...(text('pillar').trim() === '' ? {} : { pillar: text('pillar') }),
    majorItem: text('majorItem'),
    middleItem: text('middleItem'),
    title: text('title'),
    sections: item.sections.map(({ name, lead }) => ({ name, lead })),
    stepRows: Math.max(1, item.rows['steps'] ?? 0),
    indicatorRows: item.rows['indicators'] ?? 0,
    texts: texts as Record<FieldPath, string>,
    aside: choice.showOld === false ? [] : oldEvaluation(item),
  };
}

/** The old plan's overall evaluation, in words that are no labels of the form. */
function oldEvaluation(item: ItemSheet): string[] {
  const text = (path: FieldPath) => item.fields[path]?.text ?? '';
  const lines = [text('overall.assessment'), text('overall.nextSteps'), text('overall.afterPlan')].filter(
    (one) => one.trim() !== '',
  );
  const grade = text('overall.grade');
  if (lines.length === 0 && grade === '') return [];
  const [first, last] = [item.years[0], item.years.at(-1)];
  const period = first === undefined || last === undefined ? '' : `（${eraYear(first)}～${eraYear(last)}）`;
  return [`【参考】前の計画${period}のまとめ${grade === '' ? '' : `：${grade}`}`, ...lines];
}
