import { damaged, notAWorkbook, PackageError, tooLarge, unsafe } from './package-error.ts';
import { entryName } from './entry-name.ts';
import { packageLimits } from './limits.ts';

/** One entry of the central directory, checked against its local header. Offsets count from the start of the bytes. */
export interface ZipEntry {
  /** Decoded, with `/` between segments; `key` is the name by which entries compare. */
  readonly name: string;
  readonly key: string;
  readonly flags: number;
  /** 0 stored, 8 deflated; others are copied but not read. */
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  /** As claimed. */
  readonly size: number;
  /** Where the local header begins. */
  readonly offset: number;
  /** Where the compressed bytes begin. */
  readonly dataOffset: number;
  /** Where the next entry or the directory begins: all bytes that are copied with the entry. */
  readonly end: number;
  /** Where its central record begins and ends. */
  readonly recordStart: number;
  readonly recordEnd: number;
}

/** An entry while the entries behind it are still to be read: it ends with its data. */
type FoundEntry = Omit<ZipEntry, 'end'> & { end: number };

export interface ZipDirectory {
  /** In the directory's order. */
  readonly entries: readonly ZipEntry[];
  readonly byKey: ReadonlyMap<string, ZipEntry>;
  readonly comment: Uint8Array;
}

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };

/** Bit 0 of an entry's flags: its data is encrypted (APPNOTE 4.4.4). */
export const lockedFlag = 1;

export const lockedArchive = (): PackageError => new PackageError({ kind: 'encrypted', reason: 'archive' });

interface EndRecord {
  /** What must be added to the stored offsets: bytes that somebody put before the zip. */
  readonly shift: number;
  readonly start: number;
  readonly size: number;
  readonly count: number;
  readonly comment: Uint8Array;
}

/**
 * Reads the central directory (APPNOTE 6.3.10, 4.3). The directory is what counts; each local header must agree with
 * it, and no two entries may share bytes: a file that two readers would read differently is refused as unsafe.
 * Throws `PackageError`.
 *
 * @param locked lists entries that are locked with a password too; of a workbook one such entry closes the whole.
 */
export function readZipDirectory(bytes: Uint8Array, locked: 'refused' | 'listed' = 'refused'): ZipDirectory {
  if (bytes.length > packageLimits.file) throw tooLarge(`${Math.ceil(bytes.length / 2 ** 20)} MB`);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end.count > packageLimits.entries) throw tooLarge(`${end.count} zip entries`);
  const entries: FoundEntry[] = [];
  const byKey = new Map<string, ZipEntry>();
  let at = end.start;
  let claimed = 0;
  for (let n = 0; n < end.count; n++) {
    const entry = readCentralRecord(view, numbers, at, end);
    if ((entry.flags & lockedFlag) !== 0 && locked === 'refused') throw lockedArchive();
    at = entry.recordEnd;
    claimed += entry.size;
    if (claimed > packageLimits.claimed) throw tooLarge(`${entry.name}: ${Math.ceil(claimed / 2 ** 20)} MB`);
    // Explorer and some zip tools write entries for folders; they are no parts, but are copied like all others.
    if (!entry.name.endsWith('/')) {
      if (byKey.has(entry.key)) throw unsafe(`${entry.name}: duplicate zip entry`);
      byKey.set(entry.key, entry);
    }
    entries.push(entry);
  }
  if (at > end.start + end.size) throw damaged('zip');
  const more = at + 4 <= end.start + end.size && view.readUInt32LE(at) === signature.central;
  if (more) throw unsafe('the zip holds more entries than it says');
  setEnds(entries, end.start);
  return { entries, byKey, comment: end.comment };
}

function findEnd(view: Buffer): EndRecord {
  const lowest = Math.max(0, view.length - 22 - 0xffff - packageLimits.trailingJunk);
  for (let at = view.length - 22; at >= lowest; at--) {
    if (view[at] !== 0x50 || view.readUInt32LE(at) !== signature.end) continue;
    const record = readEnd(view, at);
    if (record) return record;
  }
  throw damaged('zip');
}

/** The end record at `at`, or `undefined` when what looks like one does not lead to a directory. */
function readEnd(view: Buffer, at: number): EndRecord | undefined {
  let count = view.readUInt16LE(at + 10);
  let size = view.readUInt32LE(at + 12);
  let offset = view.readUInt32LE(at + 16);
  let directoryEnd = at;
  const locator = at - 20;
  if (locator >= 0 && view.readUInt32LE(locator) === signature.locator64) {
    // The record normally stands right before its locator; its stored offset is off when bytes precede the zip.
    const stored = safeNumber(view.readBigUInt64LE(locator + 8));
    const end64 = [stored, locator - 56].find(
      (place) => place >= 0 && place + 56 <= locator && view.readUInt32LE(place) === signature.end64,
    );
    if (end64 === undefined) return undefined;
    count = safeNumber(view.readBigUInt64LE(end64 + 32));
    size = safeNumber(view.readBigUInt64LE(end64 + 40));
    offset = safeNumber(view.readBigUInt64LE(end64 + 48));
    directoryEnd = end64;
  } else if (view.readUInt16LE(at + 4) !== 0 || view.readUInt16LE(at + 8) !== count) {
    return undefined; // one disk of several
  }
  const comment = view.subarray(at + 22, Math.min(view.length, at + 22 + view.readUInt16LE(at + 20)));
  for (const shift of new Set([0, directoryEnd - size - offset])) {
    const start = offset + shift;
    if (shift < 0 || start < 0 || start + size > directoryEnd) continue;
    const empty = count === 0 && size === 0;
    if (!empty && (start + 4 > view.length || view.readUInt32LE(start) !== signature.central)) continue;
    if (shift > packageLimits.leadingJunk) throw notAWorkbook();
    return { shift, start, size, count, comment };
  }
  return undefined;
}

const safeNumber = (value: bigint): number =>
  value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);

/** `numbers` views the same bytes: with a name and a dozen numbers an entry, how they are read is what the directory costs. */
function readCentralRecord(view: Buffer, numbers: DataView, at: number, end: EndRecord): FoundEntry {
  const limit = end.start + end.size;
  if (at + 46 > limit || numbers.getUint32(at, true) !== signature.central) throw damaged('zip');
  const nameEnd = at + 46 + numbers.getUint16(at + 28, true);
  const extraEnd = nameEnd + numbers.getUint16(at + 30, true);
  const recordEnd = extraEnd + numbers.getUint16(at + 32, true);
  if (recordEnd > limit) throw damaged('zip');
  const flags = numbers.getUint16(at + 8, true);
  const rawName = view.toString('latin1', at + 46, nameEnd);
  const { name, key } = entryName(rawName, view.subarray(nameEnd, extraEnd), flags);
  // A workbook with a password is no zip at all (container.ts): this is an archive that somebody has packed with one.
  const wide = wideFields(view, numbers, at, nameEnd, extraEnd);
  const offset = wide.offset + end.shift;
  const dataOffset = readLocalHeader(view, numbers, offset, rawName, name);
  if (dataOffset + wide.compressedSize > end.start) throw damaged(name);
  return {
    name,
    key,
    flags,
    method: numbers.getUint16(at + 10, true),
    crc: numbers.getUint32(at + 16, true),
    compressedSize: wide.compressedSize,
    size: wide.size,
    offset,
    dataOffset,
    end: dataOffset + wide.compressedSize,
    recordStart: at,
    recordEnd,
  };
}

/** Where a zip64 extra field (4.5.3) holds the values that do not fit the record: size, compressed size, offset. */
export function zip64Places(record: Buffer): { size?: number; compressedSize?: number; offset?: number } {
  const places: { size?: number; compressedSize?: number; offset?: number } = {};
  const extraStart = 46 + record.readUInt16LE(28);
  const extraEnd = extraStart + record.readUInt16LE(30);
  for (let at = extraStart; at + 4 <= extraEnd; at += 4 + record.readUInt16LE(at + 2)) {
    if (record.readUInt16LE(at) !== 1) continue;
    const fieldEnd = Math.min(extraEnd, at + 4 + record.readUInt16LE(at + 2));
    let next = at + 4;
    const take = (stored: number): number | undefined => {
      if (stored !== 0xffffffff || next + 8 > fieldEnd) return undefined;
      next += 8;
      return next - 8;
    };
    const size = take(record.readUInt32LE(24));
    const compressedSize = take(record.readUInt32LE(20));
    const offset = take(record.readUInt32LE(42));
    if (size !== undefined) places.size = size;
    if (compressedSize !== undefined) places.compressedSize = compressedSize;
    if (offset !== undefined) places.offset = offset;
    break;
  }
  return places;
}

function wideFields(view: Buffer, numbers: DataView, at: number, nameEnd: number, extraEnd: number) {
  const size = numbers.getUint32(at + 24, true);
  const compressedSize = numbers.getUint32(at + 20, true);
  const offset = numbers.getUint32(at + 42, true);
  if (size !== 0xffffffff && compressedSize !== 0xffffffff && offset !== 0xffffffff) {
    return { size, compressedSize, offset };
  }
  if (nameEnd === extraEnd) return { size, compressedSize, offset };
  const record = view.subarray(at, extraEnd);
  const places = zip64Places(record);
  const wide = (place: number | undefined, narrow: number): number =>
    place === undefined ? narrow : safeNumber(record.readBigUInt64LE(place));
  return {
    size: wide(places.size, size),
    compressedSize: wide(places.compressedSize, compressedSize),
    offset: wide(places.offset, offset),
  };
}

/** Checks the local header and gives the place of the data behind it. */
function readLocalHeader(view: Buffer, numbers: DataView, offset: number, rawName: string, name: string): number {
  if (offset + 30 > view.length || numbers.getUint32(offset, true) !== signature.local) throw damaged(name);
  const nameStart = offset + 30;
  const nameEnd = nameStart + numbers.getUint16(offset + 26, true);
  if (view.toString('latin1', nameStart, nameEnd) !== rawName)
    throw unsafe(`${name}: the zip names this entry in two ways`);
  return nameEnd + numbers.getUint16(offset + 28, true);
}

/** Sets each entry's end to the beginning of the next one; entries that share bytes are a bomb or a disguise. */
function setEnds(entries: readonly FoundEntry[], directoryStart: number): void {
  const inFile = entries.toSorted((a, b) => a.offset - b.offset);
  for (let n = 0; n < inFile.length; n += 1) {
    const entry = inFile[n] as FoundEntry;
    const next = inFile[n + 1]?.offset ?? directoryStart;
    if (entry.end > next) throw unsafe(`${entry.name}: zip entries overlap`);
    entry.end = next;
  }
}
