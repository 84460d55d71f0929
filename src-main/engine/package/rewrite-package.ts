import { crc32, deflateRawSync } from 'node:zlib';
import { partKey } from './entry-name.ts';
import { OpenedPackage } from './opened-package.ts';
import { Stretches } from './stretches.ts';
import { readZipDirectory, zip64Places, type ZipDirectory, type ZipEntry } from './zip-directory.ts';
import type { PackageChanges, WorkbookPackage } from '../types.ts';

/**
 * The package's bytes with some entries changed. Every other entry is copied as it stands: local header, extra
 * fields, compressed bytes, data descriptor, and its record in the directory, in which only the offset is new.
 * A replaced entry keeps its place, name, time and attributes and is deflated anew; added ones come last.
 *
 * Throws a plain error for a bug of the caller: replacing or removing what is not there, adding what is.
 */
export function rewritePackage(pkg: WorkbookPackage, changes: PackageChanges): Uint8Array {
  const directory = pkg instanceof OpenedPackage ? pkg.directory : readZipDirectory(pkg.bytes);
  const replace = byKey(changes.replace);
  const removed = new Set(Array.from(changes.remove ?? [], partKey));
  const added = byKey(changes.add);
  for (const key of [...replace.keys(), ...removed]) if (!directory.byKey.has(key)) throw new Error(`no entry ${key}`);
  for (const key of added.keys()) {
    if (directory.byKey.has(key) && !removed.has(key)) throw new Error(`entry ${key} exists`);
  }

  const file = new Stretches(pkg.bytes);
  const offsets = new Map<ZipEntry, number>();
  const fresh = new Map<ZipEntry, FreshEntry>();
  for (const entry of directory.entries.toSorted((a, b) => a.offset - b.offset)) {
    const data = replace.get(entry.key)?.[1];
    if (removed.has(entry.key)) continue;
    offsets.set(entry, file.length);
    if (data === undefined) file.keep(entry.offset, entry.end);
    else {
      const record = recordOf(pkg, entry);
      const made = makeEntry(data, rawName(record), entry.flags & utf8Flag, timeOf(record));
      fresh.set(entry, made);
      file.put(made.local);
      file.put(made.packed);
    }
  }
  const records: Uint8Array[] = [];
  for (const [, [name, data]] of added) {
    const made = makeEntry(data, Buffer.from(name, 'utf8'), utf8Flag, dosEpoch);
    records.push(newRecord(made, file.length));
    file.put(made.local);
    file.put(made.packed);
  }
  const start = file.length;
  file.put(oldRecords(pkg, directory, offsets, fresh));
  for (const record of records) file.put(record);
  file.put(endRecord(offsets.size + records.length, file.length - start, start, directory));
  return file.bytes();
}

/** The directory's records of what was there before, with the offsets that the entries have now. */
function oldRecords(
  pkg: WorkbookPackage,
  directory: ZipDirectory,
  offsets: ReadonlyMap<ZipEntry, number>,
  fresh: ReadonlyMap<ZipEntry, FreshEntry>,
): Buffer {
  const records = Buffer.allocUnsafe(
    directory.entries.reduce((sum, { recordStart, recordEnd }) => sum + recordEnd - recordStart, 0),
  );
  let at = 0;
  for (const entry of directory.entries) {
    const offset = offsets.get(entry);
    if (offset === undefined) continue;
    const made = fresh.get(entry);
    const next = at + (made ? replacedRecord(recordOf(pkg, entry), made) : recordOf(pkg, entry)).copy(records, at);
    writeOffset(records, at, offset);
    at = next;
  }
  return records.subarray(0, at);
}

const byKey = (changes: ReadonlyMap<string, Uint8Array> | undefined): Map<string, readonly [string, Uint8Array]> =>
  new Map(Array.from(changes ?? [], ([name, data]) => [partKey(name), [name, data] as const]));

const utf8Flag = 0x800;
/** 1980-01-01 00:00, the DOS time stamp that deterministic writers use. */
const dosEpoch = 0x00210000;

/**
 * Bytes above which speed counts for more than the last fifth of size: a roll-up list is written on every save, and deflating
 * the largest parts must not take the time in which a file is answered. Level 2 takes a third of the time of 6, and less than 1.
 */
const fastAbove = 64 * 1024;
const levelFor = (size: number): number => (size > fastAbove ? 2 : 6);

interface FreshEntry {
  readonly local: Buffer;
  readonly packed: Uint8Array;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** An entry's record in the directory, as it stands in the file. */
const recordOf = (pkg: WorkbookPackage, { recordStart, recordEnd }: ZipEntry): Buffer =>
  asBuffer(pkg.bytes.subarray(recordStart, recordEnd));

const rawName = (record: Buffer): Buffer => record.subarray(46, 46 + record.readUInt16LE(28));

/** Time and date together, as they stand at 12 of the record. */
const timeOf = (record: Buffer): number => record.readUInt32LE(12);

/** A local header (APPNOTE 4.3.7) without extra fields and descriptor, and the deflated data. */
function makeEntry(data: Uint8Array, name: Buffer, flags: number, time: number): FreshEntry {
  const packed = deflateRawSync(data, { level: levelFor(data.length) });
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(time, 10);
  local.writeUInt32LE(crc32(data), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(name.length, 26);
  name.copy(local, 30);
  return { local, packed };
}

/** The fields that local header and central record share: version needed to name length, without extra fields. */
function copyShared(local: Buffer, record: Buffer): void {
  local.copy(record, 6, 4, 28);
  record.writeUInt16LE(0, 30);
}

function newRecord(made: FreshEntry, offset: number): Buffer {
  const nameLength = made.local.readUInt16LE(26);
  const record = Buffer.alloc(46 + nameLength);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  copyShared(made.local, record);
  record.writeUInt32LE(offset, 42);
  made.local.copy(record, 46, 30);
  return record;
}

/** The old record without its extra fields, which describe the old data; attributes and comment stay, the offset is to be written. */
function replacedRecord(old: Buffer, made: FreshEntry): Buffer {
  const nameEnd = 46 + old.readUInt16LE(28);
  const record = Buffer.concat([old.subarray(0, nameEnd), old.subarray(nameEnd + old.readUInt16LE(30))]);
  copyShared(made.local, record);
  record.writeUInt32LE(0, 42);
  return record;
}

/** Writes where an entry lies into its record at `at`. */
function writeOffset(records: Buffer, at: number, offset: number): void {
  if (records.readUInt32LE(at + 42) !== 0xffffffff) {
    records.writeUInt32LE(offset, at + 42);
    return;
  }
  const wide = zip64Places(records.subarray(at)).offset;
  if (wide === undefined) records.writeUInt32LE(offset, at + 42);
  else records.writeBigUInt64LE(BigInt(offset), at + wide);
}

/** The end record (4.3.16). Files of ours stay below the sizes that need zip64 (see limits). */
function endRecord(count: number, size: number, start: number, directory: ZipDirectory): Buffer {
  const end = Buffer.alloc(22 + directory.comment.length);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(directory.comment.length, 20);
  end.set(directory.comment, 22);
  return end;
}
