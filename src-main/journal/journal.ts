import { randomUUID } from 'node:crypto';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { FileStamp } from '../../src-shared/contract/documents.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { errorCode, nodeFileSystem, type FileSystem } from '../files/file-system.ts';
import { isSamePath } from '../files/same-path.ts';
import type { NumberRange } from '../../src-shared/contract/number-range.ts';
import { liveSegments, pastEdits, type Past } from './history.ts';
import { loadJournal, type LoadedJournal } from './load.ts';
import { takeLock, type JournalLock } from './lock.ts';
import { JournalWriter } from './journal-writer.ts';
import type { NewRecord } from './record.ts';
import type { DocumentState, JournalDraft } from './state.ts';
import { damagedFolder, putAside, removeLeftovers } from './tidy.ts';

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

/** More segments than this, from starts that never came to a snapshot, are folded into one at once. */
const segmentsAtStart = 8;

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

async function startJournal(
  folder: string,
  loaded: LoadedJournal,
  lock: JournalLock,
  fs: FileSystem,
  now: () => Date,
): Promise<Journal> {
  const { state } = loaded;
  const id = loaded.journal ?? randomUUID();
  const writer = new JournalWriter({ folder, id, state, lock, fs, now }, loaded.nextSeq);
  const append = (record: NewRecord) => writer.append(record);
  if (loaded.damaged.length > 0 || loaded.lost > 0) {
    // The damaged files stay where they are until what was readable of them is safe elsewhere.
    if ((await writer.takeSnapshot()).ok)
      await putAside(folder, loaded.damaged, now().getTime(), fs).catch(() => undefined);
  } else if (loaded.segments > segmentsAtStart) {
    await writer.takeSnapshot();
  }
  const warnings: readonly Warning[] =
    loaded.lost === 0
      ? []
      : [
          {
            kind: 'recovered',
            reason: 'journal-damaged',
            values: { lost: loaded.lost, folder: damagedFolder(folder) },
          },
        ];

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
      let found: string | undefined;
      for (const [document, each] of state.documents) if (isSamePath(each.path, path)) found = document;
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
      pastEdits(folder, await writer.inTurn(() => liveSegments(folder, fs)), document, above, fs),
    raiseTo: (seq) => writer.raiseTo(seq),
    snapshot: () => writer.inTurn(() => writer.takeSnapshot()),
    close: () => writer.close(),
  };
}

const unusable = (folder: string, error: unknown): Failure => ({
  kind: 'journal',
  reason: 'unusable',
  values: { folder, code: errorCode(error) },
});
