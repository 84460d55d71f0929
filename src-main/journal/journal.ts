import { randomUUID } from 'node:crypto';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { FileStamp } from '../../src-shared/contract/documents.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { errorCode, nodeFileSystem, type FileSystem } from '../files/file-system.ts';
import type { NumberRange } from '../../src-shared/contract/number-range.ts';
import { liveSegments, pastEdits, type Past } from './history.ts';
import { writeLastNumber } from './last-number.ts';
import { loadJournal, type LoadedJournal } from './load.ts';
import { takeLock, type JournalLock } from './lock.ts';
import type { JournalRecord, NewRecord } from './record.ts';
import { beginSegment, type SegmentWriter } from './segment-writer.ts';
import { writeSnapshot } from './snapshot.ts';
import { applyRecord, type DocumentState, type JournalDraft } from './state.ts';
import { damagedFolder, pruneJournal, putAside, removeLeftovers } from './tidy.ts';

/**
 * The recovery journal: it leads, the database follows. A record is numbered, appended and synced before it is
 * acknowledged; records that come while the disk is busy share the next sync. The state is what all acknowledged
 * records add up to, and only they.
 */
export interface Journal {
  /** Identity of this journal; a database that names another one holds another journal's numbers. */
  readonly id: string;
  /** What was found damaged at the start. */
  readonly warnings: readonly Warning[];
  /** The last number given to an acknowledged record, and the last that is an edit (0: none yet). */
  readonly lastSeq: number;
  readonly lastEdit: number;
  /** Numbers up to the last that it has no records of: what was never acknowledged, and what it has lost. */
  readonly unseen: readonly NumberRange[];
  /** Numbers, writes and syncs a record; answers its number. A refused record has left no trace in the state. */
  append(record: NewRecord): Promise<Result<number, Failure>>;
  /** What the file of a document does not hold yet, oldest first. */
  draftsOf(document: string): readonly JournalDraft[];
  /** A document's file and pending save; `undefined` for an unknown id. */
  document(id: string): Readonly<DocumentState> | undefined;
  /** The id that the file at a (resolved) path had when it was opened or saved last. */
  documentAt(path: string): string | undefined;
  /** Ids of the documents with drafts. */
  unsaved(): readonly string[];
  /** Notes that a file is about to be replaced; see `settle`. `temporary` is the name of the temporary file. */
  markSaving(document: string, save: AnnouncedSave): Promise<Result<number, Failure>>;
  /** Notes that the file at `path` holds every edit up to `upTo`: their drafts are done. */
  markSaved(document: string, save: { path: string; stamp: FileStamp; upTo: number }): Promise<Result<number, Failure>>;
  /**
   * Ends a save that a crash may have cut off, by what lies on the disk: the announced content means that it was saved,
   * anything else (`undefined`: unreadable) that it was not. Nothing to do answers `none`.
   */
  settle(document: string, onDisk: FileStamp | undefined): Promise<Result<'saved' | 'abandoned' | 'none', Failure>>;
  /** Every edit of a document above a number (all, when it is missing) that segments and archive still hold, oldest first. */
  history(document: string, above?: number): Promise<Past>;
  /** Goes on numbering above `seq`: for a journal that lost its end, told by a database that knows later numbers. */
  raiseTo(seq: number): Promise<void>;
  /** Writes and verifies a snapshot, and lets go of what it makes needless. */
  snapshot(): Promise<Result<void, Failure>>;
  /** Takes a last snapshot, if anything happened since the one before, and releases the lock. */
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly fs?: FileSystem;
  readonly now?: () => Date;
}

/** What `saving` notes down; see record.ts. */
export type AnnouncedSave = Omit<Extract<NewRecord, { kind: 'saving' }>, 'kind' | 'document'>;

/** A snapshot is due after this much work: minutes, records or bytes. */
const snapshotAfter = { milliseconds: 5 * 60 * 1000, records: 500, bytes: 2 * 1024 * 1024 };
/** More segments than this, from starts that never came to a snapshot, are folded into one at once. */
const segmentsAtStart = 8;
const lockCheckedAfter = 10_000;

/** Opens or begins the journal in `folder`, replays it and takes its lock. Nothing is changed when that fails. */
export async function openJournal(folder: string, options: JournalOptions = {}): Promise<Result<Journal, Failure>> {
  const fs = options.fs ?? nodeFileSystem;
  const now = options.now ?? ((): Date => new Date());
  try {
    await fs.makeFolder(folder);
  } catch (error) {
    return err(unusable(folder, error));
  }
  const lock = await takeLock(folder);
  if (!lock.ok) return lock;
  try {
    const loaded = await loadJournal(folder, fs);
    if (loaded === 'newer') {
      await lock.value.release();
      return err({ kind: 'journal', reason: 'newer', values: { folder } });
    }
    await removeLeftovers(folder, fs);
    return ok(await startJournal(folder, loaded, lock.value, fs, now));
  } catch (error) {
    await lock.value.release();
    return err(unusable(folder, error));
  }
}

interface Waiting {
  readonly record: NewRecord;
  readonly settle: (result: Result<number, Failure>) => void;
}

async function startJournal(
  folder: string,
  loaded: LoadedJournal,
  lock: JournalLock,
  fs: FileSystem,
  now: () => Date,
): Promise<Journal> {
  const { state } = loaded;
  const id = loaded.journal ?? randomUUID();
  const warnings: Warning[] = [];
  let nextSeq = loaded.nextSeq;
  let segment: SegmentWriter | undefined;
  let waiting: Waiting[] = [];
  let closed = false;
  const lastNumber = writeLastNumber(folder, id, fs);
  const since = { records: 0, bytes: 0, at: now().getTime() };
  let lockChecked = now().getTime();
  /** Everything that touches the folder goes through this chain, one after the other. */
  let chain: Promise<unknown> = Promise.resolve();
  let flushing = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = chain.then(work);
    chain = result.catch(() => undefined);
    return result;
  }

  async function flush(): Promise<void> {
    flushing = false;
    const batch = waiting;
    waiting = [];
    const failure = await write(batch);
    if (failure !== undefined) for (const { settle } of batch) settle(err(failure));
    if (isSnapshotDue()) await takeSnapshot();
  }

  async function write(batch: readonly Waiting[]): Promise<Failure | undefined> {
    const at = now();
    if (at.getTime() - lockChecked > lockCheckedAfter) {
      if (!(await lock.stillHeld())) return { kind: 'journal', reason: 'in-use' };
      lockChecked = at.getTime();
    }
    const together = batch.length > 1 ? { batch: [nextSeq, nextSeq + batch.length - 1] } : {};
    const records = batch.map(
      ({ record }, index) => ({ ...record, seq: nextSeq + index, at: at.toISOString(), ...together }) as JournalRecord,
    );
    try {
      segment ??= await beginSegment(folder, id, nextSeq, state.lastSeq, fs);
      const before = segment.size;
      // From here on the numbers are spent: a failed write may have left them on the disk.
      nextSeq += records.length;
      await segment.append(records);
      since.bytes += segment.size - before;
    } catch (error) {
      segment = undefined;
      return { kind: 'journal', reason: 'not-kept', values: { code: errorCode(error) } };
    }
    since.records += records.length;
    for (const [index, record] of records.entries()) {
      applyRecord(state, record);
      batch[index]?.settle(ok(record.seq));
    }
    await lastNumber.note(state.lastSeq);
    return undefined;
  }

  const isSnapshotDue = (): boolean =>
    since.records >= snapshotAfter.records ||
    since.bytes >= snapshotAfter.bytes ||
    (since.records > 0 && now().getTime() - since.at >= snapshotAfter.milliseconds);

  async function takeSnapshot(): Promise<Result<void, Failure>> {
    await lastNumber.sync();
    const written = await writeSnapshot(folder, id, state, fs);
    // Tried again only after as much work again: a full disk must not be asked at every edit.
    Object.assign(since, { records: 0, bytes: 0, at: now().getTime() });
    if (!written.ok) return written;
    await segment?.close();
    segment = undefined;
    try {
      await pruneJournal(folder, now().getTime(), fs);
    } catch {
      // What could not be listed or removed now is removed after the next snapshot.
    }
    return ok(undefined);
  }

  function append(record: NewRecord): Promise<Result<number, Failure>> {
    if (closed) return Promise.resolve(err({ kind: 'journal', reason: 'not-kept', values: { code: 'closed' } }));
    return new Promise((settle) => {
      waiting.push({ record, settle });
      if (flushing) return;
      flushing = true;
      void inTurn(flush);
    });
  }

  if (loaded.damaged.length > 0 || loaded.lost > 0) {
    if (loaded.lost > 0) {
      warnings.push({
        kind: 'recovered',
        reason: 'journal-damaged',
        values: { lost: loaded.lost, folder: damagedFolder(folder) },
      });
    }
    // The damaged files stay where they are until what was readable of them is safe elsewhere.
    if ((await takeSnapshot()).ok) await putAside(folder, loaded.damaged, now().getTime(), fs).catch(() => undefined);
  } else if (loaded.segments > segmentsAtStart) {
    await takeSnapshot();
  }

  return {
    id,
    warnings,
    get lastSeq() {
      return state.lastSeq;
    },
    get lastEdit() {
      return state.lastEdit;
    },
    get unseen() {
      return state.unseen;
    },
    append,
    draftsOf: (document) => [...(state.documents.get(document)?.drafts.values() ?? [])].sort((a, b) => a.seq - b.seq),
    document: (document) => state.documents.get(document),
    documentAt: (path) => {
      const wanted = comparable(path);
      let found: string | undefined;
      for (const [document, each] of state.documents) if (comparable(each.path) === wanted) found = document;
      return found;
    },
    unsaved: () => [...state.documents].filter(([, { drafts }]) => drafts.size > 0).map(([document]) => document),
    markSaving: (document, save) => append({ kind: 'saving', document, ...save }),
    markSaved: (document, save) => append({ kind: 'saved', document, ...save }),
    settle: async (document, onDisk) => {
      const saving = state.documents.get(document)?.saving;
      if (saving === undefined) return ok('none');
      const done = onDisk !== undefined && onDisk.sha256 === saving.sha256;
      const appended = done
        ? await append({ kind: 'saved', document, path: saving.path, stamp: onDisk, upTo: saving.upTo })
        : await append({ kind: 'abandoned', document });
      return appended.ok ? ok(done ? 'saved' : 'abandoned') : appended;
    },
    // Only the live segments are read in turn: an archive of years must not hold up an edit.
    history: async (document, above = 0) =>
      pastEdits(folder, await inTurn(() => liveSegments(folder, fs)), document, above, fs),
    raiseTo: (seq) =>
      inTurn(async () => {
        if (seq < nextSeq) return;
        // A new segment's header says that the numbers in between were left out on purpose.
        await segment?.close();
        segment = undefined;
        nextSeq = seq + 1;
      }),
    snapshot: () => inTurn(takeSnapshot),
    close: async () => {
      if (closed) return;
      closed = true;
      await inTurn(async () => {
        if (since.records > 0) await takeSnapshot();
        await segment?.close();
        await lastNumber.sync();
        await lock.release();
      });
    },
  };
}

const comparable = (path: string): string => (process.platform === 'win32' ? path.toLowerCase() : path);

const unusable = (folder: string, error: unknown): Failure => ({
  kind: 'journal',
  reason: 'unusable',
  values: { folder, code: errorCode(error) },
});
