import { crc32, inflateRawSync } from 'node:zlib';
import { damaged, tooLarge } from './package-error.ts';
import { packageLimits } from './limits.ts';
import type { ZipEntry } from './zip-directory.ts';

/**
 * The inflated bytes of an entry. The output is limited while it grows, whatever the size field claims, and must have
 * the claimed size and checksum. Throws `PackageError`.
 */
export function readEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  const data = inflate(packed, entry);
  if (data.length !== entry.size || crc32(data) !== entry.crc) throw damaged(entry.name);
  return data;
}

function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.size > packageLimits.entry) throw tooLarge(entry.name);
  if (entry.method === 0) return packed;
  // System.IO.Packaging calls an empty entry deflated and writes no data (seen on thumbnails).
  if (packed.length === 0 && entry.size === 0) return packed;
  if (entry.method !== 8) throw damaged(`${entry.name}: compression method ${entry.method}`);
  try {
    // One output chunk of the claimed size spares the pieces and their joining; a false claim only costs speed.
    const chunkSize = Math.min(Math.max(entry.size + 1, 1024), 2 ** 20);
    // A directory that lies costs no more than what it tells, or a megabyte: thousands of small lies must not add up.
    const most = Math.min(packageLimits.entry, Math.max(2 * entry.size, 2 ** 20));
    return inflateRawSync(packed, { chunkSize, maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(entry.name);
    }
    throw damaged(entry.name);
  }
}
