import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import { readFileStamped } from '../files/read-file.ts';
import { parseSegment, segmentNumber, type ParsedSegment } from './segment.ts';
import { parseSnapshot, snapshotNumber, type Snapshot } from './snapshot.ts';
import { applyRecord, emptyState, type JournalState } from './state.ts';

/** What a journal's folder adds up to. */
export interface LoadedJournal {
  /** The journal's identity; `undefined` when nothing that tells it is left. */
  readonly journal: string | undefined;
  readonly state: JournalState;
  /** A number that no record on the disk has, acknowledged or not. */
  readonly nextSeq: number;
  /** Records that were acknowledged or may have been, and are not readable any more. */
  readonly lost: number;
  /** Names of the files that are damaged. */
  readonly damaged: readonly string[];
  readonly segments: number;
}

/** More records than any segment holds. */
const unreadableNumbers = 1_000_000;

/** Reads the newest good snapshot and the records after it. `newer`: made by a later version of the program. */
export async function loadJournal(folder: string, fs: FileSystem): Promise<LoadedJournal | 'newer'> {
  const names = await fs.list(folder);
  const damaged: string[] = [];
  const snapshot = await newestSnapshot(folder, names, damaged, fs);
  if (snapshot === 'newer') return 'newer';
  const state = snapshot?.state ?? emptyState();
  let journal = snapshot?.journal;
  let nextSeq = Math.max(state.lastSeq + 1, ...sortedSnapshots(names).map((name) => (snapshotNumber(name) ?? 0) + 1));
  let missing = 0;
  let damagedLines = 0;
  const segments = segmentsAfter(names, state.lastSeq);
  for (const name of segments) {
    const segment = await readSegment(join(folder, name), fs);
    if (segment === undefined) {
      damaged.push(name);
      // How many records it held is not to be known; that some are gone is to be said, and their numbers are not given again.
      missing += 1;
      nextSeq = Math.max(nextSeq, (segmentNumber(name)?.first ?? 0) + unreadableNumbers);
      continue;
    }
    if (segment.newer) return 'newer';
    const gap = replay(state, segment);
    journal = segment.header?.journal ?? journal;
    nextSeq = Math.max(nextSeq, segment.header?.first ?? segmentNumber(name)?.first ?? 0, state.lastSeq + 1);
    missing += gap;
    damagedLines += segment.damagedLines;
    if (gap > 0 || segment.damagedLines > 0) damaged.push(name);
  }
  return { journal, state, nextSeq, lost: Math.max(missing, damagedLines), damaged, segments: segments.length };
}

/** Folds a segment's records into the state; answers how many numbers are missing before or between them. */
function replay(state: JournalState, segment: ParsedSegment): number {
  let gap = 0;
  let expected = state.lastSeq + 1;
  if (segment.header !== undefined) {
    gap += Math.max(0, segment.header.after - state.lastSeq);
    expected = Math.max(expected, segment.header.first);
  }
  for (const record of segment.records) {
    if (record.seq < expected) continue;
    gap += record.seq - expected;
    applyRecord(state, record);
    expected = record.seq + 1;
  }
  return gap;
}

async function newestSnapshot(
  folder: string,
  names: readonly string[],
  damaged: string[],
  fs: FileSystem,
): Promise<Snapshot | 'newer' | undefined> {
  for (const name of sortedSnapshots(names)) {
    const bytes = await readUnlessBroken(join(folder, name), fs);
    const parsed = bytes === undefined ? { kind: 'damaged' as const } : parseSnapshot(bytes);
    if (parsed.kind === 'newer') return 'newer';
    if (parsed.kind === 'snapshot') return parsed.snapshot;
    damaged.push(name);
  }
  return undefined;
}

/** Snapshot names, newest first. */
export const sortedSnapshots = (names: readonly string[]): readonly string[] =>
  names.filter((name) => snapshotNumber(name) !== undefined).sort((a, b) => (a < b ? 1 : -1));

/** Segment names, oldest first. */
export const sortedSegments = (names: readonly string[]): readonly string[] =>
  names.filter((name) => segmentNumber(name) !== undefined).sort((a, b) => (a < b ? -1 : 1));

/** The segments that may hold records above `seq`: all but those that a later one begins at or below the next number. */
export function segmentsAfter(names: readonly string[], seq: number): readonly string[] {
  const sorted = sortedSegments(names);
  return sorted.filter((_, index) => {
    const next = sorted[index + 1];
    return next === undefined || (segmentNumber(next)?.first ?? 0) > seq + 1;
  });
}

/** A segment's records; `undefined` when the disk cannot read it back. */
export async function readSegment(path: string, fs: FileSystem): Promise<ParsedSegment | undefined> {
  const bytes = await readUnlessBroken(path, fs);
  return bytes === undefined ? undefined : parseSegment(bytes);
}

const readAttempts = 3;

/**
 * A file of the journal, or `undefined` when the disk fails to read it again and again: that is damage. Any other
 * refusal (a virus scanner at work, rights, a folder that went away) throws, since going on without those records
 * would be taking them for lost.
 */
export async function readUnlessBroken(path: string, fs: FileSystem): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const read = await readFileStamped(path, fs);
    if (read.ok) return read.value.bytes;
    if (attempt < readAttempts) {
      await fs.pause(100 * attempt);
      continue;
    }
    if (read.failure.kind === 'unreadable' && read.failure.reason === 'device') return undefined;
    const code = String(read.failure.values?.['code'] ?? read.failure.reason);
    throw Object.assign(new Error('a file of the journal cannot be read'), { code });
  }
}
