import { unsafe } from './package-error.ts';

/** The upper half of code page 437, in which zip names without the UTF-8 flag are written (APPNOTE appendix D). */
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** A path that leads out of the package. */
const climbing = /^\/|^[A-Za-z]:|(?:^|\/)\.\.?(?:\/|$)/;
/** What most names have nothing of: characters beyond ASCII, backslashes and NUL beside that, or no character at all. */
const unusual = new RegExp(`[\\x80-\\xff\\\\\\0]|^$|${climbing.source}`);

/**
 * The name of a zip entry and the key by which entries compare: without case, since part names that differ only in
 * case are one part (ECMA-376 part 2, 6.2.2.3). Backslashes, which some old zip libraries write, count as slashes.
 * A name that leads out of the package is refused: nothing here unpacks files, but a file that tries to climb out
 * is no honest workbook.
 *
 * `raw` has a character for each byte of the name in the zip, `extra` are the extra fields behind it.
 */
export function entryName(raw: string, extra: Buffer, flags: number): { readonly name: string; readonly key: string } {
  if (!unusual.test(raw)) return { name: raw, key: partKey(raw) };
  const name = decodeName(raw, extra, flags).replaceAll('\\', '/');
  if (name === '' || climbing.test(name) || name.includes('\0'))
    throw unsafe(`${JSON.stringify(name)}: path of a zip entry`);
  return { name, key: partKey(name) };
}

/** The key of a part name. */
export const partKey = (name: string): string => name.toLowerCase();

function decodeName(raw: string, extra: Buffer, flags: number): string {
  if (!/[\x80-\xff]/.test(raw)) return raw;
  if (flags & 0x800) return Buffer.from(raw, 'latin1').toString('utf8');
  return unicodePathField(extra) ?? raw.replace(/[\x80-\xff]/g, (byte) => cp437[byte.charCodeAt(0) - 0x80] ?? '?');
}

/** Info-ZIP's Unicode path extra field (APPNOTE 4.6.9): version, CRC of the raw name, the name in UTF-8. */
function unicodePathField(extra: Buffer): string | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 0x7075) return extra.toString('utf8', at + 9, at + 4 + extra.readUInt16LE(at + 2));
  }
  return undefined;
}
