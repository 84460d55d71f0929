/**
 * What a person types into a cell that holds a number, read in the cell's own number format (ECMA-376 part 1, 18.8.31):
 * the literals that the format shows (`分`, `件`, `¥`, `約`) may be typed or left out, a percent format reads `6.6` and
 * `6.6%` alike, full-width digits count as digits.
 *
 * Gives the digits to store (`0.066`), or `undefined` where the text is no number in this format: text in front or
 * behind that the format does not show, dates and times, other groupings than thousands, leading zeros that the
 * format would drop, more digits than Excel keeps (15).
 */
export function typedNumber(text: string, format: string): string | undefined {
  const sections = formatSections(format);
  if (sections === undefined) return undefined;
  const typed = squeeze(text);
  for (const [n, section] of sections.entries()) {
    const body = withoutLiterals(typed, section);
    if (body === undefined) continue;
    // The second section shows negative numbers, often by a literal of its own (`▲#,##0`).
    const ownSign = n === 1 && section.literals !== sections[0]?.literals && section.prefix + section.suffix !== '';
    const number = readNumber(body, section);
    if (number === undefined) continue;
    if (!ownSign || number.startsWith('-')) return number;
    return typed === body ? number : negate(number);
  }
  return undefined;
}

interface Section {
  readonly prefix: string;
  readonly suffix: string;
  readonly literals: string;
  readonly percent: number;
  /** Commas behind the last digit: each shows thousandths of the value. */
  readonly thousands: number;
  /** Digits that are always shown before the point. */
  readonly padding: number;
}

/** The sections for numbers; `undefined` for a format of dates, times, fractions or text. */
function formatSections(format: string): readonly Section[] | undefined {
  if (format === '' || /^general$/i.test(format)) return [general];
  const sections: Section[] = [];
  for (const code of splitSections(format).slice(0, 2)) {
    const section = readSection(code);
    if (section === undefined) return sections.length === 0 ? undefined : sections;
    sections.push(section);
  }
  return sections;
}

const general: Section = { prefix: '', suffix: '', literals: '', percent: 0, thousands: 0, padding: 1 };

function splitSections(format: string): readonly string[] {
  return format.match(/(?:"[^"]*"?|\\[\s\S]|\[[^\]]*\]?|[^;])+|(?<=;|^)(?=;|$)/g) ?? [format];
}

const piece = /"([^"]*)"?|\\([\s\S])|_[\s\S]|\*[\s\S]|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|(General)|([\s\S])/giu;

function readSection(code: string): Section | undefined {
  let prefix = '';
  let suffix = '';
  let digits = '';
  let percent = 0;
  for (const m of code.matchAll(piece)) {
    const [all, quoted, escaped, currency, generalWord, plain] = m;
    let literal = quoted ?? escaped ?? currency;
    if (generalWord !== undefined) digits += '0';
    else if (plain !== undefined) {
      if (/[0#?.,]/.test(plain)) digits += plain;
      else if (plain === '%') {
        percent += 1;
        literal = '%';
      } else if (/[ymdhsaegb@/]/i.test(plain)) return undefined;
      else if (plain === 'E') return undefined;
      else literal = plain;
    } else if (/^\[(?:[hms]+)\]$/i.test(all)) return undefined;
    if (literal === undefined) continue;
    if (digits === '') prefix += squeeze(literal);
    else suffix += squeeze(literal);
  }
  const whole = digits.split('.', 1)[0] ?? '';
  return {
    prefix,
    suffix,
    literals: prefix + suffix,
    percent,
    thousands: /,*$/.exec(whole)?.[0].length ?? 0,
    padding: whole.replaceAll(/[^0]/g, '').length,
  };
}

/** Without width variants and white space, as labels compare; minus signs as `-`. */
const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replaceAll(/[−‐–—]/g, '-');

/** The text without what the section shows around the digits: all of it, or one side, or none. */
function withoutLiterals(typed: string, section: Section): string | undefined {
  let body = typed;
  const sign = /^[-+]/.exec(body)?.[0] ?? '';
  body = body.slice(sign.length);
  if (section.prefix !== '' && body.startsWith(section.prefix)) body = body.slice(section.prefix.length);
  if (section.suffix !== '' && body.endsWith(section.suffix)) body = body.slice(0, -section.suffix.length);
  return /^[-+]?[\d.,]+$/.test(body) && !(sign !== '' && /^[-+]/.test(body)) ? sign + body : undefined;
}

function readNumber(body: string, section: Section): string | undefined {
  const m = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(body);
  if (m === null) return undefined;
  const whole = (m[2] ?? '').replaceAll(',', '');
  const fraction = m[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  if (/^0\d/.test(whole) && whole.length > section.padding) return undefined;
  const significant = (whole + fraction).replace(/^0+/, '');
  if (significant.length > 15) return undefined;
  const value = Number(
    `${m[1] === '-' ? '-' : ''}${whole || '0'}.${fraction || '0'}e${3 * section.thousands - 2 * section.percent}`,
  );
  return lexicalNumber(Object.is(value, -0) ? 0 : value);
}

const negate = (number: string): string => (number === '0' ? number : `-${number}`);

/** A number as `ST_Xstring` content of `<v>`: the shortest digits that read back as the same double. */
export const lexicalNumber = (value: number): string => String(value).replace('e', 'E');
