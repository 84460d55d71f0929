import { eraOf, eraYear } from '../../src-shared/domain/era-year.ts';
import type { FiscalYear } from '../../src-shared/domain/fields.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';

/** A fiscal year as the person wants to read it: `令和7年度`, `2025年度`, `FY2025 (R7)`, `FY2025`. */
export function fiscalYearName(year: FiscalYear, settings: Pick<Settings, 'language' | 'years'>): string {
  const era = eraOf(year);
  if (settings.years === 'western' || era === undefined) {
    return settings.language === 'ja' ? `${year}年度` : `FY${year}`;
  }
  return settings.language === 'en' ? `FY${year} (${era.en}${era.number})` : eraYear(year);
}
