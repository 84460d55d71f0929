import type { Failure } from '../../src-shared/failures/failures.ts';
import { oneAfterAnother } from '../../src-shared/domain/one-after-another.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { errorCode, type FileSystem } from '../files/file-system.ts';
import { writeLastNumber } from './last-number.ts';
import type { JournalLock } from './lock.ts';
import type { JournalRecord, NewRecord } from './record.ts';
import { beginSegment, type SegmentWriter } from './segment-writer.ts';
import { writeSnapshot } from './snapshot.ts';
import { applyRecord, type JournalState } from './state.ts';
import { pruneJournal } from './tidy.ts';

/** A snapshot is due after this much work: minutes, records or bytes. */
const snapshotAfter = { milliseconds: 5 * 60 * 1000, records: 500, bytes: 2 * 1024 * 1024 };
const lockCheckedAfter = 10_000;

interface Waiting {
  readonly record: NewRecord;
  readonly settle: (result: Result<number, Failure>) => void;
}

/** Where a journal lies, who it is and what it adds up to; `state` is changed by what is written, and by nothing else. */
export interface JournalGround {
  readonly folder: string;
  readonly id: string;
  readonly state: JournalState;
  readonly lock: JournalLock;
  readonly fs: FileSystem;
  readonly now: () => Date;
}

/** Numbers records and brings them to the disk, those that come while it is busy in one write; takes snapshots when they are due. */
export class JournalWriter {
  readonly #ground: JournalGround;
  readonly #lastNumber: ReturnType<typeof writeLastNumber>;
  #nextSeq: number;
  #segment: SegmentWriter | undefined;
  #waiting: Waiting[] = [];
  #flushing = false;
  #closed = false;
  /** The work since the last snapshot. */
  #since: { records: number; bytes: number; at: number };
  #lockChecked: number;
  readonly #inOrder = oneAfterAnother();

  constructor(ground: JournalGround, nextSeq: number) {
    this.#ground = ground;
    this.#nextSeq = nextSeq;
    this.#lastNumber = writeLastNumber(ground.folder, ground.id, ground.fs);
    this.#lockChecked = ground.now().getTime();
    this.#since = { records: 0, bytes: 0, at: this.#lockChecked };
  }

  /** Everything that touches the folder goes through here, one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#inOrder('folder', work);
  }

  /** Answers the record's number once it is synced. */
  append(record: NewRecord): Promise<Result<number, Failure>> {
    if (this.#closed) return Promise.resolve(err({ kind: 'journal', reason: 'not-kept', values: { code: 'closed' } }));
    return new Promise((settle) => {
      this.#waiting.push({ record, settle });
      if (this.#flushing) return;
      this.#flushing = true;
      void this.inTurn(() => this.#flush());
    });
  }

  async #flush(): Promise<void> {
    this.#flushing = false;
    const batch = this.#waiting;
    this.#waiting = [];
    const failure = await this.#write(batch);
    if (failure !== undefined) for (const { settle } of batch) settle(err(failure));
    if (this.#isSnapshotDue()) await this.takeSnapshot();
  }

  async #write(batch: readonly Waiting[]): Promise<Failure | undefined> {
    const { folder, id, state, lock, fs, now } = this.#ground;
    const at = now();
    if (at.getTime() - this.#lockChecked > lockCheckedAfter) {
      if (!(await lock.stillHeld())) return { kind: 'journal', reason: 'in-use' };
      this.#lockChecked = at.getTime();
    }
    const first = this.#nextSeq;
    const together = batch.length > 1 ? { batch: [first, first + batch.length - 1] } : {};
    const records = batch.map(
      ({ record }, index) => ({ ...record, seq: first + index, at: at.toISOString(), ...together }) as JournalRecord,
    );
    try {
      this.#segment ??= await beginSegment(folder, id, first, state.lastSeq, fs);
      const before = this.#segment.size;
      // From here on the numbers are spent: a failed write may have left them on the disk.
      this.#nextSeq += records.length;
      await this.#segment.append(records);
      this.#since.bytes += this.#segment.size - before;
    } catch (error) {
      this.#segment = undefined;
      return { kind: 'journal', reason: 'not-kept', values: { code: errorCode(error) } };
    }
    this.#since.records += records.length;
    for (const [index, record] of records.entries()) {
      applyRecord(state, record);
      batch[index]?.settle(ok(record.seq));
    }
    await this.#lastNumber.note(state.lastSeq);
    return undefined;
  }

  #isSnapshotDue(): boolean {
    const { records, bytes, at } = this.#since;
    return (
      records >= snapshotAfter.records ||
      bytes >= snapshotAfter.bytes ||
      (records > 0 && this.#ground.now().getTime() - at >= snapshotAfter.milliseconds)
    );
  }

  /** To be called in turn. */
  async takeSnapshot(): Promise<Result<void, Failure>> {
    const { folder, id, state, fs, now } = this.#ground;
    await this.#lastNumber.sync();
    const written = await writeSnapshot(folder, id, state, fs);
    // Tried again only after as much work again: a full disk must not be asked at every edit.
    this.#since = { records: 0, bytes: 0, at: now().getTime() };
    if (!written.ok) return written;
    await this.#endSegment();
    try {
      await pruneJournal(folder, now().getTime(), fs);
    } catch {
      // What could not be listed or removed now is removed after the next snapshot.
    }
    return ok(undefined);
  }

  async #endSegment(): Promise<void> {
    await this.#segment?.close();
    this.#segment = undefined;
  }

  raiseTo(seq: number): Promise<void> {
    return this.inTurn(async () => {
      if (seq < this.#nextSeq) return;
      // A new segment's header says that the numbers in between were left out on purpose.
      await this.#endSegment();
      this.#nextSeq = seq + 1;
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.inTurn(async () => {
      if (this.#since.records > 0) await this.takeSnapshot();
      await this.#segment?.close();
      await this.#lastNumber.sync();
      await this.#ground.lock.release();
    });
  }
}
