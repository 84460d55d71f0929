import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../engine/read/open.ts';
import { growBoxes, grownWarnings } from '../../engine/write/grow/grow-boxes.ts';
import type { Collection } from '../core/collect.ts';
import { hashOf, type ExchangedWorkbook } from '../core/open-exchanged.ts';
import type { PlanFolder } from './plan-folder.ts';
import type { ReturnedFile } from '../core/read-returned.ts';
import { withRefusals } from '../core/refusals.ts';
import { takeIn, type TakenIn } from '../core/take-in.ts';
import type { Watching } from '../core/watching.ts';

export interface FinishInput {
  readonly master: ExchangedWorkbook;
  readonly returned: readonly ReturnedFile[];
  readonly collection: Collection;
  /** Where the exchange is remembered; without it nothing but OUT is written. */
  readonly folder: PlanFolder | undefined;
  /** Writes the merged workbook; the caller has looked at the place before. */
  readonly write: (bytes: Uint8Array) => Promise<Result<object, Failure>>;
  /** Raise rows so that no text that was taken in is cut. */
  readonly grow?: boolean;
}

export interface Finished {
  /** The collection, with texts that could not be written counted among the conflicts. */
  readonly collection: Collection;
  readonly written: number;
  readonly warnings: readonly Warning[];
}

/**
 * Takes a collection in: archives the bases and the returned files, writes the workbook, and only then appends to the
 * log, so that the log never tells of a text that is not in an archived file.
 */
export async function finishCollecting(input: FinishInput): Promise<Result<Finished, Failure>> {
  const { master, folder } = input;
  const files = [...input.collection.state.files.keys()];
  const taken = takeIn(master, input.collection.edits, folder === undefined ? undefined : files);
  if (!taken.ok) return taken;
  const collection = withRefusals(input.collection, master, taken.value.refused);
  if (folder !== undefined) {
    const archived = await archive(folder, collection, input.returned);
    if (!archived.ok) return archived;
  }
  const grown = input.grow === true ? grow(taken.value) : ok({ bytes: taken.value.bytes, grown: [] });
  if (!grown.ok) return grown;
  const written = await input.write(grown.value.bytes);
  if (!written.ok) return written;
  if (folder !== undefined && collection.record !== undefined) {
    const appended = await folder.append([collection.record]);
    if (!appended.ok) return appended;
  }
  const refusals = taken.value.refused.map((edit): Warning => ({
    kind: 'returned-file',
    reason: 'not-written',
    values: { field: edit.path },
  }));
  return ok({
    collection,
    written: taken.value.written.length,
    warnings: [...taken.value.warnings, ...refusals, ...grownWarnings(grown.value.grown)],
  });
}

function grow({ bytes, written }: Pick<TakenIn, 'bytes' | 'written'>) {
  const opened = openWorkbook(bytes);
  return opened.ok ? growBoxes(opened.value, [...new Set(written.map(({ item }) => item))]) : opened;
}

/**
 * Keeps what the log will refer to: bases and returned files. Who stops it leaves copies that nothing names: they lie under
 * their digest, and taking the same files in later finds them there. The list for people is written last of all.
 */
export async function archive(
  folder: PlanFolder,
  collection: Collection,
  returned: readonly ReturnedFile[],
  { progress, signal }: Watching = {},
): Promise<Result<void, Failure>> {
  const record = collection.record;
  const wanted = new Map(record?.files.map((file) => [file.hash, file]));
  const files = returned.flatMap(({ name, bytes }) => {
    const hash = hashOf(bytes);
    const file = wanted.get(hash);
    return file === undefined ? [] : [{ name, bytes, hash, section: file.section }];
  });
  for (const { id, snapshot, workbook } of collection.bases) {
    const kept = await folder.archiveBase(id, snapshot, workbook);
    if (!kept.ok) return kept;
    if (signal?.aborted === true) return err(stoppedByPerson);
  }
  for (const [done, { hash, bytes }] of files.entries()) {
    progress?.(done, files.length);
    const kept = await folder.archiveReturned(hash, bytes);
    if (!kept.ok) return kept;
    if (signal?.aborted === true) return err(stoppedByPerson);
  }
  progress?.(files.length, files.length);
  for (const { name, hash, section } of files)
    await folder.noteReturned(hash, { name, ...(section === undefined ? {} : { section }), at: record?.at ?? '' });
  return ok(undefined);
}

const stoppedByPerson: Failure = { kind: 'stopped', reason: 'takingIn' };
