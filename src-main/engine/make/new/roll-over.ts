import { eraYear } from '../../../../src-shared/domain/era-year.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import type { CarriedBlock } from '../../../../src-shared/contract/plan-making.ts';
import type { PlanSettingsInput } from '../../../../src-shared/form/plan-settings.ts';
import { err, type Result } from '../../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { newWorkbook, type NewWorkbook } from './new-workbook.ts';
import { formOf } from '../../../../src-shared/form/forms.ts';
import { pathOf, type FormField } from '../../../../src-shared/form/model.ts';
import { rolePath } from '../../../../src-shared/form/roles.ts';
import { carriedBlocks } from '../../../../src-shared/form/roll-over.ts';

/** What a person chooses for the next plan (次期計画を作成). */
export interface RollOverChoice {
  readonly title: string;
  readonly city?: string;
  readonly years: readonly number[];
  readonly yearLabels?: readonly string[];
  /** The items that go on, by `ItemSheet.key`, in their new order; without them all. */
  readonly items?: readonly string[];
  /** Texts that carry on, by `carriedBlocks`; the others start empty. Without it those that the form says. */
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
  return newWorkbook(settings, opened.byForm?.description);
}

/** The first list that the old plan has for such boxes. */
function choicesOf(items: readonly ItemSheet[], role: 'status' | 'grade'): readonly string[] | undefined {
  for (const item of items) {
    const form = formOf(item);
    for (const [path, field] of Object.entries(item.fields)) {
      const known = form.keyOf(path)?.field;
      if (known?.role !== role || known.traits.choices !== undefined) continue;
      if ((field?.choices?.length ?? 0) > 0) return field?.choices?.filter((text) => text !== '');
    }
  }
  return undefined;
}

function itemSettings(item: ItemSheet, choice: RollOverChoice): PlanSettingsInput['items'][number] {
  const form = formOf(item);
  const text = (path: FieldPath | undefined) => (path === undefined ? '' : (item.fields[path]?.text ?? ''));
  const offered = carriedBlocks(form);
  const carry = new Set(choice.carry ?? offered.flatMap(({ id, usual }) => (usual ? [id] : [])));
  const goesOn = new Set(offered.flatMap(({ id, field }) => (carry.has(id) ? [field] : [])));
  const [pillar, ...levels] = form.withRole('group').map(({ template }) => template);
  const texts: Partial<Record<FieldPath, string>> = {};
  for (const path of Object.keys(item.fields)) {
    const field = form.keyOf(path)?.field;
    if (field === undefined || text(path) === '') continue;
    if (goesOn.has(field) || levels.includes(path)) texts[path] = text(path);
  }
  const no = text(rolePath(form, 'no'));
  return {
    no: /^[1-9]\d{0,3}$/.test(no) ? Number(no) : no.trim(),
    ...(text(pillar).trim() === '' ? {} : { pillar: text(pillar) }),
    title: text(rolePath(form, 'title')),
    sections: item.sections.map(({ name, lead }) => ({ name, lead })),
    rows: { ...item.rows },
    texts: texts as Record<FieldPath, string>,
    aside: choice.showOld === false ? [] : oldEvaluation(item),
  };
}

/** What the form shows beside the next plan's sheet, in words that are no labels of it. */
function oldEvaluation(item: ItemSheet): string[] {
  const beside = formOf(item).fields.filter(
    ({ traits, hasYear, hasRow }) => traits.rollOver === 'beside' && !hasYear && !hasRow,
  );
  const textOf = (field: FormField): string => item.fields[pathOf(field, { slot: 0, part: 0 })]?.text ?? '';
  const lines = beside
    .filter(({ role }) => role !== 'grade')
    .map(textOf)
    .filter((one) => one.trim() !== '');
  const grade =
    beside
      .filter(({ role }) => role === 'grade')
      .map(textOf)
      .find((one) => one !== '') ?? '';
  if (lines.length === 0 && grade === '') return [];
  const [first, last] = [item.years[0], item.years.at(-1)];
  const period = first === undefined || last === undefined ? '' : `（${eraYear(first)}～${eraYear(last)}）`;
  return [`【参考】前の計画${period}のまとめ${grade === '' ? '' : `：${grade}`}`, ...lines];
}
