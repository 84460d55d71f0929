import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import { isTemporaryName } from '../files/write-atomically.ts';
import { addToArchive, tidyArchive } from './archive.ts';
import { readSnapshot, readUnlessBroken, segmentsAfter, sortedSegments, sortedSnapshots } from './load.ts';
import { segmentNumber } from './segment.ts';
import { snapshotNumber } from './snapshot.ts';

/** Always kept, however old. */
const alwaysKept = 3;
/** So many of the kept ones must be whole before what they hold goes anywhere else: one of them may be damaged tomorrow. */
const wholeOnes = 2;
const mostKept = 20;
const oldestKept = 14 * 24 * 60 * 60 * 1000;
const damagedKept = 40;

/**
 * Lets go of snapshots beyond the newest twenty or older than a fortnight (never of the newest three), and of the
 * segments that the oldest remaining snapshot holds whole: they go into the archive, where the boxes' history is kept, and
 * where a start finds them again should no snapshot be whole. Failing to remove something is no failure: it goes next time.
 */
export async function pruneJournal(folder: string, now: number, fs: FileSystem): Promise<void> {
  const names = await fs.list(folder);
  const whole: string[] = [];
  for (const name of sortedSnapshots(names)) {
    const index = whole.length;
    const kept =
      index < alwaysKept || (index < mostKept && now - (await fs.stat(join(folder, name))).modified < oldestKept);
    if (!kept) await remove(join(folder, name), fs);
    // The newest are read, however often that is: what lies on the disk may have changed since it was written.
    else if (index >= alwaysKept || (await readSnapshot(folder, name, fs)).kind === 'snapshot') whole.push(name);
  }
  const oldest = whole.at(-1);
  if (oldest === undefined || whole.length < wholeOnes) return;
  const needed = new Set(segmentsAfter(names, snapshotNumber(oldest) ?? 0));
  for (const name of sortedSegments(names)) {
    if (needed.has(name)) continue;
    if (await keepInArchive(folder, name, now, fs)) await remove(join(folder, name), fs);
    else await putAside(folder, [name], now, fs);
  }
  await tidyArchive(folder, now, fs);
}

/** False when the disk does not give the segment back; rejects when the archive does not take it, and then it must stay. */
async function keepInArchive(folder: string, name: string, now: number, fs: FileSystem): Promise<boolean> {
  const bytes = await readUnlessBroken(join(folder, name), fs);
  if (bytes !== undefined) await addToArchive(folder, bytes, now, fs);
  return bytes !== undefined;
}

/** Where damaged files of a journal are put, for whoever may make more of them. */
export const damagedFolder = (folder: string): string => join(folder, 'damaged');

/** Puts damaged files aside once a snapshot holds what was readable of them; the archive gets that too. Names keep; a number tells repeats apart. */
export async function putAside(folder: string, names: readonly string[], now: number, fs: FileSystem): Promise<void> {
  const aside = damagedFolder(folder);
  await fs.makeFolder(aside);
  for (const name of names) {
    if (segmentNumber(name) !== undefined) await keepInArchive(folder, name, now, fs);
    await fs.rename(join(folder, name), join(aside, `${now}-${name}`));
  }
  const kept = (await fs.list(aside)).sort();
  for (const name of kept.slice(0, Math.max(0, kept.length - damagedKept))) await remove(join(aside, name), fs);
}

/** Removes what killed writers have left half-made. Only for the holder of the lock. */
export async function removeLeftovers(folder: string, fs: FileSystem): Promise<void> {
  for (const name of await fs.list(folder)) {
    if (isTemporaryName(name) || /^lock\.json\.[0-9a-f-]{36}$/.test(name)) await remove(join(folder, name), fs);
  }
}

async function remove(path: string, fs: FileSystem): Promise<void> {
  try {
    await fs.unlink(path);
  } catch {
    // It goes next time.
  }
}
