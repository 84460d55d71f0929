/**
 * `ST_Xstring` (ECMA-376 part 1, 22.9.2.19): SpreadsheetML writes characters that XML cannot hold as `_xHHHH_`, and
 * a literal `_xHHHH_` as `_x005F_xHHHH_`.
 */
const escapes = /_x([0-9A-Fa-f]{4})_/g;

/** Replaces `_xHHHH_` by its UTF-16 unit. */
export const decodeXstring = (text: string): string =>
  text.includes('_x') ? text.replace(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Every writing of a line end (CR LF, CR; decoded `_x000D_` is CR) as one `\n`: what a reader of the cell sees. */
export const singleLineEnds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** Stored text as a reader of the cell sees it. */
export const visibleText = (text: string): string => singleLineEnds(decodeXstring(text));

/** What reads as an escape, also where the `_` that ends it comes from the escape of the next character. */
// oxlint-disable-next-line no-control-regex -- exactly the characters that are escaped below
const likeAnEscape = /_(?=x[0-9A-Fa-f]{4}[_\u0000-\u0008\u000b-\u001f\ufffe\uffff])/g;
// oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 forbids
const forbiddenInXml = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** The inverse of `decodeXstring`; control characters other than tab and LF, and U+FFFE/FFFF, are written as `_xHHHH_`. */
export const encodeXstring = (text: string): string =>
  text
    .replace(likeAnEscape, '_x005F_')
    .replace(forbiddenInXml, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
