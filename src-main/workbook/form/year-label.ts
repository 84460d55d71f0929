import type { FiscalYear } from '../../../src-shared/fields.ts';
import { eras } from '../styles/japanese-eras.ts';

/** A heading of one fiscal year: alone (`平成25年度`), with what its column holds, or `平成27年度以降`. */
export interface YearLabel {
  readonly year: FiscalYear;
  readonly column: 'plain' | 'plan' | 'actual' | 'after';
}

const firstYears = new Map(eras.flatMap((era) => [[era.name, era.from[0]], [era.letter.toLowerCase(), era.from[0]]]));
const eraNames = eras.map((era) => era.name).join('|');
const one = `(?:(${eraNames}|[mtshr])(元|\\d{1,2})|((?:19|20)\\d{2}))(?:年度?)?`;
/** `平成31年度(令和元年度)`, `2019(令和元)年度`: the first name counts, both mean one year. */
const pattern = new RegExp(`^${one}(?:(?:${eraNames}|[mtshr])(?:元|\\d{1,2})|(?:19|20)\\d{2})?(年度?)?(.*)$`);

export const planWords = /^(?:の)?(?:計画|目標|予定|目標値|計画値|年度計画)$/;
export const actualWords = /^(?:の)?(?:実績|結果|実績値|実施状況|達成状況|取組実績|実績見込|見込)$/;
const afterWords = /^以降/;
const plainWords = /^(?:末|分|の取組)?$/;

/** Reads a year heading by its key (see `labelKey`); `undefined` for anything else. */
export function yearLabelOfKey(key: string): YearLabel | undefined {
  const m = key.length > 30 || !/[\d元]/.test(key) ? null : pattern.exec(key);
  if (m === null) return undefined;
  const [, era, inEra, western, , rest = ''] = m;
  // 「R2」 or 「2013」 alone may be a value; a heading says 年 or what the column holds.
  if (!key.includes('年') && rest === '') return undefined;
  const year = western === undefined ? (firstYears.get(era ?? '') ?? 0) + (inEra === '元' ? 1 : Number(inEra)) - 1 : Number(western);
  if (planWords.test(rest)) return { year, column: 'plan' };
  if (actualWords.test(rest)) return { year, column: 'actual' };
  if (afterWords.test(rest)) return { year, column: 'after' };
  return plainWords.test(rest) ? { year, column: 'plain' } : undefined;
}
