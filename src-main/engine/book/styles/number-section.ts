import { formatGeneral, roundDecimal } from './decimal.ts';
import { kanjiDigits, kanjiNumber } from './kanji-number.ts';
import type { FormatSection, FormatToken } from './format-sections.ts';

/** Shows a number that is not negative by a section that is no date. */
export function formatNumber(section: FormatSection, value: number): string {
  const { tokens } = section;
  const exponent = tokens.findIndex((token) => token.kind === 'exponent');
  const slash = tokens.findIndex((token) => token.kind === 'slash');
  let out: string;
  if (exponent >= 0) out = formatExponent(tokens, exponent, value);
  else if (slash > 0 && tokens.slice(0, slash).some(isDigit)) out = formatFraction(tokens, slash, value);
  else out = formatDecimal(tokens, value);
  if (section.dbNum === 0) return out;
  return tokens.some((token) => token.kind === 'general') && Number.isInteger(value)
    ? out.replace(formatGeneral(value), kanjiNumber(value, section.dbNum))
    : kanjiDigits(out, section.dbNum);
}

const isDigit = (token: FormatToken): boolean => token.kind === 'digit';

/** What a section's placeholders say, worked out once. */
interface DecimalLayout {
  readonly whole: readonly FormatToken[];
  readonly part: readonly FormatToken[];
  readonly hasPoint: boolean;
  readonly decimals: number;
  readonly factor: number;
  readonly grouped: boolean;
  readonly simple: SimpleLayout | undefined;
}

/** `#,##0"件"`, `0.0%` and the like: digits in one stretch, and what stands before and behind them. */
interface SimpleLayout {
  readonly before: string;
  readonly behind: string;
  /** Digits before the point that are shown at least. */
  readonly least: number;
}

const layouts = new WeakMap<readonly FormatToken[], DecimalLayout>();

function layoutOf(tokens: readonly FormatToken[]): DecimalLayout {
  const known = layouts.get(tokens);
  if (known) return known;
  const first = tokens.findIndex(isDigit);
  const last = tokens.findLastIndex(isDigit);
  const point = tokens.findIndex((token) => token.kind === 'point');
  let factor = 1;
  let grouped = false;
  tokens.forEach((token, i) => {
    if (token.kind === 'percent') factor *= 100;
    if (token.kind !== 'comma' || first < 0) return;
    const onlyCommas = (from: number, to: number): boolean => tokens.slice(from, to).every((t) => t.kind === 'comma');
    if (i > first && i < last && (point < 0 || i < point)) grouped = true;
    else if (i > last && onlyCommas(last + 1, i)) factor /= 1000;
    else if (point >= 0 && i < point && onlyCommas(i, point)) factor /= 1000;
  });
  const part = point < 0 ? [] : tokens.slice(point + 1);
  const layout: DecimalLayout = {
    whole: tokens.slice(0, point < 0 ? tokens.length : point),
    part,
    hasPoint: point >= 0,
    decimals: part.filter(isDigit).length,
    factor,
    grouped,
    simple: simpleLayout(tokens, first, last),
  };
  layouts.set(tokens, layout);
  return layout;
}

/** Nearly all formats of forms are simple; showing a number by one takes a fraction of the time of filling placeholders. */
function simpleLayout(tokens: readonly FormatToken[], first: number, last: number): SimpleLayout | undefined {
  if (first < 0) return undefined;
  const outside = [...tokens.slice(0, first), ...tokens.slice(last + 1)];
  if (!outside.every(({ kind }) => kind === 'literal' || kind === 'percent' || kind === 'gap')) return undefined;
  const texts = (from: number, to: number): string =>
    tokens
      .slice(from, to)
      .map((token) => plain(token, 0))
      .join('');
  const inside = tokens
    .slice(first, last + 1)
    .map((token) =>
      token.kind === 'digit' ? token.text : token.kind === 'point' ? '.' : token.kind === 'comma' ? ',' : 'x',
    );
  const zeros = /^#*(0*)(?:\.0+)?$/.exec(inside.join('').replace(/,(?=[^.]*(?:\.|$))/g, ''))?.[1];
  return zeros === undefined
    ? undefined
    : { before: texts(0, first), behind: texts(last + 1, tokens.length), least: zeros.length };
}

function formatSimple(
  { before, behind, least }: SimpleLayout,
  integer: string,
  fraction: string,
  grouped: boolean,
): string {
  let whole = integer.length < least ? integer.padStart(least, '0') : integer;
  if (grouped) for (let at = whole.length - 3; at > 0; at -= 3) whole = `${whole.slice(0, at)},${whole.slice(at)}`;
  return before + whole + (fraction === '' ? '' : `.${fraction}`) + behind;
}

function formatDecimal(tokens: readonly FormatToken[], value: number): string {
  const { whole, part, hasPoint, decimals, factor, grouped, simple } = layoutOf(tokens);
  const scaled = factor >= 1 ? value * factor : value / Math.round(1 / factor);
  if (!Number.isFinite(scaled)) return formatGeneral(value);
  const { integer, fraction } = roundDecimal(scaled, decimals);
  if (simple) return formatSimple(simple, integer, fraction, grouped);
  return integerPart(whole, integer, grouped, value) + (hasPoint ? fractionPart(part, fraction) : '');
}

/** Fills the placeholders from the right; the leftmost takes all digits that are left. */
function integerPart(tokens: readonly FormatToken[], integer: string, grouped: boolean, value: number): string {
  const first = tokens.findIndex(isDigit);
  let out = '';
  let used = 0;
  const take = (placeholder: string): string => {
    const digit = integer[integer.length - 1 - used] ?? (placeholder === '0' ? '0' : placeholder === '?' ? ' ' : '');
    const separator = grouped && used > 0 && used % 3 === 0 && digit !== '' && digit !== ' ' ? ',' : '';
    used += 1;
    return digit + separator;
  };
  for (let i = tokens.length - 1; i >= 0; i -= 1) {
    const token = tokens[i] as FormatToken;
    if (token.kind === 'digit') {
      let digits = take(token.text);
      while (i === first && used < integer.length) digits = take('#') + digits;
      out = digits + out;
    } else if (token.kind !== 'comma') out = plain(token, value) + out;
  }
  return out;
}

function fractionPart(tokens: readonly FormatToken[], fraction: string): string {
  const digits = tokens.filter(isDigit) as { text: string }[];
  let shown = fraction;
  let cut = digits.length;
  while (cut > 0 && shown[cut - 1] === '0' && digits[cut - 1]?.text !== '0') cut -= 1;
  shown =
    shown.slice(0, cut) +
    digits
      .slice(cut)
      .map((d) => (d.text === '?' ? ' ' : ''))
      .join('');
  let at = 0;
  let out = '.';
  for (const token of tokens) {
    if (token.kind === 'digit') {
      out += shown[at] ?? '';
      at += 1;
    } else if (token.kind !== 'comma') out += plain(token, 0);
  }
  return out;
}

/** What stands between the digits. */
function plain(token: FormatToken, value: number): string {
  switch (token.kind) {
    case 'literal':
      return token.text;
    case 'gap':
      return '\u0000';
    case 'percent':
      return '%';
    case 'slash':
      return '/';
    case 'point':
      return '.';
    case 'general':
    case 'text':
      return formatGeneral(value);
    default:
      return '';
  }
}

function formatExponent(tokens: readonly FormatToken[], exponent: number, value: number): string {
  const mantissa = tokens.slice(0, exponent);
  const point = mantissa.findIndex((token) => token.kind === 'point');
  const width = Math.max(1, (point < 0 ? mantissa : mantissa.slice(0, point)).filter(isDigit).length);
  const decimals = point < 0 ? 0 : mantissa.slice(point).filter(isDigit).length;
  let power = value === 0 ? 0 : Math.floor(Math.log10(value));
  if (width > 1) power = Math.floor(power / width) * width;
  if (power < -300 || !Number.isFinite(value)) power = 0;
  if (roundDecimal(value / 10 ** power, decimals).integer.length > width) power += width > 1 ? width : 1;
  const sign = (tokens[exponent] as { plus: boolean }).plus ? '+' : '';
  const digits = tokens.slice(exponent + 1).filter(isDigit).length;
  const tail = tokens.slice(exponent + 1).filter((token) => !isDigit(token));
  const shown = `E${power < 0 ? '-' : sign}${Math.abs(power).toString().padStart(digits, '0')}`;
  return formatDecimal(mantissa, value / 10 ** power) + shown + tail.map((token) => plain(token, 0)).join('');
}

/** `# ?/?`, `# ??/??`, `?/8`: the nearest fraction with as many digits below, or with that denominator. */
function formatFraction(tokens: readonly FormatToken[], slash: number, value: number): string {
  const below = tokens.slice(slash + 1);
  const fixed = below
    .map((token) => (token.kind === 'literal' ? token.text : token.kind === 'digit' && token.text === '0' ? '0' : ''))
    .join('');
  const places = below.filter(isDigit).length;
  const denominators = /^[1-9]\d*/.test(fixed) ? Number.parseInt(fixed, 10) : 0;
  const above = tokens.slice(0, slash);
  const whole =
    above.filter(isDigit).length > 1 && above.some((token) => token.kind === 'literal' && token.text.trim() === '');
  const integer = whole ? Math.floor(value) : 0;
  const [numerator, denominator] = nearest(value - integer, denominators, 10 ** Math.min(places, 3) - 1);
  if (numerator === denominator && whole) return String(integer + 1);
  const fraction = numerator === 0 && whole ? '' : `${numerator}/${denominator}`;
  return [whole && (integer > 0 || fraction === '') ? String(integer) : '', fraction]
    .filter((part) => part !== '')
    .join(' ');
}

function nearest(value: number, fixed: number, largest: number): readonly [numerator: number, denominator: number] {
  if (fixed > 0) return [Math.round(value * fixed), fixed];
  let best: readonly [number, number] = [Math.round(value), 1];
  for (let d = 2; d <= largest; d += 1) {
    const n = Math.round(value * d);
    if (Math.abs(value - n / d) < Math.abs(value - best[0] / best[1]) - 1e-12) best = [n, d];
  }
  return best;
}
