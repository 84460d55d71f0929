import { isAscii, isUtf8 } from 'node:buffer';
import { utf8Text } from '../xml/utf8.ts';
import { damaged, unsafe } from './package-error.ts';
import type { TextEncodingName } from '../types.ts';

/** A part's XML as text, with what is needed to write it back in the same encoding. */
export interface PartText {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

/**
 * Decodes a part by its byte order mark or XML declaration (ECMA-376 part 2, 6.2.5: UTF-8 or UTF-16). Every code
 * point comes back as it was, so that what is not edited is written back byte by byte. Throws `PackageError`:
 * `damaged` for other encodings and for bytes that are not in the encoding, `unsafe` for a document type declaration
 * (ECMA-376 part 2, 6.2.5 forbids it, and entities are what it is abused for).
 */
export function decodePart(bytes: Uint8Array, name: string): PartText {
  const decoded = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
  const { declared, doctype } = readProlog(decoded.text);
  if (doctype) throw unsafe(`${name}: DOCTYPE`);
  if (declared !== undefined && !fits(declared, decoded.encoding)) throw damaged(`${name}: encoding ${declared}`);
  return decoded;
}

/**
 * A part in UTF-8 without mark, checked as `decodePart` does: no bytes are copied or decoded where it is in UTF-8 already, as
 * nearly all parts are. Throws `PackageError`.
 */
export function utf8Part(bytes: Uint8Array, name: string): Buffer {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf;
  let body = marked ? raw.subarray(3) : raw;
  if (!plainProlog.test(body.toString('latin1', 0, 200))) {
    const { text } = decodePart(bytes, name);
    if (/\p{Surrogate}/u.test(text)) throw damaged(`${name}: encoding`);
    body = Buffer.from(text, 'utf8');
  } else if (!isUtf8(body)) throw damaged(`${name}: encoding`);
  // U+FFFE and U+FFFF are UTF-8 but never XML; a scanner of bytes could not tell.
  if (body.includes(0xef) && (body.includes('\ufffe') || body.includes('\uffff'))) throw damaged(`${name}: encoding`);
  return body;
}

/** An XML declaration that says UTF-8 or nothing of an encoding, or none, and then the root element: nothing to look for. */
const plainProlog =
  /^(?:<\?xml version=["']1\.\d["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>\s*)?<[A-Za-z]/i;

/** The bytes of a part in the encoding that it had. */
export function encodePart(text: string, encoding: TextEncodingName): Uint8Array {
  const withMark = encoding.endsWith('-bom') ? `\ufeff${text}` : text;
  if (encoding.startsWith('utf-8')) return Buffer.from(withMark, 'utf8');
  const little = Buffer.from(withMark, 'utf16le');
  return encoding.startsWith('utf-16be') ? little.swap16() : little;
}

function decode(bytes: Buffer, name: string): PartText {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), 'utf-16le-bom', name);
  if (first === 0xfe && second === 0xff) return utf16(bytes.subarray(2), 'utf-16be-bom', name);
  if (first === 0x3c && second === 0) return utf16(bytes, 'utf-16le', name);
  if (first === 0 && second === 0x3c) return utf16(bytes, 'utf-16be', name);
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const encoding = marked ? 'utf-8-bom' : 'utf-8';
  if (isAscii(body)) return { text: body.toString('latin1'), encoding };
  if (!isUtf8(body)) throw damaged(`${name}: encoding`);
  return { text: utf8Text(body, 0, body.length), encoding };
}

function utf16(body: Buffer, encoding: TextEncodingName, name: string): PartText {
  if (body.length % 2 !== 0) throw damaged(`${name}: encoding`);
  const little = encoding.startsWith('utf-16be') ? Buffer.from(body).swap16() : body;
  return { text: little.toString('utf16le'), encoding };
}

/** ASCII is a part of UTF-8; some writers declare it and then write character references only. */
function fits(declared: string, encoding: TextEncodingName): boolean {
  const name = declared.toLowerCase();
  return encoding.startsWith('utf-8')
    ? name === 'utf-8' || name === 'utf8' || name === 'us-ascii' || name === 'ascii'
    : name === 'utf-16' || name === 'utf-16le' || name === 'utf-16be' || name === 'unicode';
}

const prologItem = /\s+|<\?xml\s[^>]*?\?>|<\?[\s\S]*?\?>|<!--[\s\S]*?-->/y;

/** What stands before the root element: the declared encoding, and whether there is a document type declaration. */
function readProlog(text: string): { readonly declared: string | undefined; readonly doctype: boolean } {
  const declaration = text.startsWith('<?xml') ? text.slice(0, text.indexOf('?>') + 2) : '';
  const declared = /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  prologItem.lastIndex = 0;
  let at = 0;
  while (prologItem.test(text)) at = prologItem.lastIndex;
  return { declared, doctype: text.startsWith('<!DOCTYPE', at) };
}
