import { join } from 'node:path';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { unsyncedWarning } from '../../files/file-failures.ts';
import { openElsewhere } from '../../files/open-elsewhere.ts';
import { readFileStamped } from '../../files/read-file.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import type { Sending } from '../core/distribute.ts';
import type { CellPlace } from '../core/take-out-in-steps.ts';
import { archiveSending } from './keep-sendings.ts';
import type { PlanFolder } from './plan-folder.ts';
import type { LogRecord, RecordOf } from '../core/records.ts';

/** A workbook that was put out, under the name that it got. */
export interface PutOut {
  readonly record: RecordOf<'sent'>;
  /** The name that it would have had: something else stands there. */
  readonly instead?: string;
  readonly emptied: readonly CellPlace[];
  readonly warnings: readonly Warning[];
}

/** The name under which a file was put out, and why the disk did not confirm it. */
interface Put {
  readonly name: string;
  readonly unsynced: string | undefined;
}

/** So many copies of one name stand side by side before something else must be wrong. */
const maxCopies = 1000;

/**
 * Puts sendings into a folder one by one, each archived before and logged after: what was put out stays and is known,
 * wherever the work ends, and the log never names a file that is not there. A file of the same name is replaced only
 * where it is a sending of this plan as it went out; what a section has filled in there, or anything else, keeps its
 * place, and the new file is called «… (2)».
 */
export class OutFolder {
  readonly #path: string;
  readonly #memory: PlanFolder | undefined;
  readonly #known = new Map<string, RecordOf<'sent'>[]>();
  /** What this run has put out, by folded name: never replaced by the same run. */
  readonly #mine = new Set<string>();

  constructor(path: string, memory: PlanFolder | undefined, records: readonly LogRecord[]) {
    this.#path = path;
    this.#memory = memory;
    for (const record of records)
      if (record.kind === 'sent')
        this.#known.set(folded(record.file), [...(this.#known.get(folded(record.file)) ?? []), record]);
  }

  /** Writes one sending; fails where the folder takes no file. What cannot be remembered is a warning. */
  async put(sending: Sending): Promise<Result<PutOut, Failure>> {
    const warnings: Warning[] = [...sending.warnings];
    let isKept = await archiveSending(this.#memory, sending);
    const put = await this.#write(sending);
    if (!put.ok) return put;
    const { name, unsynced } = put.value;
    const record = { ...sending.record, file: name };
    this.#mine.add(folded(name));
    if (isKept && this.#memory !== undefined) isKept = (await this.#memory.append([record])).ok;
    if (!isKept) warnings.push({ kind: 'returned-file', reason: 'not-kept' });
    if (unsynced !== undefined) warnings.push(unsyncedWarning(name, unsynced));
    return ok({
      record,
      ...(name === sending.name ? {} : { instead: sending.name }),
      emptied: sending.emptied,
      warnings,
    });
  }

  async #write({ name, bytes }: Sending): Promise<Result<Put, Failure>> {
    for (let n = 1; n <= maxCopies; n++) {
      const candidate = n === 1 ? name : name.replace(/\.xlsx$/i, ` (${n}).xlsx`);
      if (this.#mine.has(folded(candidate))) continue;
      const path = join(this.#path, candidate);
      const there = await readFileStamped(path);
      if (there.ok) {
        if (!(await this.#isOwn(candidate, path, there.value.stamp.sha256, there.value.bytes))) continue;
        const written = await writeFileAtomically(path, bytes, { expected: there.value.stamp });
        // Somebody has begun to fill it in this very moment.
        if (!written.ok && written.failure.kind === 'changed-on-disk') continue;
        return written.ok ? ok({ name: candidate, unsynced: written.value.unsynced }) : written;
      }
      // A folder, or a file that nobody may read, is in the way too.
      if (there.failure.kind !== 'not-found') continue;
      const written = await writeFileAtomically(path, bytes, { mustBeNew: true });
      if (written.ok) return ok({ name: candidate, unsynced: written.value.unsynced });
      if (written.failure.kind !== 'write-failed' || written.failure.values?.['code'] !== 'EEXIST') return written;
    }
    return err({ kind: 'write-failed', reason: 'other', file: name, values: { code: 'EEXIST' } });
  }

  /** Whether the file is a sending of this plan, byte by byte as it went out, that nobody has open. */
  async #isOwn(name: string, path: string, sha256: string, bytes: Uint8Array): Promise<boolean> {
    const sent = this.#known.get(folded(name)) ?? [];
    let isOwn = sent.some((record) => record.sha256 === sha256);
    for (const { id, sha256: noted } of isOwn ? [] : sent) {
      // Sendings of before digests were noted: the archive has them byte by byte.
      const archived = noted === undefined ? await this.#memory?.baseWorkbook(id) : undefined;
      isOwn ||= archived !== undefined && Buffer.compare(archived, bytes) === 0;
    }
    return isOwn && (await openElsewhere(path)) === undefined;
  }
}

/** Names as Windows and macOS compare them. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();
