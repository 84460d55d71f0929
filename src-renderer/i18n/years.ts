import type { FiscalYear } from '../../src-shared/fields.ts';
import type { Settings } from '../../src-shared/ipc-contract.ts';

/** Eras by their first fiscal year, newest first. Fiscal year 2019 is written 令和元年度 by most offices. */
const eras = [
  { first: 2019, ja: '令和', en: 'R' },
  { first: 1989, ja: '平成', en: 'H' },
  { first: 1926, ja: '昭和', en: 'S' },
] as const;

/** A fiscal year as the person wants to read it: `令和7年度`, `2025年度`, `FY2025 (R7)`, `FY2025`. */
export function fiscalYearName(year: FiscalYear, settings: Pick<Settings, 'language' | 'years'>): string {
  const era = eras.find(({ first }) => year >= first);
  if (settings.years === 'western' || era === undefined) {
    return settings.language === 'ja' ? `${year}年度` : `FY${year}`;
  }
  const number = year - era.first + 1;
  if (settings.language === 'en') return `FY${year} (${era.en}${number})`;
  return `${era.ja}${number === 1 ? '元' : number}年度`;
}
