import { orderedPaths } from './order.ts';
import type { FieldPath, FiscalYear } from '../domain/fields.ts';
import type { ReportingStep } from '../domain/exchange.ts';
import type { ItemSheet } from '../domain/item.ts';
import { formOf, shippedForm } from '../form/forms.ts';
import type { FormModel, FormStage } from '../form/model.ts';
import { belongsToStep, stepCode } from './reporting-steps.ts';

/** A stage of the form in time: before the plan begins (without year), or in a year of it. */
export interface Step {
  /** What settings and lists call the stage (`FormStage.step`). */
  readonly kind: string;
  readonly year?: FiscalYear;
  readonly last?: boolean;
  /** What the workbook was sent for: it alone says which boxes are asked for. */
  readonly sent?: ReportingStep;
}

/** A step's name in settings and lists: `STEP`, `2025-STEP`; one that came with a file `sent-2025/STAGE`. */
export const stepId = (step: Step): string =>
  step.sent !== undefined
    ? `sent-${stepCode(step.sent)}`
    : step.year === undefined
      ? step.kind
      : `${step.year}-${step.kind}`;

/** The stage of a step; `undefined` for a step of another form. */
export const stageOf = (step: Step, form: FormModel = shippedForm()): FormStage | undefined =>
  form.stages.find((stage) => stage.step === step.kind);

const yearly = (form: FormModel): readonly FormStage[] => form.stages.filter(({ each }) => each === 'year');

/** The form's own step that a sending is about; one of the whole period belongs to the end of the last year. */
export function timetableStep(
  sent: ReportingStep,
  years: readonly FiscalYear[],
  form: FormModel = shippedForm(),
): Step {
  const last = years.at(-1) ?? 0;
  const stages = yearly(form);
  const stage = stages.find(({ id }) => id === sent.kind && sent.year !== undefined) ?? stages.at(-1);
  const year = sent.year ?? last;
  return { kind: stage?.step ?? sent.kind, year, last: year === last, sent };
}

/** All steps of a plan in the order of time. */
export function stepsOf(years: readonly FiscalYear[], form: FormModel = shippedForm()): readonly Step[] {
  const lastYear = years.at(-1);
  return [
    ...form.stages.flatMap(({ each, step }): Step[] => (each === 'start' ? [{ kind: step }] : [])),
    ...years.flatMap((year) => yearly(form).map(({ step }): Step => ({ kind: step, year, last: year === lastYear }))),
  ];
}

/** Month 1 is April: fiscal years begin with it. */
const monthOfYear = (month: number): number => (month + 8) % 12;

/** Months from the year 0 to when a stage of a year begins; without months it is due from the year's beginning. */
const beginOf = ({ months, after }: FormStage, year: FiscalYear): number =>
  (year + (after === true ? 1 : 0)) * 12 + (months?.[0] === undefined ? 0 : monthOfYear(months[0]));

/**
 * The step that a day falls into: the last one whose months have begun. Before the first it is the plan itself; after the
 * plan's end the last step stays due, since late sheets are still to be finished.
 */
export function stepAt(years: readonly FiscalYear[], date: Date, form: FormModel = shippedForm()): Step {
  const month = date.getMonth() + 1;
  const fiscal = date.getFullYear() - (month <= 3 ? 1 : 0);
  const now = fiscal * 12 + monthOfYear(month);
  const steps = stepsOf(years, form);
  let current: Step = steps[0] ?? { kind: '' };
  let latest = -Infinity;
  for (const step of steps) {
    const stage = stageOf(step, form);
    if (step.year === undefined || stage === undefined) continue;
    const begin = beginOf(stage, step.year);
    if (begin > now || begin < latest) continue;
    current = step;
    latest = begin;
  }
  return current;
}

/** Whether a step asks for this field. */
export function asksFor(step: Step, path: FieldPath, form: FormModel = shippedForm()): boolean {
  if (step.sent !== undefined) return belongsToStep(path, step.sent, form);
  const key = form.keyOf(path);
  const stage = stageOf(step, form);
  const own = form.stages.find(({ id }) => id === key?.field.stage);
  if (key === undefined || own === undefined || stage === undefined) return false;
  if (own.each === 'period') return step.last === true && (own.with === undefined || own.with.includes(stage.id));
  return own === stage && (step.year === undefined || key.year === undefined || key.year === step.year);
}

/** The fields that a sheet has and the step asks for, in the order of the form. */
export const duePaths = (sheet: ItemSheet, step: Step): readonly FieldPath[] =>
  orderedPaths(sheet).filter((path) => asksFor(step, path, formOf(sheet)));

/** A year is settled when the current step lies at least two years later: last year stays beside this one. */
export const isSettled = (year: FiscalYear, step: Step): boolean => step.year !== undefined && year < step.year - 1;
