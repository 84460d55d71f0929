import { eraYear } from '../domain/era-year.ts';
import type { FiscalYear } from '../domain/fields.ts';
import type { FormField } from './model.ts';

/** A field's label on papers, its year in the words of today's era. */
export function paperLabel({ traits, hasYear, lineShown, shown }: FormField, year?: FiscalYear): string {
  const own = lineShown === '' ? shown : lineShown;
  const label = traits.paper ?? (hasYear ? `{year}\n${own}` : own);
  return year === undefined ? label : label.replace('{year}', eraYear(year));
}
