import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What a payload may inflate to; a section's items are some hundred KB. */
const maxBytes = 64 * 1024 * 1024;

/**
 * A text as letters that every program keeps as they are: deflated, Base64, with a checksum in front. Text as such
 * would not survive: cells know no control characters, and programs rewrite line ends and trim blanks.
 */
export function packText(text: string): string {
  return `${checksum(text)}.${deflateRawSync(Buffer.from(text, 'utf8')).toString('base64')}`;
}

/** The text again; `undefined` when any of it was lost or changed on the way. */
export function unpackText(packed: string): string | undefined {
  const compact = packed.replace(/\s+/g, '');
  const dot = compact.indexOf('.');
  if (dot < 0) return undefined;
  try {
    const bytes = inflateRawSync(Buffer.from(compact.slice(dot + 1), 'base64'), { maxOutputLength: maxBytes });
    const text = bytes.toString('utf8');
    return checksum(text) === compact.slice(0, dot) ? text : undefined;
  } catch {
    return undefined;
  }
}

const checksum = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Pieces of at most `size` characters. */
export const chunksOf = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
