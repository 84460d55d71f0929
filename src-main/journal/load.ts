import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import { readFileStamped } from '../files/read-file.ts';
import { archivedMonths } from './archive.ts';
import { readLastNumber } from './last-number.ts';
import { countOf, missingNumbers, numbersOf, type Numbers } from './numbers.ts';
import type { LastNumber } from './record.ts';
import { parseSegment, parseSegments, segmentNumber, type ParsedSegment } from './segment.ts';
import { parseJournalSnapshot, snapshotNumber, type ParsedSnapshot, type JournalSnapshot } from './snapshot.ts';
import { applyRecord, emptyJournal, passOver, type JournalState } from './state.ts';

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

/**
 * Reads the newest good snapshot and the records after it. Where numbers are missing, or no snapshot is good, the archive is read
 * too: it holds every segment that a snapshot has made needless. What no copy gives back is counted, and its numbers stay
 * «unseen», so that the window's database can give back what it has. `newer`: made by a later version of the program.
 */
export async function loadJournal(folder: string, fs: FileSystem): Promise<LoadedJournal | 'newer'> {
  const names = await fs.list(folder);
  const snapshots = await newestSnapshot(folder, names, fs);
  if (snapshots === 'newer') return 'newer';
  const { snapshot } = snapshots;
  const state = snapshot?.state ?? emptyJournal();
  const live = await readSegments(folder, segmentsAfter(names, state.lastSeq), fs);
  if (live === 'newer') return 'newer';
  const lastNumber = await readLastNumber(folder, fs);
  const journal =
    live.parsed.findLast(({ segment }) => segment.header !== undefined)?.segment.header?.journal ?? snapshot?.journal;
  const witness =
    lastNumber !== undefined && (journal ?? lastNumber.journal) === lastNumber.journal ? lastNumber : undefined;

  const own = live.parsed.map(({ segment }) => segment);
  const top = Math.max(
    numbersOf(own).last,
    witness?.seq ?? 0,
    ...snapshots.damaged.map((name) => snapshotNumber(name) ?? 0),
  );
  const wanted = missingNumbers(numbersOf(own), state.lastSeq, top);
  const lacksBegin = snapshot === undefined && !own.some(({ header }) => header?.after === 0);
  const archived =
    wanted.length > 0 || lacksBegin ? await archivedSegments(folder, journal ?? witness?.journal, fs) : nothingArchived;
  const numbers = numbersOf([...own, ...archived.segments]);
  const end = Math.max(top, numbers.last);
  const torn = tornBatch(numbers, live.parsed.at(-1)?.segment, witness);
  const readable = [...numbers.records.values()].filter(({ seq }) => seq < torn).toSorted((a, b) => a.seq - b.seq);
  const lastAcknowledged = Math.min(end, torn - 1);
  const missing = missingNumbers(numbers, state.lastSeq, lastAcknowledged);
  for (const record of readable) applyRecord(state, record);
  passOver(state, lastAcknowledged);

  const damagedLines = own.reduce((sum, segment) => sum + segment.damagedLines, 0);
  const givenBack = countOf(wanted) - countOf(missingNumbers(numbers, state.lastSeq, top));
  const atEnd = own.at(-1)?.damagedAtEnd ?? 0;
  return {
    journal: journal ?? witness?.journal ?? archived.journal,
    state,
    nextSeq: Math.max(
      end + 1 + atEnd,
      ...names.map((name) => (snapshotNumber(name) ?? -1) + 1),
      ...live.parsed.map(({ name, segment }) => segment.header?.first ?? segmentNumber(name)?.first ?? 0),
      ...live.unreadable.map((name) => (segmentNumber(name)?.first ?? 0) + unreadableNumbers),
    ),
    lost: Math.max(countOf(missing), live.unreadable.length, damagedLines - givenBack),
    damaged: [
      ...snapshots.damaged,
      ...live.unreadable,
      ...live.parsed.filter(({ segment }) => segment.damagedLines > 0).map(({ name }) => name),
    ],
    segments: live.parsed.length + live.unreadable.length,
  };
}

/**
 * The first number of a batch at the very end that was not written whole (its other records are missing) and that nothing proves
 * acknowledged: then none of it counts. Without the second witness what is readable is kept.
 */
function tornBatch({ records }: Numbers, newest: ParsedSegment | undefined, witness: LastNumber | undefined): number {
  const batch = newest?.records.at(-1)?.batch;
  if (batch === undefined || witness === undefined || witness.seq >= batch[0]) return Number.POSITIVE_INFINITY;
  for (let seq = batch[0]; seq <= batch[1]; seq += 1) if (!records.has(seq)) return batch[0];
  return Number.POSITIVE_INFINITY;
}

interface Archived {
  readonly segments: readonly ParsedSegment[];
  readonly journal: string | undefined;
}
const nothingArchived: Archived = { segments: [], journal: undefined };

/** The archive's segments of one journal: of the one named, else of the one that wrote last. */
async function archivedSegments(folder: string, named: string | undefined, fs: FileSystem): Promise<Archived> {
  const segments: ParsedSegment[] = [];
  for await (const { bytes } of archivedMonths(folder, fs)) segments.push(...parseSegments(bytes));
  const journal = named ?? segments.findLast(({ header }) => header !== undefined)?.header?.journal;
  return { segments: segments.filter(({ header }) => (header?.journal ?? journal) === journal), journal };
}

interface LiveSegments {
  readonly parsed: readonly { readonly name: string; readonly segment: ParsedSegment }[];
  readonly unreadable: readonly string[];
}

async function readSegments(folder: string, names: readonly string[], fs: FileSystem): Promise<LiveSegments | 'newer'> {
  const parsed: { readonly name: string; readonly segment: ParsedSegment }[] = [];
  const unreadable: string[] = [];
  for (const name of names) {
    const bytes = await readUnlessBroken(join(folder, name), fs);
    const segment = bytes === undefined ? undefined : parseSegment(bytes);
    if (segment?.newer === true) return 'newer';
    if (segment === undefined) unreadable.push(name);
    else parsed.push({ name, segment });
  }
  return { parsed, unreadable };
}

async function newestSnapshot(
  folder: string,
  names: readonly string[],
  fs: FileSystem,
): Promise<{ readonly snapshot: JournalSnapshot | undefined; readonly damaged: readonly string[] } | 'newer'> {
  const damaged: string[] = [];
  for (const name of sortedSnapshots(names)) {
    const parsed = await readSnapshot(folder, name, fs);
    if (parsed.kind === 'newer') return 'newer';
    if (parsed.kind === 'snapshot') return { snapshot: parsed.snapshot, damaged };
    damaged.push(name);
  }
  return { snapshot: undefined, damaged };
}

export async function readSnapshot(folder: string, name: string, fs: FileSystem): Promise<ParsedSnapshot> {
  const bytes = await readUnlessBroken(join(folder, name), fs);
  return bytes === undefined ? { kind: 'damaged' } : parseJournalSnapshot(bytes);
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
