import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../engine/read/open.ts';
import { growBoxes, grownWarnings } from '../../engine/write/grow/grow-boxes.ts';
import type { Collection } from '../core/collect.ts';
import { hashOf, type ExchangedWorkbook } from '../core/open-exchanged.ts';
import type { PlanFolder } from './plan-folder.ts';
import type { ReturnedFile } from '../core/read-returned.ts';
import { withRefusals } from '../core/refusals.ts';
import { takeIn, type TakenIn } from '../core/take-in.ts';

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

/** Keeps what the log will refer to: bases and returned files. */
export async function archive(
  folder: PlanFolder,
  collection: Collection,
  returned: readonly ReturnedFile[],
): Promise<Result<void, Failure>> {
  for (const { id, snapshot, workbook } of collection.bases) {
    const kept = await folder.archiveBase(id, snapshot, workbook);
    if (!kept.ok) return kept;
  }
  const wanted = new Set(collection.record?.files.map((file) => file.hash));
  for (const { name, bytes } of returned) {
    const hash = hashOf(bytes);
    if (!wanted.has(hash)) continue;
    const file = collection.record?.files.find((one) => one.hash === hash);
    const kept = await folder.archiveReturned(hash, bytes, {
      name,
      ...(file?.section === undefined ? {} : { section: file.section }),
      at: collection.record?.at ?? '',
    });
    if (!kept.ok) return kept;
  }
  return ok(undefined);
}
