import type { FieldPath } from '../domain/fields.ts';
import type { ReportingStep } from '../domain/exchange.ts';
import { shippedForm } from '../form/forms.ts';
import type { FormModel } from '../form/model.ts';
import { eraOf, eraYear } from '../domain/era-year.ts';
import type { YearStyle } from '../domain/file-name-pattern.ts';

/** Whether a box is to be filled in at a step: it is of the step's stage, and of its year where the stage comes each year. */
export function belongsToStep(path: FieldPath, step: ReportingStep, form: FormModel = shippedForm()): boolean {
  const key = form.keyOf(path);
  if (key === undefined || key.field.stage !== step.kind) return false;
  return step.year === undefined || key.year === undefined || key.year === step.year;
}

/** A step as the log keeps it: `2014/annual`, `overall`. */
export const stepCode = (step: ReportingStep): string =>
  step.year === undefined ? step.kind : `${step.year}/${step.kind}`;

/** Reads a step's code by its grammar alone: the log may hold steps of a form that is not at hand. */
export function parseStep(code: string): ReportingStep | undefined {
  const found = /^(?:(\d{4})\/)?([\p{L}\p{M}\p{N}_-]{1,80})$/u.exec(code);
  if (found === null) return undefined;
  const [, year, kind = ''] = found;
  return year === undefined ? { kind } : { kind, year: Number(year) };
}

/** What a sending may ask for, in the order of time: the stages of each year, then those of the whole period. */
export const stepsToSend = (form: FormModel, years: readonly number[]): readonly ReportingStep[] => [
  ...years.flatMap((year) =>
    form.stages.flatMap(({ id, each }): ReportingStep[] => (each === 'year' ? [{ kind: id, year }] : [])),
  ),
  ...form.stages.flatMap(({ id, each }): ReportingStep[] => (each === 'period' ? [{ kind: id }] : [])),
];

/** The codes that a sending may have, as help names them: `2026/STAGE|STAGE`. */
export const stepCodes = (form: FormModel, year: string): readonly string[] =>
  form.stages.flatMap(({ id, each }) => (each === 'start' ? [] : each === 'year' ? [`${year}/${id}`] : [id]));

/** The ids that settings and lists give a form's steps, as help names them: `YEAR-STEP`, `STEP`. */
export const stepIds = (form: FormModel, year: string): readonly string[] => [
  ...form.stages.flatMap(({ step, each }) => (each === 'year' ? [`${year}-${step}`] : [])),
  ...form.stages.flatMap(({ step, each }) => (each === 'start' ? [step] : [])),
];

const nameOf = ({ kind }: ReportingStep, form: FormModel): string =>
  form.stages.find(({ id }) => id === kind)?.name ?? kind;

/** A step in names of files: `2026上半期`, or `R8上半期`. */
export function stepName(step: ReportingStep, form: FormModel, years: YearStyle): string {
  const era = years === 'era' && step.year !== undefined ? eraOf(step.year) : undefined;
  return `${era === undefined ? (step.year ?? '') : `${era.en}${era.number}`}${nameOf(step, form)}`;
}

/** A step as a letter names it: `令和8年度上半期`, `2026年度`. */
export function stepWords(step: ReportingStep, form: FormModel, years: YearStyle): string {
  const name = nameOf(step, form);
  if (step.year === undefined) return name;
  const year = years === 'era' ? eraYear(step.year) : `${step.year}年度`;
  return year.endsWith(name) ? year : `${year}${name}`;
}
