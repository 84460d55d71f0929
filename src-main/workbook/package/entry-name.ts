import { unsafe } from './package-error.ts';

/** The upper half of code page 437, in which zip names without the UTF-8 flag are written (APPNOTE appendix D). */
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Where a name begins and ends in the zip, and the extra fields behind it. */
interface RawName {
  readonly start: number;
  readonly end: number;
  readonly extraEnd: number;
}

/**
 * The name of a zip entry and the key by which entries compare: without case, since part names that differ only in
 * case are one part (ECMA-376 part 2, 6.2.2.3). Backslashes, which some old zip libraries write, count as slashes.
 * A name that leads out of the package is refused: nothing here unpacks files, but a file that tries to climb out
 * is no honest workbook.
 */
export function entryName(view: Buffer, place: RawName, flags: number): { readonly name: string; readonly key: string } {
  const decoded = decodeName(view, place, flags);
  const name = decoded.includes('\\') ? decoded.replaceAll('\\', '/') : decoded;
  const climbs = /^\/|^[A-Za-z]:|(?:^|\/)\.\.?(?:\/|$)/.test(name);
  if (name === '' || climbs || name.includes('\0')) throw unsafe(`${JSON.stringify(name)}: path of a zip entry`);
  return { name, key: partKey(name) };
}

/** The key of a part name. */
export const partKey = (name: string): string => name.toLowerCase();

function decodeName(view: Buffer, { start, end, extraEnd }: RawName, flags: number): string {
  if (isAscii(view, start, end)) return view.toString('latin1', start, end);
  if (flags & 0x800) return view.toString('utf8', start, end);
  return (
    unicodePathField(view.subarray(end, extraEnd)) ??
    Array.from(view.subarray(start, end), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (cp437[byte - 0x80] ?? '?'))).join('')
  );
}

function isAscii(view: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if ((view[i] as number) > 0x7f) return false;
  return true;
}

/** Info-ZIP's Unicode path extra field (APPNOTE 4.6.9): version, CRC of the raw name, the name in UTF-8. */
function unicodePathField(extra: Buffer): string | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 0x7075) return extra.toString('utf8', at + 9, at + 4 + extra.readUInt16LE(at + 2));
  }
  return undefined;
}
