import { foldLabel } from './fold.ts';

/** What a label's pattern met: a Western year, or the number of a year whose era is left out. */
export interface MetYear {
  readonly western?: number;
  readonly number?: number;
  /** It says that it is a year (`R6`, `6年度`); `6` and `2024` may be anything. */
  readonly said: boolean;
}

export interface LabelMatch {
  readonly year?: MetYear;
  /** What `{code}` or `{number}` stood for. */
  readonly code?: string;
}

/** Compares a sheet's text, folded, with one writing of a label. */
export interface LabelPattern {
  /** The key where the label has no pattern: such labels are looked up, not tried. */
  readonly key: string | undefined;
  match(key: string): LabelMatch | undefined;
}

/** First Western year of each era, less one, by name and letter. */
const BEFORE_ERA: Readonly<Record<string, number>> = {
  令和: 2018,
  令: 2018,
  r: 2018,
  平成: 1988,
  平: 1988,
  h: 1988,
  昭和: 1925,
  昭: 1925,
  s: 1925,
  大正: 1911,
  明治: 1867,
};
const era = '令和|平成|昭和|大正|明治|令|平|昭|[rhs]';
const year = `(?:((?:19|20)\\d{2})|(${era})?(元|\\d{1,2}))(年度?|度)?(?:(${era})(元|\\d{1,2})年?度?)?`;
const pieces: Readonly<Record<string, string>> = {
  '{year}': year,
  '{half}': '(?:上半?期|下半?期|前半?期|後半?期|上期|下期)',
  '{code}': '([\\da-z]{1,12}|[アイウエオカキクケコサシスセソタチツテト]|[一二三四五六七八九十]{1,3})',
  '{number}': '(\\d{1,12})',
  '{blank}': '.{0,40}',
  '{date}': '(?:\\d{1,4}年?\\d{0,2}月?\\d{0,2}日?)',
};

const blankInBrackets = /[（(〔［[【]\s*[）)〕］\]】]/gu;

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Makes the comparison for one writing of a label. Words only and the named patterns: nothing in a file is an expression. */
export function labelPattern(text: string): LabelPattern {
  // An「その他」 with a blank in brackets is the same label when somebody has filled it.
  const parts = text.replace(blankInBrackets, '{blank}').split(/(\{[a-z]+\})/);
  if (parts.length === 1) {
    const key = foldLabel(text);
    return { key, match: (other) => (other === key ? {} : undefined) };
  }
  let hasYear = false;
  let hasCode = false;
  const source = parts
    .map((part) => {
      const piece = Object.hasOwn(pieces, part) ? pieces[part] : undefined;
      if (piece === undefined) return escaped(part === '' ? '' : foldPart(part));
      // Only the first year and the first code are told; groups of further ones would shift the numbers.
      const again = part === '{year}' ? hasYear : hasCode;
      if (part === '{year}') hasYear = true;
      if (part === '{code}' || part === '{number}') hasCode = true;
      return again ? piece.replace(/\((?!\?)/g, '(?:') : named(part, piece);
    })
    .join('');
  const expression = new RegExp(`^${source}$`);
  return {
    key: undefined,
    match(key) {
      const groups = key.length > 80 ? undefined : expression.exec(key)?.groups;
      if (groups === undefined) return expression.test(key.slice(0, 80)) && key.length <= 80 ? {} : undefined;
      const met = yearOf(groups);
      // 「令和5年度～令和10年度」 is a period; 「平成31年度（令和元年度）」 names one year twice.
      if (groups['era'] !== undefined && met?.western !== secondYear(groups)) return undefined;
      return {
        ...(met === undefined ? {} : { year: met }),
        ...(groups['c'] === undefined ? {} : { code: groups['c'] }),
      };
    },
  };
}

function named(part: string, piece: string): string {
  if (part === '{year}') {
    const names = ['w', 'e', 'n', 'y', 'era', 'num'];
    return piece.replace(/\((?!\?)/g, () => `(?<${names.shift() ?? 'x'}>`);
  }
  return piece.replace(/\((?!\?)/, '(?<c>');
}

/** A part between patterns: its own signs go, but nothing is left where the fold would keep a bare sign. */
const foldPart = (part: string): string => {
  const key = foldLabel(part);
  return /[\p{L}\p{N}]/u.test(key) ? key : '';
};

type Groups = Readonly<Record<string, string | undefined>>;

function yearOf({ w, e, n, y }: Groups): MetYear | undefined {
  const said = e !== undefined || y !== undefined;
  if (w !== undefined) return { western: Number(w), said };
  if (n === undefined) return undefined;
  const number = n === '元' ? 1 : Number(n);
  return e === undefined ? { number, said } : { western: (BEFORE_ERA[e] ?? 0) + number, said };
}

const secondYear = ({ era: other = '', num = '' }: Groups): number =>
  (BEFORE_ERA[other] ?? 0) + (num === '元' ? 1 : Number(num));

const wholeYear = new RegExp(`^${named('{year}', year)}`);

/** The year that a text begins with or is (`令和6年度`, `R6`, `2024`); a bare number has `number`. */
export function yearInText(text: string): MetYear | undefined {
  const groups = wholeYear.exec(foldLabel(text).slice(0, 40))?.groups;
  return groups && yearOf(groups);
}

/** The Western year of a number without era: nearest to `near`, else of the era that runs since 2019. */
export function westernYear(met: MetYear, near: number | undefined): number | undefined {
  if (met.western !== undefined) return met.western;
  if (met.number === undefined) return undefined;
  const years = [2018, 1988, 1925].map((before) => before + (met.number as number));
  if (near === undefined) return years[0];
  return years.reduce((best, one) => (Math.abs(one - near) < Math.abs(best - near) ? one : best));
}
