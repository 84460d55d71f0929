import { orderedPaths } from './order.ts';
import { parseFieldPath, type FieldPath, type FiscalYear } from '../domain/fields.ts';
import type { ReportingStep } from '../domain/exchange.ts';
import type { ItemSheet } from '../domain/item.ts';
import { belongsToStep, stepCode } from './reporting-steps.ts';

/**
 * When each block of the form is filled (the form's own instructions): the progress of the first half each October,
 * that of the second half and the year's assessment after the year's end; the assessment of the whole period
 * provisionally with the last year's first half, finally with its second half.
 */
export type Step =
  | { readonly kind: 'plan' }
  | {
      readonly kind: 'firstHalf' | 'yearEnd';
      readonly year: FiscalYear;
      readonly last: boolean;
      /** What the workbook was sent for: it alone says which boxes are asked for. */
      readonly sent?: ReportingStep;
    };

/** A step's name in settings and lists: `plan`, `2025-firstHalf`, `2026-yearEnd`; one that came with a file `sent-2025/annual`. */
export const stepId = (step: Step): string =>
  step.kind === 'plan' ? 'plan' : step.sent === undefined ? `${step.year}-${step.kind}` : `sent-${stepCode(step.sent)}`;

/** The form's own step that a sending is about; 総合評価 belongs to the end of the last year. */
export function timetableStep(sent: ReportingStep, years: readonly FiscalYear[]): Step {
  const last = years.at(-1) ?? 0;
  if (sent.kind === 'overall') return { kind: 'yearEnd', year: last, last: true, sent };
  return { kind: sent.kind === 'firstHalf' ? 'firstHalf' : 'yearEnd', year: sent.year, last: sent.year === last, sent };
}

/** All steps of a plan in the order of time. */
export function stepsOf(years: readonly FiscalYear[]): readonly Step[] {
  const lastYear = years.at(-1);
  return [
    { kind: 'plan' },
    ...years.flatMap((year): Step[] => [
      { kind: 'firstHalf', year, last: year === lastYear },
      { kind: 'yearEnd', year, last: year === lastYear },
    ]),
  ];
}

/**
 * The step that a day falls into. From 1 October to 31 March the first half of that fiscal year is due, from 1 April
 * to 30 September the end of the year before. Before the plan's first October it is the plan itself; after its end
 * the last step stays due, since late sheets are still to be finished.
 */
export function stepAt(years: readonly FiscalYear[], date: Date): Step {
  const month = date.getMonth() + 1;
  const year = date.getFullYear();
  const wanted: { kind: 'firstHalf' | 'yearEnd'; year: number } =
    month >= 10
      ? { kind: 'firstHalf', year }
      : month <= 3
        ? { kind: 'firstHalf', year: year - 1 }
        : { kind: 'yearEnd', year: year - 1 };
  const order = (step: { kind: string; year: number }): number => step.year * 2 + (step.kind === 'yearEnd' ? 1 : 0);
  let current: Step = { kind: 'plan' };
  for (const step of stepsOf(years)) if (step.kind !== 'plan' && order(step) <= order(wanted)) current = step;
  return current;
}

/** Whether a step asks for this field. */
export function asksFor(step: Step, path: FieldPath): boolean {
  const key = parseFieldPath(path);
  if (key === undefined) return false;
  if (step.kind !== 'plan' && step.sent !== undefined) return belongsToStep(path, step.sent);
  switch (key.block) {
    case 'head':
      return step.kind === 'plan';
    case 'steps':
    case 'indicators':
      if (!('year' in key)) return step.kind === 'plan';
      if (key.name === 'plan') return step.kind === 'plan';
      return step.kind === 'yearEnd' && step.year === key.year;
    case 'progress':
      if (step.kind === 'plan' || step.year !== key.year) return false;
      return step.kind === 'firstHalf' ? key.half === 'firstHalf' : key.half === 'secondHalf';
    case 'annual':
      return step.kind === 'yearEnd' && step.year === key.year;
    case 'overall':
      return step.kind !== 'plan' && step.last;
  }
}

/** The fields that a sheet has and the step asks for, in the order of the form. */
export const duePaths = (sheet: ItemSheet, step: Step): readonly FieldPath[] =>
  orderedPaths(sheet).filter((path) => asksFor(step, path));

/** A year is settled when the current step lies at least two years later: last year stays beside this one. */
export const isSettled = (year: FiscalYear, step: Step): boolean => step.kind !== 'plan' && year < step.year - 1;
