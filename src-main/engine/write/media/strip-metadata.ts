import { inflateSync, crc32 } from 'node:zlib';
import { stripEmf, stripWmf, type Stripped } from './strip-metafile.ts';
import { isSvg, stripSvg } from './strip-svg.ts';

/** A picture without what it says beside its pixels, and what that was. */
export interface StrippedPicture {
  readonly data: Uint8Array;
  /** Names of what was taken out: `tEXt`, `EXIF`, `COM`, …; none when nothing was. */
  readonly removed: readonly string[];
  /** What the picture's kind was told by its first bytes; `undefined` for one that this does not know, or that is damaged. */
  readonly kind: string | undefined;
}

/**
 * Takes metadata out of a picture: authors, programs, places, comments, thumbnails, and whatever stands behind its end.
 * Pixels, colour profiles, resolutions and the turn that a photograph is shown with stay. PNG (W3C PNG 11.3), JPEG
 * (ITU T.81 B.1, CIPA DC-008), GIF89a 24–26, WebP (RFC 9649), BMP, TIFF 6.0, EMF (MS-EMF 2.3.4.2), WMF (MS-WMF 2.3), SVG 1.1.
 */
export function stripMetadata(data: Uint8Array): StrippedPicture {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  try {
    if (bytes.length > 8 && bytes.readUInt32BE(0) === 0x89504e47) return stripPng(bytes);
    if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return stripJpeg(bytes);
    const start = bytes.toString('latin1', 0, 12);
    if (start.startsWith('GIF8')) return stripGif(bytes);
    if (start.startsWith('RIFF') && start.endsWith('WEBP')) return stripWebp(bytes);
    if (start.startsWith('BM')) return stripBmp(bytes);
    if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return stripTiff(bytes);
    if (bytes.length > 88 && bytes.readUInt32LE(0) === 1 && bytes.toString('latin1', 40, 44) === ' EMF')
      return joinedOf('emf', stripEmf(bytes), bytes);
    if (bytes.length > 18 && [0x9ac6cdd7, 0x00090001].includes(bytes.readUInt32LE(0)))
      return joinedOf('wmf', stripWmf(bytes), bytes);
    if (isSvg(bytes)) return joinedOf('svg', stripSvg(bytes), bytes);
  } catch (error) {
    // A damaged picture is none that this knows; whoever asks decides what becomes of it.
    if (!(error instanceof RangeError)) throw error;
  }
  return { data, removed: [], kind: undefined };
}

const joined = (
  kind: string,
  pieces: readonly Uint8Array[],
  removed: readonly string[],
  before: Buffer,
): StrippedPicture =>
  removed.length === 0
    ? { data: before, removed, kind }
    : { data: new Uint8Array(Buffer.concat(pieces)), removed, kind };

/** What a kind's own file has found; a picture that it cannot read is of no known kind. */
const joinedOf = (kind: string, found: Stripped | undefined, before: Buffer): StrippedPicture =>
  found === undefined
    ? { data: before, removed: [], kind: undefined }
    : joined(kind, [found.data], found.removed, before);

const pngKept = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs hIST acTL fcTL fdAT cICP mDCV cLLI iCCP'.split(' '),
);

function stripPng(bytes: Buffer): StrippedPicture {
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)];
  const removed: string[] = [];
  let at = 8;
  let ended = false;
  while (at + 12 <= bytes.length && !ended) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) return { data: bytes, removed: [], kind: undefined };
    ended = type === 'IEND';
    if (!pngKept.has(type)) removed.push(type);
    else if (type === 'iCCP') pieces.push(anonymousProfile(bytes.subarray(at, end), removed));
    else pieces.push(bytes.subarray(at, end));
    at = end;
  }
  if (at < bytes.length) removed.push('trailing');
  return joined('png', pieces, removed, bytes);
}

/** A colour profile's own name tells nothing of colours. */
function anonymousProfile(chunk: Buffer, removed: string[]): Uint8Array {
  const zero = chunk.indexOf(0, 8);
  const name = chunk.toString('latin1', 8, zero);
  if (zero < 0 || /^(?:icc|ICC [Pp]rofile|sRGB[\w .-]*|Display P3|Adobe RGB.*)$/.test(name)) return chunk;
  removed.push('iCCP');
  const body = Buffer.concat([Buffer.from('iCCPicc', 'latin1'), chunk.subarray(zero, chunk.length - 4)]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(body.length - 4, 0);
  body.copy(made, 4);
  made.writeUInt32BE(crc32(body), body.length + 4);
  return made;
}

function stripJpeg(bytes: Buffer): StrippedPicture {
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)];
  const removed: string[] = [];
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return { data: bytes, removed: [], kind: undefined };
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) {
      pieces.push(bytes.subarray(at, at + 2));
      if (at + 2 < bytes.length) removed.push('trailing');
      return joined('jpeg', pieces, removed, bytes);
    }
    if (marker === 0xda) {
      // What comes behind a scan may be tables of the next one, and words again.
      const end = endOfScan(bytes, at + 2 + bytes.readUInt16BE(at + 2));
      pieces.push(bytes.subarray(at, end));
      if (end === bytes.length) return joined('jpeg', pieces, removed, bytes);
      at = end;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at, end);
    const named = segment.toString('latin1', 4, 16);
    if (marker === 0xfe) removed.push('COM');
    else if (marker === 0xe1 && named.startsWith('Exif\0')) {
      const turn = orientationOf(segment.subarray(10));
      if (turn !== undefined && turn !== 1) pieces.push(onlyOrientation(turn));
      if (turn === undefined || turn === 1 || segment.length > 40) removed.push('EXIF');
    } else if (marker > 0xe0 && marker <= 0xef) {
      // A colour profile, and Adobe's transform of colours, change what is seen.
      if ((marker === 0xe2 && named.startsWith('ICC_PROFILE\0')) || (marker === 0xee && named.startsWith('Adobe')))
        pieces.push(segment);
      else removed.push(`APP${marker - 0xe0}`);
    } else if (marker === 0xe0 && !named.startsWith('JFIF\0')) removed.push('APP0');
    else if (marker === 0xe0 && segment.length > 18) {
      pieces.push(withoutThumbnail(segment));
      removed.push('thumbnail');
    } else pieces.push(segment);
    at = end;
  }
  return { data: bytes, removed: [], kind: undefined };
}

/** Where the coded pixels end: at the first marker that is no restart (ITU T.81 B.1.1.2). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  return bytes.length;
}

/** JFIF's own segment without the small picture in it (JFIF 1.02): it may show what was cut off since. */
function withoutThumbnail(segment: Buffer): Buffer {
  const made = Buffer.from(segment.subarray(0, 18));
  made.writeUInt16BE(16, 2);
  made.writeUInt16BE(0, 16);
  return made;
}

/** The turn (1 to 8) in a TIFF structure's first directory. */
function orientationOf(tiff: Buffer): number | undefined {
  if (tiff.length < 14) return undefined;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return undefined;
  for (let i = 0; i < u16(start); i++) {
    const entry = start + 2 + i * 12;
    if (entry + 12 > tiff.length) return undefined;
    if (u16(entry) === 0x0112) return u16(entry + 8);
  }
  return undefined;
}

function onlyOrientation(turn: number): Buffer {
  const made = Buffer.alloc(4 + 6 + 26);
  made.writeUInt16BE(0xffe1, 0);
  made.writeUInt16BE(made.length - 2, 2);
  made.write('Exif\0\0MM\0*\0\0\0\u0008', 4, 'latin1');
  made.writeUInt16BE(1, 18);
  made.writeUInt16BE(0x0112, 20);
  made.writeUInt16BE(3, 22);
  made.writeUInt32BE(1, 24);
  made.writeUInt16BE(turn, 28);
  return made;
}

function stripGif(bytes: Buffer): StrippedPicture {
  const tableSize = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  let at = 13 + tableSize(bytes.readUInt8(10));
  const pieces: Uint8Array[] = [bytes.subarray(0, at)];
  const removed: string[] = [];
  const pastBlocks = (from: number): number => {
    let end = from;
    for (let size = bytes.readUInt8(end); size !== 0; size = bytes.readUInt8(end)) end += size + 1;
    return end + 1;
  };
  while (at < bytes.length) {
    const kind = bytes.readUInt8(at);
    if (kind === 0x3b) {
      pieces.push(bytes.subarray(at, at + 1));
      if (at + 1 < bytes.length) removed.push('trailing');
      return joined('gif', pieces, removed, bytes);
    }
    if (kind === 0x21) {
      const label = bytes.readUInt8(at + 1);
      const end = pastBlocks(at + 2);
      const loop = label === 0xff && bytes.toString('latin1', at + 3, at + 14) === 'NETSCAPE2.0';
      if (label === 0xf9 || loop) pieces.push(bytes.subarray(at, end));
      else removed.push(label === 0xfe ? 'comment' : 'application');
      at = end;
    } else if (kind === 0x2c) {
      const end = pastBlocks(at + 11 + tableSize(bytes.readUInt8(at + 9)));
      pieces.push(bytes.subarray(at, end));
      at = end;
    } else return { data: bytes, removed: [], kind: undefined };
  }
  return { data: bytes, removed: [], kind: undefined };
}

function stripWebp(bytes: Buffer): StrippedPicture {
  const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
  const pieces: Uint8Array[] = [];
  const removed: string[] = [];
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= end;) {
    const type = bytes.toString('latin1', at, at + 4);
    const next = at + 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) & 1);
    if (kept.has(type)) {
      const chunk = Buffer.from(bytes.subarray(at, next));
      // Bits that say that EXIF and XMP follow.
      if (type === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8);
      pieces.push(chunk);
    } else removed.push(type.trim());
    at = next;
  }
  if (end < bytes.length) removed.push('trailing');
  const body = Buffer.concat(pieces);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return joined('webp', [head, body], removed, bytes);
}

function stripBmp(bytes: Buffer): StrippedPicture {
  const size = bytes.readUInt32LE(2);
  // A size that lies does not tell where the picture ends.
  if (size <= 54 || size > bytes.length) return { data: bytes, removed: [], kind: undefined };
  if (size === bytes.length) return { data: bytes, removed: [], kind: 'bmp' };
  return { data: new Uint8Array(bytes.subarray(0, size)), removed: ['trailing'], kind: 'bmp' };
}

/** Tags of TIFF 6.0 and its kin that hold words about the picture; those of kind ASCII are emptied whatever they are. */
const tiffWords = new Set([700, 33723, 34377, 34665, 34853, 37510, 40091, 40092, 40093, 40094, 40095]);

function stripTiff(bytes: Buffer): StrippedPicture {
  const made = Buffer.from(bytes);
  const little = made.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? made.readUInt16LE(at) : made.readUInt16BE(at));
  const u32 = (at: number) => (little ? made.readUInt32LE(at) : made.readUInt32BE(at));
  const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
  const removed: string[] = [];
  const seen = new Set<number>();
  const empty = (directory: number): void => {
    if (directory === 0 || seen.has(directory)) return;
    seen.add(directory);
    const count = u16(directory);
    for (let i = 0; i < count; i++) {
      const entry = directory + 2 + i * 12;
      const tag = u16(entry);
      const kind = u16(entry + 2);
      if (tag === 34665 || tag === 34853) empty(u32(entry + 8));
      if (kind !== 2 && !tiffWords.has(tag)) continue;
      const length = (sizes[kind] ?? 1) * u32(entry + 4);
      const start = length <= 4 ? entry + 8 : u32(entry + 8);
      if (tag === 34665 || tag === 34853 || made.subarray(start, start + length).every((byte) => byte === 0)) continue;
      made.fill(0, start, start + length);
      removed.push(`tag ${tag}`);
    }
    empty(u32(directory + 2 + count * 12));
  };
  empty(u32(4));
  return removed.length === 0
    ? { data: bytes, removed, kind: 'tiff' }
    : { data: new Uint8Array(made), removed, kind: 'tiff' };
}

/** What a picture says in words, as far as this reads it: for a search. Compressed texts of PNG are inflated. */
export function wordsOf(data: Uint8Array): readonly string[] {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length < 8 || bytes.readUInt32BE(0) !== 0x89504e47) return [];
  const found: string[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (type === 'zTXt' || type === 'iTXt') {
      const body = bytes.subarray(at + 8, end - 4);
      for (let zero = body.indexOf(0); zero >= 0 && zero < body.length - 2; zero = body.indexOf(0, zero + 1)) {
        try {
          found.push(inflateSync(body.subarray(zero + (type === 'zTXt' ? 2 : 1))).toString('utf8'));
          break;
        } catch {
          // It is not there that the compressed text begins.
        }
      }
    }
    at = end;
  }
  return found;
}
