import { join } from 'node:path';
import { compressed, inflated, inflatedUntilDamage } from '../files/compress.ts';
import { errorCode, ownFile, readFully, writeFully, type FileSystem } from '../files/file-system.ts';
import { largestFile } from '../files/read-whole.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';

/**
 * What the journal itself needs no more, kept for the history of the boxes: whole segments, one behind the other, in one file
 * a month (`2026-11.log`), compressed (`.log.gz`) once a later month has begun. A start never reads it.
 */

/** The oldest months go beyond this many (a plan's four years and those that look back on it) and this many bytes. */
export const archiveLimits = { months: 120, bytes: 200 * 1024 * 1024 };
export type ArchiveLimits = typeof archiveLimits;

const namePattern = /^(\d{4}-\d\d)\.log(\.gz)?$/;

const monthOf = (now: number): string => `${new Date(now).toISOString().slice(0, 7)}.log`;

export const archiveFolder = (folder: string): string => join(folder, 'archive');

/** Adds a segment's bytes to the month of `now`; rejects with Node's error, and then the segment must stay where it is. */
export async function addToArchive(folder: string, segment: Uint8Array, now: number, fs: FileSystem): Promise<void> {
  const place = archiveFolder(folder);
  await fs.makeFolder(place);
  const path = join(place, monthOf(now));
  const fresh = !(await namesIn(place, fs)).some((name) => path.endsWith(name));
  const file = await fs.open(path, fresh ? 'wx' : 'r+', ownFile);
  try {
    const { size } = await file.stat();
    try {
      // A line feed ends what a killed writer may have left unended.
      await writeFully(file, Buffer.concat([Buffer.from(size > 0 ? '\n' : ''), segment]), size);
      await file.sync();
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
  } finally {
    await file.close();
  }
  if (fresh) await fs.syncFolder(place);
}

/** Compresses the months that are over and lets go of the oldest beyond the limits; the month of `now` is never touched. */
export async function tidyArchive(
  folder: string,
  now: number,
  fs: FileSystem,
  limits: ArchiveLimits = archiveLimits,
): Promise<void> {
  const place = archiveFolder(folder);
  const current = monthOf(now);
  for (const name of await namesIn(place, fs)) {
    if (!name.endsWith('.gz') && name < current) await compressMonth(place, name, fs);
  }
  const names = (await namesIn(place, fs)).toReversed();
  let bytes = 0;
  for (const [index, name] of names.entries()) {
    bytes += (await fs.stat(join(place, name))).size;
    if (name < current && (index >= limits.months || bytes > limits.bytes)) await fs.unlink(join(place, name));
  }
}

/** The plain month goes only when what took its place gives back every byte of it. */
async function compressMonth(place: string, name: string, fs: FileSystem): Promise<void> {
  const plain = await bytesOf(join(place, name), fs);
  let before: Uint8Array = Buffer.alloc(0);
  if ((await namesIn(place, fs)).includes(`${name}.gz`)) {
    // A month that was compressed before and got more since the clock was set back.
    const read = await inflatedUntilDamage(await bytesOf(join(place, `${name}.gz`), fs));
    // What is damaged is not written over with less; the two stay beside each other.
    if (!read.whole) return;
    before = read.bytes;
  }
  const both = Buffer.concat([before, plain]);
  const small = await compressed(both);
  if (Buffer.compare(await inflated(small), both) !== 0) return;
  const written = await writeFileAtomically(join(place, `${name}.gz`), small, { fs, mode: ownFile });
  if (written.ok && written.value.unsynced === undefined) await fs.unlink(join(place, name));
}

export interface ArchivedMonth {
  readonly bytes: Uint8Array;
  /** False where the disk or the compression gives back only part of it. */
  readonly whole: boolean;
}

/** The texts of the months, oldest first, one at a time, of a damaged one what can be read. */
export async function* archivedMonths(folder: string, fs: FileSystem): AsyncGenerator<ArchivedMonth> {
  const place = archiveFolder(folder);
  for (const name of await namesIn(place, fs)) {
    try {
      const bytes = await bytesOf(join(place, name), fs);
      yield name.endsWith('.gz') ? await inflatedUntilDamage(bytes) : { bytes, whole: true };
    } catch (error) {
      // Compressed since the folder was listed, or not to be read at all.
      const later =
        errorCode(error) === 'ENOENT' ? await bytesOf(join(place, `${name}.gz`), fs).catch(() => undefined) : undefined;
      yield later === undefined ? { bytes: Buffer.alloc(0), whole: false } : await inflatedUntilDamage(later);
    }
  }
}

/** Names of the months, oldest first; of one month the compressed part, which is the older, first. */
async function namesIn(place: string, fs: FileSystem): Promise<readonly string[]> {
  try {
    const order = (name: string): string => name.replace(/\.log$/, '.log~');
    return (await fs.list(place))
      .filter((name) => namePattern.test(name))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function bytesOf(path: string, fs: FileSystem): Promise<Uint8Array> {
  const file = await fs.open(path, 'r');
  try {
    return await readFully(file, largestFile);
  } finally {
    await file.close();
  }
}
