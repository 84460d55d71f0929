import { decodeEntities } from '../xml/entities.ts';
import { utf8Text } from '../xml/utf8.ts';

/**
 * Words for the fast readers of bytes (plain-cells.ts, string-places.ts). They look at bytes, not at characters: a byte is
 * had in one instruction, a character of a string only after asking how the string is stored, and no string of the
 * part's size has to be made.
 */
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

export const markup = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Whether the bytes at an offset are these. */
export function standsAt(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i += 1) if (bytes[at + i] !== what[i]) return false;
  return true;
}

/** Attributes in the order of the schema, as they begin in the part (` ht="`). */
export const plainAttributes = (...names: readonly string[]): readonly Uint8Array[] =>
  names.map((name) => markup(` ${name}="`));

/** The place of the attribute at an offset among those from `next` on, or -1. */
export function plainAttributeAt(bytes: Uint8Array, at: number, begins: readonly Uint8Array[], next: number): number {
  for (let i = next; i < begins.length; i += 1) if (standsAt(bytes, at, begins[i] as Uint8Array)) return i;
  return -1;
}

/** A whole number, or `NaN`. */
export function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] as number;
    if (!isDigit(code)) return Number.NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

/** The closing quote of a value of letters, digits, points, colons and blanks; -1 for any other value. */
export function endOfPlainValue(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const code = bytes[at] as number;
    if (code === 0x22) return at;
    if (
      !(
        code === 0x20 ||
        (code >= 0x2d && code <= 0x3a && code !== 0x2f) ||
        (code >= 0x61 && code <= 0x7a) ||
        (code >= 0x41 && code <= 0x5a)
      )
    )
      return -1;
  }
}

/** Where an end tag stands behind character data; -1 for what is no character data, or for another tag. Throws `XmlError`. */
export function endOfText(bytes: Buffer, from: number, endTag: Uint8Array): number {
  let at = from;
  let entities = false;
  for (; ; at += 1) {
    const code = bytes[at] as number;
    if (code > 0x3e) continue;
    if (code === 0x3c) break;
    if (code === 0x26) entities = true;
    else if (code === 0x3e ? bytes[at - 1] === 0x5d : code < 0x20 && code !== 0x0a && code !== 0x09 && code !== 0x0d)
      return -1;
    else if (at >= bytes.length) return -1;
  }
  if (!standsAt(bytes, at, endTag)) return -1;
  if (entities) decodeEntities(utf8Text(bytes, from, at), from);
  return at;
}
