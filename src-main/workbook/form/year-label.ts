import type { FiscalYear } from '../../../src-shared/fields.ts';
import { eras } from '../styles/japanese-eras.ts';

/** A heading of one fiscal year: alone (`平成25年度`), with what its column holds, or `平成27年度以降`. */
export interface YearLabel {
  readonly year: FiscalYear;
  readonly column: 'plain' | 'plan' | 'actual' | 'after';
  /** The Western year before the era's first, 0 for a Western year; `undefined` where the era is left out (`26年度`). */
  readonly before: number | undefined;
}

const firstYears = new Map(eras.flatMap((era) => [[era.name, era.from[0]], [era.letter.toLowerCase(), era.from[0]]]));
const eraNames = eras.map((era) => era.name).join('|');
const one = `(?:((?:19|20)\\d{2})|(${eraNames}|[mtshr])?(元|\\d{1,2})(?!\\d))(?:年度?)?`;
const planWord = '(?:当初|年度|年次|取組|実施)?計画|目標|予定|目標値|計画値';
const actualWord = '実績|結果|実績値|実施状況|達成状況|取組実績|実績見込|見込';
/** `１年目`, `計画` in front; `平成31年度(令和元年度)`, `2019(令和元)年度`: the first name counts, both mean one year. */
const pattern = new RegExp(
  `^(?:\\d年目|初年度|最終年度)?(${planWord}|${actualWord})?${one}(?:(?:${eraNames}|[mtshr])(?:元|\\d{1,2})|(?:19|20)\\d{2})?(年度?)?(.*)$`,
);

const planWords = new RegExp(`^(?:の)?(?:${planWord})$`);
const actualWords = new RegExp(`^(?:の)?(?:${actualWord})$`);
const afterWords = /^以[降後]/;
const plainWords = /^(?:末|分|の取組)?$/;

/** What the words of plans and results begin with. */
export const halfFirsts = '計当年取実目予結達見';

/** `計画` or `実績` by its key, under a year that stands above; `undefined` for anything else. */
export const halfOfKey = (key: string): 'plan' | 'actual' | undefined =>
  key.length > 8 ? undefined : planWords.test(key) ? 'plan' : actualWords.test(key) ? 'actual' : undefined;

/** Reads a year heading by its key (see `labelKey`); `undefined` for anything else. */
export function yearLabelOfKey(key: string): YearLabel | undefined {
  const m = key.length > 30 || !/[\d元]/.test(key) ? null : pattern.exec(key);
  if (m === null) return undefined;
  const [, front = '', western, era, inEra, , behind = ''] = m;
  if (front !== '' && behind !== '') return undefined;
  const rest = front + behind;
  // 「R2」 or 「2013」 alone may be a value; a heading says 年 or what the column holds. 「5年計画」 names no year.
  if (era === undefined && western === undefined ? !key.includes('年度') : !key.includes('年') && rest === '') return undefined;
  const before = western !== undefined ? 0 : era === undefined ? undefined : (firstYears.get(era) ?? 0) - 1;
  const label = { year: (before ?? 0) + (inEra === '元' ? 1 : Number(inEra ?? western)), before };
  if (planWords.test(rest)) return { ...label, column: 'plan' };
  if (actualWords.test(rest)) return { ...label, column: 'actual' };
  if (afterWords.test(rest)) return { ...label, column: 'after' };
  return plainWords.test(rest) ? { ...label, column: 'plain' } : undefined;
}
