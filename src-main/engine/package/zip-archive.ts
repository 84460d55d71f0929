import { PackageError } from './package-error.ts';
import { readEntry } from './read-entry.ts';
import { lockedArchive, lockedFlag, readZipDirectory } from './zip-directory.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';

export interface ArchivedFile {
  /** The path inside the archive, as its writer meant it. */
  readonly name: string;
  /** Bytes that it has, as its directory claims, and that it takes in the archive. */
  readonly size: number;
  readonly packed: number;
  /** Locked with a password: it cannot be read. */
  readonly locked: boolean;
  /** Reads the file; checked and limited like everything out of a zip. */
  readonly read: () => Result<Uint8Array, Failure>;
}

/** The bytes of a name, in a central record (APPNOTE 4.3.12). */
function rawName(record: Uint8Array): Uint8Array {
  const length = (record[28] ?? 0) | ((record[29] ?? 0) << 8);
  return record.subarray(46, 46 + length);
}

/**
 * Names without the UTF-8 flag are in the code page of the writing machine; Windows in Japan writes Shift_JIS (code
 * page 932). Bytes that are valid UTF-8 are taken as that: macOS writes UTF-8 and does not set the flag.
 */
function nameOf(record: Uint8Array, flags: number, fallback: string): string {
  const raw = rawName(record);
  if ((flags & 0x800) !== 0 || raw.every((byte) => byte < 0x80)) return fallback;
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw).replaceAll('\\', '/');
    } catch {
      // Not in this encoding.
    }
  }
  return fallback;
}

/** The files of a .zip, folders and macOS's side files left out. */
export function readArchive(bytes: Uint8Array): Result<readonly ArchivedFile[], Failure> {
  return guarded(() =>
    readZipDirectory(bytes, 'listed')
      .entries.map((entry) => ({
        entry,
        name: nameOf(bytes.subarray(entry.recordStart, entry.recordEnd), entry.flags, entry.name),
      }))
      .filter(({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(name))
      .map(({ entry, name }) => ({
        name,
        size: entry.size,
        packed: entry.compressedSize,
        locked: (entry.flags & lockedFlag) !== 0,
        read: () =>
          guarded(() => {
            if ((entry.flags & lockedFlag) !== 0) throw lockedArchive();
            return readEntry(bytes, entry);
          }),
      })),
  );
}

function guarded<T>(read: () => T): Result<T, Failure> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    throw error;
  }
}
