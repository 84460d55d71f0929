import { formatDate } from './date-section.ts';
import { formatGeneral } from './decimal.ts';
import { formatNumber } from './number-section.ts';
import { parseFormat, type FormatSection } from './format-sections.ts';

/** A format code taken apart: the sections that numbers choose from, and that of texts. */
interface ParsedFormat {
  readonly numbers: readonly FormatSection[];
  readonly conditional: boolean;
  /** `undefined` where texts are shown as they are. */
  readonly text: FormatSection | undefined;
  /** What is shown in place of any text: a fourth section without `@`, empty in `;;;`. */
  readonly inPlaceOfText: string | undefined;
  readonly isDate: boolean;
}

/** Format codes parsed before; a workbook has a few dozen. */
const known = new Map<string, ParsedFormat>();

function formatOfCode(code: string): ParsedFormat {
  let format = known.get(code);
  if (format === undefined) {
    format = takeApart(code);
    if (known.size > 2000) known.clear();
    known.set(code, format);
  }
  return format;
}

function takeApart(code: string): ParsedFormat {
  const sections = parseFormat(code);
  const last = sections.at(-1);
  const numbers = sections.length > 1 && last?.isText === true ? sections.slice(0, -1) : sections.slice(0, 3);
  const text = code.includes('@') ? (sections[3] ?? (last?.isText === true ? last : undefined)) : undefined;
  const fourth = sections[3];
  return {
    numbers,
    inPlaceOfText:
      fourth === undefined || fourth.isText
        ? undefined
        : fourth.tokens.map((token) => (token.kind === 'literal' ? token.text : '')).join(''),
    conditional: numbers.some((section) => section.condition),
    text: text?.tokens.length === 1 && text.isText ? undefined : text,
    isDate: sections[0]?.isDate === true,
  };
}

/**
 * What Excel (Japanese) shows for a number in a cell that is wide enough (ECMA-376 part 1, 18.8.31). Covers what forms
 * use: digits, percent, thousands, literals, conditions, dates and times with eras, elapsed times, fractions, `[DBNum]`;
 * colours are `numberColour`, gaps (`_x`) and fills (`*x`) at the ends too. Unknown codes show as text and never fail.
 */
export function displayNumber(value: number, code: string, date1904 = false): string {
  if (!Number.isFinite(value)) return String(value);
  if (code === '' || code === 'General') return formatGeneral(value);
  const { section, size } = choose(formatOfCode(code), value);
  if (section === undefined) return formatGeneral(value);
  if (section.tokens.length === 0) return size < 0 ? '-' : '';
  const shown = section.isDate ? formatDate(section, value, date1904) : formatNumber(section, Math.abs(size));
  // A number that rounds to zero keeps its sign, as in Excel: -0.04 by `0.0` is -0.0.
  const sign = size < 0 && !section.isDate ? '-' : '';
  if (!shown.includes('\u0000')) return sign + shown;
  // oxlint-disable-next-line no-control-regex -- U+0000 marks a gap, which no cell can hold
  return sign + shown.replace(/^\u0000+|\u0000+$/g, '').replaceAll('\u0000', ' ');
}

/** What is shown for a text: as it is, or inside the format's text section (`@"様"`). */
export function displayText(text: string, code: string): string {
  if (code === 'General') return text;
  const section = formatOfCode(code).text;
  if (section === undefined) return text;
  return section.tokens
    .map((token) => (token.kind === 'text' ? text : token.kind === 'literal' ? token.text : ''))
    .join('');
}

/** What paper shows for a text: `;;;` hides it. Reading uses `displayText`, which loses nothing. */
export const printedText = (text: string, code: string): string =>
  code === 'General' || text === '' ? text : (formatOfCode(code).inPlaceOfText ?? displayText(text, code));

const tests: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
};

/** The section for a number, and the number with the sign that is still to be shown. */
function choose(
  { numbers: sections, conditional }: ParsedFormat,
  value: number,
): { section: FormatSection | undefined; size: number } {
  if (conditional) {
    const at = sections.findIndex((section, i) => {
      const { condition } = section;
      if (condition) return tests[condition.operator]?.(value, condition.value) === true;
      return i === sections.length - 1 || (i === 1 && sections.length === 3 && value < 0);
    });
    const section = sections[at];
    const onlyNegative =
      section?.condition && section.condition.operator.startsWith('<') && section.condition.value <= 0;
    return { section, size: onlyNegative || at === 1 ? Math.abs(value) : value };
  }
  if (sections.length === 1) return { section: sections[0], size: value };
  if (value < 0) return { section: sections[1], size: -value };
  return { section: sections.length >= 3 && value === 0 ? sections[2] : sections[0], size: value };
}

/** The colour that the code gives a number, `#rrggbb`; nothing when it is the font's. */
export const numberColour = (value: number, code: string): string | undefined =>
  code.includes('[') ? choose(formatOfCode(code), value).section?.colour : undefined;

/** Whether the code shows dates or times. */
export const isDateFormat = (code: string): boolean => formatOfCode(code).isDate;
