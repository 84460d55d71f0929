import type { Failure } from '../../../src-shared/failures/failures.ts';

/** Offset 0 of every zip that an Office program writes: a local file header (or the end record of an empty zip). */
export const startsLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7);

/** What a file is that does not hold a zip, told by its first bytes and, for compound files, its streams. */
export function failureOfForeignFile(bytes: Uint8Array): Failure {
  if (bytes.length === 0) return { kind: 'not-a-workbook', reason: 'empty' };
  if (isCompoundFile(bytes)) return failureOfCompoundFile(bytes);
  if (isBareBiff(bytes)) return { kind: 'legacy-format', reason: 'xls' };
  if (isFlatOpenDocument(bytes)) return { kind: 'legacy-format', reason: 'ods' };
  return { kind: 'not-a-workbook', reason: 'other-content' };
}

/** The media type of an OpenDocument spreadsheet or its template. */
export const isSpreadsheetType = (text: string): boolean =>
  text.includes('application/vnd.oasis.opendocument.spreadsheet');

/** An OpenDocument spreadsheet in one XML file (.fods) names its type in the root's start tag. */
const isFlatOpenDocument = (bytes: Uint8Array): boolean => {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16_384)).toString('latin1');
  return start.includes('<office:document') && isSpreadsheetType(start);
};

const compoundMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const isCompoundFile = (bytes: Uint8Array): boolean => compoundMagic.every((byte, at) => bytes[at] === byte);

/** BIFF2 to BIFF4 worksheets stood in a file of their own: a BOF record (09 00, 09 02, 09 04) with its short length. */
const isBareBiff = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x09 && [0, 2, 4].includes(bytes[1] ?? -1) && [4, 6].includes(bytes[2] ?? -1) && bytes[3] === 0;

/**
 * A compound file ([MS-CFB]) is an old workbook, an encrypted new one ([MS-OFFCRYPTO] 2.3: stream `EncryptedPackage`),
 * or something else. Directory entries are 128 bytes and lie at multiples of 128 (2.6.1: name in UTF-16, its length
 * with the closing zero at 64), so the streams are found without following sector chains, which may be damaged.
 */
function failureOfCompoundFile(bytes: Uint8Array): Failure {
  const names = new Set<string>();
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 512; at + 128 <= view.length; at += 128) {
    const length = view.readUInt16LE(at + 64);
    const type = view[at + 66];
    if (length < 4 || length > 64 || length % 2 !== 0 || (type !== 1 && type !== 2 && type !== 5)) continue;
    names.add(view.toString('utf16le', at, at + length - 2));
  }
  if (names.has('EncryptedPackage') || names.has('\u0006DataSpaces') || names.has('\tDRMContent')) {
    return { kind: 'encrypted', reason: 'password' };
  }
  // Its directory is cut off: nobody can tell what it was.
  if (names.size === 0) return { kind: 'damaged', reason: 'package', values: { part: 'OLE' } };
  if (names.has('Workbook') || names.has('Book')) return { kind: 'legacy-format', reason: 'xls' };
  return { kind: 'not-a-workbook', reason: 'other-content' };
}
