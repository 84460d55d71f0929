import type { FiscalYear } from './fields.ts';

/** Eras by their first fiscal year, newest first. Fiscal year 2019 is written 令和元年度 by most offices (令和 began in May 2019). */
const eras = [
  { first: 2019, ja: '令和', en: 'R' },
  { first: 1989, ja: '平成', en: 'H' },
  { first: 1926, ja: '昭和', en: 'S' },
] as const;

/** The era of a fiscal year and the year's number in it, from 1; nothing before 昭和. */
export function eraOf(
  year: FiscalYear,
): { readonly ja: string; readonly en: string; readonly number: number } | undefined {
  const era = eras.find(({ first }) => year >= first);
  return era === undefined ? undefined : { ja: era.ja, en: era.en, number: year - era.first + 1 };
}

/** 平成25年度, 令和元年度; 1925年度 before 昭和. */
export function eraYear(year: FiscalYear): string {
  const era = eraOf(year);
  return era === undefined ? `${year}年度` : `${era.ja}${era.number === 1 ? '元' : era.number}年度`;
}
