import { bareYearOf, yearLabelOfKey } from '../read/form/year-label.ts';

/** What labels are compared by: NFKC without white space, punctuation and signs, in lower case. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}\p{C}]/gu, '')
    .toLowerCase();

const eraWord = '(?:令和|平成|昭和|[RHS])';
/** A fiscal year however it is written, inside a longer label: `令和5年度`, `R元`, `2024年度`, `5年度`, `平成24(2012)年度`. */
const yearInside = new RegExp(
  `(?:${eraWord}\\s*(?:元|\\d{1,2})|(?:19|20)\\d{2}|(?<!\\d)(?:元|\\d{1,2})(?=年度))(?:\\s*[（(]\\s*(?:(?:19|20)\\d{2}|${eraWord}?\\s*(?:元|\\d{1,2}))(?:年度?)?\\s*[)）])?(?:年度?)?`,
);

export interface YearText {
  /** The label with `{year}` in the year's place. */
  readonly pattern: string;
  /** `undefined` where the era is left out. */
  readonly year: number | undefined;
  readonly number: number;
}

const firstOf: Readonly<Record<string, number>> = { 令和: 2018, R: 2018, 平成: 1988, H: 1988, 昭和: 1925, S: 1925 };

/** Finds the one fiscal year of a heading; `undefined` where it names none or several (`令和5年度～令和9年度`). */
export function yearText(text: string): YearText | undefined {
  const plain = text.normalize('NFKC');
  if (plain.length > 40 || !/[\d元]/.test(plain)) return undefined;
  const found = yearInside.exec(plain);
  if (found === null) return undefined;
  const rest = plain.slice(0, found.index) + plain.slice(found.index + found[0].length);
  if (yearInside.test(rest) || /[~～―→]\s*$|^[^]*[~～]\s*\d/.test(rest)) return undefined;
  const era = /^(令和|平成|昭和|[RHS])/.exec(found[0])?.[1];
  const digits = /元|\d+/.exec(found[0])?.[0] ?? '';
  const number = digits === '元' ? 1 : Number(digits);
  if (era === undefined && number < 1900 && !found[0].includes('年')) return undefined;
  // 「R2」 within a word is a code.
  if (/^[RHS]$/.test(era ?? '') && /[A-Za-z0-9]$/.test(plain.slice(0, found.index))) return undefined;
  const year = number >= 1900 ? number : era === undefined ? undefined : (firstOf[era] as number) + number;
  return {
    pattern: `${plain.slice(0, found.index)}{year}${plain.slice(found.index + found[0].length)}`,
    year,
    number,
  };
}

/** The key under which labels are one that differ only in a year, a number or the letter that counts blocks (`A．支出先`). */
export function labelKeyOf(text: string): string {
  const year = yearText(text);
  if (year !== undefined) return `${fold(year.pattern.replace('{year}', ''))}#year`;
  const lettered = /^\s*[A-ZＡ-Ｚ][．.]\s*(.+)$/su.exec(text)?.[1];
  if (lettered !== undefined) return `#letter${fold(lettered)}`;
  const key = fold(text);
  return key.replaceAll(/\d+/g, '#');
}

/** Five kinds of dash, and what else stands for a missing value. */
export const isMissing = (text: string): boolean => /^\s*[-‐–—―－ー]\s*$/.test(text);

const numberPattern = /^[▲△−\-+]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;

/** A number as people type it, with what follows it (`1.20人工`); `undefined` for other texts. */
export function typedNumber(text: string): { readonly value: number; readonly after: string } | undefined {
  const plain = text.normalize('NFKC').trim();
  const found = /^([▲△−\-+]?\s*[\d,]*\d(?:\.\d+)?)([^\d\s]{0,4})$/u.exec(plain);
  if (found === null || !numberPattern.test((found[1] as string).trim())) return undefined;
  const negative = /^[▲△−-]/.test(found[1] as string);
  const value = Number((found[1] as string).replace(/[^\d.]/g, ''));
  return { value: negative ? -value : value, after: (found[2] as string).trim() };
}

/** The numbers of a year that a whole cell names: `令和8年度`, `H25`, `2024`, or words for one that is not known. */
export const isYearValue = (text: string): boolean =>
  /^(?:不明|未定|終了予定なし|毎年度?)$/.test(text.trim()) ||
  yearLabelOfKey(fold(text)) !== undefined ||
  (bareYearOf(text) !== undefined && /[年元RHS令平昭]/.test(text.normalize('NFKC')));

/** A row of a list that sums others up: 小計, 合計. */
export const isSumLabel = ({ text }: { readonly text: string }): boolean =>
  /^(?:小計|中計|総計|累計|再計|(?:総?合)?計.{0,2})$/.test(fold(text));
