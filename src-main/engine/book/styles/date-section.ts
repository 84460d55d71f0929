import { dateOfSerial, type DateParts } from './date-serial.ts';
import { formatGeneral } from './decimal.ts';
import { eraOf } from './japanese-eras.ts';
import { kanjiDigits, kanjiNumber } from './kanji-number.ts';
import type { FormatSection, FormatToken } from './format-sections.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Shows a serial date by a date section; a number outside Excel's range of dates as `General`. */
export function formatDate(section: FormatSection, serial: number, date1904: boolean): string {
  const decimals = subsecondDigits(section.tokens);
  const parts = dateOfSerial(serial, date1904, decimals);
  if (parts === undefined) return formatGeneral(serial);
  const hasHalfDay = section.tokens.some((t) => t.kind === 'date' && /^(am|a\/|午)/.test(t.text));
  let out = '';
  section.tokens.forEach((token, index) => {
    if (token.kind === 'date') out += datePart(token.text, parts, section, index, hasHalfDay, serial);
    else if (token.kind === 'literal') out += token.text;
    else if (token.kind === 'slash') out += '/';
    else if (token.kind === 'comma') out += ',';
    else if (token.kind === 'gap') out += ' ';
    else if (token.kind === 'point') out += subsecond(parts, section.tokens, index);
  });
  return out;
}

/** How many zeros follow a point behind the seconds. */
function subsecondDigits(tokens: readonly FormatToken[]): number {
  const point = tokens.findIndex((token, i) => token.kind === 'point' && isSecond(tokens[i - 1]));
  if (point < 0) return 0;
  let count = 0;
  while (tokens[point + 1 + count]?.kind === 'digit') count += 1;
  return Math.min(count, 3);
}

const isSecond = (token: FormatToken | undefined): boolean => token?.kind === 'date' && /^\[?s/.test(token.text);

function subsecond(parts: DateParts, tokens: readonly FormatToken[], index: number): string {
  const digits = isSecond(tokens[index - 1]) ? subsecondDigits(tokens) : 0;
  return digits === 0
    ? '.'
    : `.${Math.round(parts.subsecond * 10 ** digits)
        .toString()
        .padStart(digits, '0')}`;
}

/** `m` is minutes behind hours or before seconds. */
function isMinute(tokens: readonly FormatToken[], index: number): boolean {
  const dates = tokens.map((token, i) => ({ token, i })).filter(({ token }) => token.kind === 'date');
  const at = dates.findIndex(({ i }) => i === index);
  const before = dates[at - 1]?.token;
  const after = dates[at + 1]?.token;
  return (before?.kind === 'date' && /^\[?h/.test(before.text)) || isSecond(after);
}

function datePart(
  code: string,
  parts: DateParts,
  section: FormatSection,
  index: number,
  hasHalfDay: boolean,
  serial: number,
): string {
  const number = (value: number, width: number): string => {
    if (section.dbNum > 0)
      return width > 2 ? kanjiDigits(String(value), section.dbNum) : kanjiNumber(value, section.dbNum);
    return String(value).padStart(width, '0');
  };
  const era = eraOf(parts.year, parts.month, parts.day);
  const eraYear = era === undefined ? parts.year : parts.year - era.from[0] + 1;
  const shownEraYear = (width: number): string => (section.gannen && eraYear === 1 ? '元' : number(eraYear, width));
  switch (code[0]) {
    case 'y':
      return code.length <= 2 ? number(parts.year % 100, 2) : number(parts.year, 4);
    case 'b':
      return number(parts.year + 543, 4);
    case 'g':
      return (code.length >= 3 ? era?.name : code.length === 2 ? era?.short : era?.letter) ?? '';
    case 'e':
      // Without an era in the format `e` is the Western year, except under a Japanese locale, which every form here has.
      return shownEraYear(code.length >= 2 ? 2 : 1);
    case 'r':
      return (code.length === 2 ? (era?.name ?? '') : '') + shownEraYear(code.length === 2 ? 2 : 1);
    case 'm':
      if (isMinute(section.tokens, index)) return number(parts.minute, Math.min(code.length, 2));
      if (code.length <= 2) return number(parts.month, code.length);
      return section.japanese ? `${parts.month}月` : monthName(parts.month, code.length);
    case 'd':
      if (code.length <= 2) return number(parts.day, code.length);
      if (section.japanese) return `${'日月火水木金土'[parts.weekday]}${code.length === 3 ? '' : '曜日'}`;
      return code.length === 3 ? (weekdays[parts.weekday] ?? '').slice(0, 3) : (weekdays[parts.weekday] ?? '');
    case 'a':
      if (code === 'aaa' || code === 'aaaa')
        return `${'日月火水木金土'[parts.weekday]}${code === 'aaaa' ? '曜日' : ''}`;
      return code === 'a/p' ? (parts.hour < 12 ? 'A' : 'P') : parts.hour < 12 ? 'AM' : 'PM';
    case '午':
      return parts.hour < 12 ? '午前' : '午後';
    case 'h':
      return number(hasHalfDay ? parts.hour % 12 || 12 : parts.hour, Math.min(code.length, 2));
    case 's':
      return number(parts.second, Math.min(code.length, 2));
    case '[':
      return elapsed(code, serial);
    default:
      return code;
  }
}

function monthName(month: number, length: number): string {
  const name = months[month - 1] ?? '';
  return length === 3 ? name.slice(0, 3) : length === 5 ? name.slice(0, 1) : name;
}

/** `[h]`, `[mm]`, `[s]`: hours, minutes or seconds in all. */
function elapsed(code: string, serial: number): string {
  const unit = code[1] === 'h' ? 24 : code[1] === 'm' ? 1440 : 86_400;
  return Math.floor(Number((serial * unit).toFixed(6)))
    .toString()
    .padStart(code.length - 2, '0');
}
