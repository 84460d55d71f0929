import { XmlError } from './xml-error.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The code point of a numeric reference, checked against XML's `Char` production (XML 1.0, 2.2). */
function codePoint(digits: string, radix: number, offset: number): string {
  const code = digits.length > 8 ? Number.NaN : Number.parseInt(digits, radix);
  const allowed =
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code <= 0x10ffff);
  if (!allowed || code === 0xfffe || code === 0xffff) {
    throw new XmlError('damaged', 'character reference out of range', offset);
  }
  return String.fromCodePoint(code);
}

/**
 * Replaces the five predefined entities and numeric references. Anything else that begins with `&` is damaged: without
 * a DOCTYPE there are no other entities (XML 1.0, 4.1).
 */
export function decodeEntities(raw: string, offset: number): string {
  let at = raw.indexOf('&');
  if (at < 0) return raw;
  let out = '';
  let from = 0;
  while (at >= 0) {
    const end = raw.indexOf(';', at);
    if (end < 0 || end - at > 12) throw new XmlError('damaged', 'unfinished entity', offset + at);
    const name = raw.slice(at + 1, end);
    let value = named[name];
    if (value === undefined) {
      const m = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name);
      if (m === null) throw new XmlError('damaged', `unknown entity &${name};`, offset + at);
      value = m[1] === undefined ? codePoint(m[2] as string, 10, offset + at) : codePoint(m[1], 16, offset + at);
    }
    out += raw.slice(from, at) + value;
    from = end + 1;
    at = raw.indexOf('&', from);
  }
  return out + raw.slice(from);
}

/** Character data: literal line ends become LF (XML 1.0, 2.11), then entities; `&#13;` stays a CR. */
export function decodeText(raw: string, offset = 0): string {
  return decodeEntities(raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw, offset);
}

/** An attribute's value: literal white space becomes blanks (XML 1.0, 3.3.3), then entities. */
export function decodeAttribute(raw: string, offset = 0): string {
  return decodeEntities(/[\t\n\r]/.test(raw) ? raw.replace(/\r\n|[\t\n\r]/g, ' ') : raw, offset);
}

const textEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const attributeEscapes: Readonly<Record<string, string>> = {
  ...textEscapes,
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For element content; a CR is kept as a reference. */
export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (c) => textEscapes[c] as string);
/** For attribute values in double quotes; white space is kept as references. */
export const escapeAttribute = (text: string): string =>
  text.replace(/[&<>"\r\n\t]/g, (c) => attributeEscapes[c] as string);
