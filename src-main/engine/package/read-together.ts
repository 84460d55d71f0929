import { gunzipSync } from 'node:zlib';
import type { ZipEntry } from './zip-directory.ts';

/** Bytes that are inflated together at most: some dozen sheets of a form. */
const together = 2 ** 19;
/** A larger entry is as quickly inflated by itself. */
const largest = together / 8;

/** A gzip member's header (RFC 1952): deflated, without name and time. */
const memberStart = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const memberEnd = 8;

/** How many of the first entries can be inflated together. */
export function countTogether(entries: readonly ZipEntry[]): number {
  let sum = 0;
  const first = entries.findIndex(({ method, size, compressedSize }) => {
    sum += size;
    return sum > together || method !== 8 || size > largest || compressedSize === 0 || compressedSize > largest;
  });
  return first < 0 ? entries.length : first;
}

/**
 * Inflates small entries by one inflater, which costs as much to make as inflating a sheet takes: a gzip file may have several
 * members, and an entry of a zip is one but for its header and trailer. The inflater holds each against the size and the checksum
 * that the directory claims. `undefined` where one is not as claimed: read alone, each says for itself what is wrong with it.
 */
export function readTogether(bytes: Uint8Array, entries: readonly ZipEntry[]): readonly Uint8Array[] | undefined {
  const packed = Buffer.allocUnsafe(
    entries.reduce((sum, { compressedSize }) => sum + memberStart.length + compressedSize + memberEnd, 0),
  );
  let at = 0;
  for (const { dataOffset, compressedSize, crc, size } of entries) {
    packed.set(memberStart, at);
    at += memberStart.length;
    packed.set(bytes.subarray(dataOffset, dataOffset + compressedSize), at);
    at += compressedSize;
    at = packed.writeUInt32LE(size, packed.writeUInt32LE(crc, at));
  }
  const length = entries.reduce((sum, { size }) => sum + size, 0);
  const data = inflate(packed, length);
  if (data?.length !== length) return undefined;
  let start = 0;
  return entries.map(({ size }) => {
    start += size;
    return data.subarray(start - size, start);
  });
}

function inflate(packed: Buffer, length: number): Buffer | undefined {
  try {
    return gunzipSync(packed, { chunkSize: length + 1, maxOutputLength: length + 1 });
  } catch {
    return undefined;
  }
}
