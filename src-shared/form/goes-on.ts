import type { FieldPath, FiscalYear } from '../domain/fields.ts';
import type { FormField, FormModel } from './model.ts';
import { pathOf } from './model.ts';

/** The lines of a table that are times of one year: each has a stage of its own. */
function timesOf({ table, line, column }: FormField): readonly FormField[] {
  const lines = (table?.fields ?? []).filter((field) => field.column === column);
  const stages = new Set(lines.map(({ stage }) => stage));
  return stages.size === lines.length ? lines : lines.filter((field) => field.line === line);
}

/** The boxes that speak of the same thing as one does, the likeliest first: what the form says, then earlier times of its own. */
export function goesOnFrom(path: FieldPath, form: FormModel, years: readonly FiscalYear[]): readonly FieldPath[] {
  const key = form.keyOf(path);
  if (key === undefined) return [];
  const { field, year } = key;
  const last = year ?? years.at(-1);
  const said =
    last === undefined
      ? []
      : (field.traits.begins ?? []).map((template) => pathOf({ template }, { ...key, year: last }));
  if (year === undefined) return said;
  const times = timesOf(field);
  const before = years.flatMap((one) => times.map((time) => pathOf(time, { ...key, year: one })));
  return [...said, ...before.slice(0, Math.max(0, before.indexOf(path))).toReversed()];
}

/** What a number is measured against: the one that it needs in its own row and year, and where the row began. */
export function measuredAgainst(
  path: FieldPath,
  form: FormModel,
): { readonly plan: FieldPath; readonly start: FieldPath | undefined } | undefined {
  const key = form.keyOf(path);
  if (key?.field.kind !== 'number' || key.field.table?.repeats !== true) return undefined;
  const { table, template } = key.field;
  const needed = form.checks.find((check) => check.kind === 'needs' && check.fields[0] === template);
  const plan = table.fields.find((field) => needed?.kind === 'needs' && needed.fields[1] === field.template);
  if (plan?.kind !== 'number') return undefined;
  const start = table.fields.find((field) => field.kind === 'number' && !field.hasYear);
  return { plan: pathOf(plan, key), start: start && pathOf(start, key) };
}
