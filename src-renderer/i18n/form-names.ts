import type { Settings } from '../../src-shared/contract/settings.ts';
import type { SaidHow } from '../../src-shared/form/said.ts';
import { fiscalYearName } from './years.ts';

/** How a person reads a form's words and years. */
export const saidHow = (settings: Pick<Settings, 'language' | 'years'>): SaidHow => ({
  language: settings.language,
  yearName: (year) => fiscalYearName(year, settings),
});
