import type { FiscalYear } from '../../../../src-shared/domain/fields.ts';
import { lane } from './form-lane.ts';
import { labelKey } from './label-text.ts';
import { eras } from '../../book/styles/japanese-eras.ts';

/** A heading of one fiscal year: alone (`平成25年度`), with what its column or row holds, or `平成27年度以降`. */
export interface YearLabel {
  /** Where `before` is left out, its number in an era that the sheet says elsewhere. */
  readonly year: FiscalYear;
  readonly column: YearColumn;
  /** The Western year before the era's first, 0 for a Western year; `undefined` where the era is left out (`26年度`). */
  readonly before: number | undefined;
}

export const yearColumns = ['plain', 'plan', 'actual', 'after', 'first', 'second'] as const;
export type YearColumn = (typeof yearColumns)[number];

/** A half of the year. */
export type Half = 'first' | 'second';
export const isHalf = (column: YearColumn): column is Half => column === 'first' || column === 'second';

const beforeEra = new Map(
  eras.flatMap(({ name, short, letter, from }) =>
    [name, short, letter.toLowerCase()].map((word) => [word, from[0] - 1]),
  ),
);
const eraWords = [...eras.map((era) => era.name), ...eras.map((era) => era.short), '[mtshr]'].join('|');
const one = `(?:((?:19|20)\\d{2})|(${eraWords})?(元|\\d{1,2})(?!\\d))(?:年度?)?`;
const other = `(?:(${eraWords})(元|\\d{1,2})|((?:19|20)\\d{2}))`;
const planWord = lane.plan.map(labelKey).join('|');
const actualWord = lane.actual.map(labelKey).join('|');
const halfWord = '(?:上半?期|下半?期)(?:4月?9月|10月?(?:翌年)?3月)?';
/** `１年目`, `計画` in front; `平成31年度(令和元年度)`, `2019(令和元)年度`: two names of one year. */
const pattern = new RegExp(
  `^(?:\\d年目|初年度|最終年度)?(${planWord}|${actualWord}|${halfWord})?${one}${other}?(年度?)?(.*)$`,
);

const planWords = new RegExp(`^(?:の)?(?:${planWord})$`);
const actualWords = new RegExp(`^(?:の)?(?:${actualWord})$`);
const halfWords = new RegExp(`^(?:の)?${halfWord}(?:の?取組(?:状況|内容|実績)?|の?進捗(?:状況)?|実績)?$`);
const afterWords = /^以[降後]/;
const plainWords = /^(?:末|分|の取組)?$/;

/** All words that may stand in a year heading; after those of `openEnds` anything may. */
export const yearWords: readonly string[] = [pattern, planWords, actualWords, halfWords, plainWords].map(
  ({ source }) => source,
);
export const openEnds = '以';

/** What the words of plans and results begin with. */
export const halfFirsts = '計当年取実目予結達見';

/** `計画` or `実績` by its key, under a year that stands above; `undefined` for anything else. */
export const halfOfKey = (key: string): 'plan' | 'actual' | undefined =>
  key.length > 8 ? undefined : planWords.test(key) ? 'plan' : actualWords.test(key) ? 'actual' : undefined;

function columnOf(words: string): YearColumn | undefined {
  if (planWords.test(words)) return 'plan';
  if (actualWords.test(words)) return 'actual';
  if (afterWords.test(words)) return 'after';
  if (halfWords.test(words)) return halfIn(words);
  return plainWords.test(words) ? 'plain' : undefined;
}

const halfIn = (words: string): Half => (words.includes('上') ? 'first' : 'second');

const numberOf = (digits: string): number => (digits === '元' ? 1 : Number(digits));

/** Reads a year heading by its key (see `labelKey`); `undefined` for anything else. */
export function yearLabelOfKey(key: string): YearLabel | undefined {
  const m = key.length > 30 || !/[\d元]/.test(key) ? null : pattern.exec(key);
  if (m === null) return undefined;
  const [, front = '', western, era, inEra, otherEra, otherInEra, otherWestern, , behind = ''] = m;
  if (front !== '' && behind !== '') return undefined;
  const rest = front + behind;
  // 「R2」 or 「2013」 alone may be a value; a heading says 年 or what the column holds. 「5年計画」 names no year.
  if (era === undefined && western === undefined ? !key.includes('年度') : !key.includes('年') && rest === '')
    return undefined;
  const before = western !== undefined ? 0 : era === undefined ? undefined : (beforeEra.get(era) ?? 0);
  const label = { year: (before ?? 0) + numberOf(inEra ?? (western as string)), before };
  const second = otherWestern ?? (otherInEra && String((beforeEra.get(otherEra ?? '') ?? 0) + numberOf(otherInEra)));
  // 「平成25年度～平成26年度」 is a period, 「(3) 令和元年度」 numbered.
  if (
    second !== undefined &&
    (before === undefined ? !yearsOfNumber(label.year).includes(Number(second)) : Number(second) !== label.year)
  )
    return undefined;
  const column = columnOf(rest);
  return (
    column && {
      ...label,
      ...(second !== undefined && before === undefined
        ? { year: Number(second), before: Number(second) - label.year }
        : {}),
      column,
    }
  );
}

/** What may be a year's name (`H25`, `2013`, `25`, `H31/R1`, `25計画`): a heading only among others of its kind. */
export interface BareYear {
  /** `undefined` where only the number in some era stands. */
  readonly year: FiscalYear | undefined;
  readonly number: number;
  readonly column: YearColumn;
}

/** 昭和 had 64 years. */
const longestEra = 64;

/** A Western year, or the number of one in an era; `NaN` may be one in other digits. */
export const mayBeYear = (number: number): boolean =>
  Number.isNaN(number) || (number > 0 && number <= longestEra) || (number >= 1900 && number < 2100);

const bareName = `(?:fy)?(?:((?:19|20)\\d{2})|(${eraWords})?\\.?(元|\\d{1,2}))(?:年度?)?`;
const barePattern = new RegExp(
  `^${bareName}(?:[/・(=、|]?(${eraWords})?(元|\\d{1,2})(?:年度?)?|[/・(=]?((?:19|20)\\d{2})(?:年度?)?)?\\)?(\\D*)$`,
  'i',
);

/** What a bare year does not begin with: kana, kanji that begin no era's name, punctuation between them. Tells most texts quickly. */
const noYear = new RegExp(
  `^\\s*(?![元${eras.flatMap(({ name, short }) => [name[0], short]).join('')}])[ぁ-ヿ㐀-鿿「『、。]`,
);

/** Reads a bare year; `undefined` for anything else. Blanks do not count. */
export function bareYearOf(text: string): BareYear | undefined {
  // `①計画` and `1．` are numbered things.
  if (text.length > 24 || noYear.test(text) || !/[\d０-９元]/.test(text) || /[①-⑳⑴-⒛]|^\s*[\d０-９]+[.．]/.test(text))
    return undefined;
  const plain = text
    .normalize('NFKC')
    .replace(/\s|※.*$/gs, '')
    .toLowerCase();
  const m = barePattern.exec(plain);
  if (m === null) return undefined;
  const [, western, era, inEra, otherEra, otherInEra, otherWestern, behind = ''] = m;
  const column = columnOf(behind.replace(/[()・:]/g, ''));
  if (column === undefined) return undefined;
  const number = numberOf(inEra ?? (western as string));
  if (number === 0 || (western === undefined && number > longestEra)) return undefined;
  const before = western !== undefined ? 0 : era === undefined ? undefined : (beforeEra.get(era) ?? 0);
  const year = before === undefined ? undefined : before + number;
  const second = otherWestern
    ? Number(otherWestern)
    : otherInEra && otherEra
      ? (beforeEra.get(otherEra) ?? 0) + numberOf(otherInEra)
      : undefined;
  if (otherInEra && second === undefined && !isNextEra(number, numberOf(otherInEra))) return undefined;
  if (second !== undefined && year !== undefined && second !== year) return undefined;
  if (second !== undefined && year === undefined && !yearsOfNumber(number).includes(second)) return undefined;
  return { year: year ?? second, number, column };
}

const befores = eras.map(({ from }) => from[0] - 1);

/** `31/1`: the number of one era's year and that of the next era's first. */
const isNextEra = (number: number, next: number): boolean =>
  next === 1 && befores.some((before, i) => i > 0 && (befores[i - 1] as number) + 1 === before + number);

/** The years that have a number in some era; plans made before a change of eras count on in the old one (平成32年度). */
export const yearsOfNumber = (number: number): readonly FiscalYear[] => befores.map((before) => before + number);

/** Workbooks of this kind (.xlsx) have been made since then. */
const firstYear = 2007;

/** The year of a number whose era is left out: the one nearest to `near`, else the first since there are such workbooks. */
export function yearOfNumber(number: number, near: FiscalYear | undefined): FiscalYear {
  const years = yearsOfNumber(number);
  if (near !== undefined)
    return years.reduce((best, year) => (Math.abs(year - near) < Math.abs(best - near) ? year : best));
  return Math.min(...years.filter((year) => year >= firstYear));
}
