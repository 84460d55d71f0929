import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FileStamp } from '../../src-shared/contract/documents.ts';
import { itemName } from '../../src-shared/domain/item-name.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { formKeys } from '../../src-shared/form/forms.ts';
import { diskChanges } from '../../src-shared/recovery/disk-changes.ts';
import { readFileStamped } from '../files/read-file.ts';
import { removeLeftover } from '../files/write-atomically.ts';
import type { Journal } from '../journal/journal.ts';
import { inFile, isReadOnly, type OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents-options.ts';

/**
 * Reads a file as a document and notes it in the journal; `already` is what is open of it, and the answer as long as nothing has changed
 * or the file cannot be read. Drafts stay with the document's id.
 */
export async function readDocument(
  file: string,
  already: OpenDocument | undefined,
  options: DocumentsOptions,
): Promise<Result<OpenDocument, Failure>> {
  const { journal, work } = options;
  const read = await readFileStamped(file, options.fs);
  if (!read.ok) return already === undefined ? read : ok(already);
  const { bytes, stamp } = read.value;
  const forms = (await options.forms?.()) ?? [];
  const form = await options.planForm?.(file);
  if (already !== undefined && already.stamp.sha256 === stamp.sha256 && !isTaughtAnew(already, forms))
    return ok(already);
  const contents = await work('open', { bytes, forms, form });
  if (!contents.ok) return err(inFile(contents.failure, file));
  // Its items name their form by a key, which this process must know too.
  if (contents.value.description !== undefined) formKeys(contents.value.description);
  const id = already?.id ?? journal.documentAt(file) ?? randomUUID();
  await settleSave(journal, id, stamp);
  const noted = await journal.append({ kind: 'opened', document: id, path: file, stamp });
  if (!noted.ok) return noted;
  const fresh: OpenDocument = {
    id,
    path: file,
    sample: !path.relative(options.samples, file).startsWith('..'),
    readOnly: await isReadOnly(file),
    stamp,
    bytes,
    contents: contents.value,
    diskChanges: [],
    replaced: new Map(),
  };
  await moveDraftsToRenumberedSheets(journal, fresh);
  if (already === undefined) return ok(fresh);
  const changes = diskChanges(already.contents.items, contents.value.items, journal.draftsOf(id));
  return ok({ ...fresh, diskChanges: changes });
}

/** Whether a document's form was taught anew since it was opened: then it is read again. */
const isTaughtAnew = (
  { contents: { description, carried } }: OpenDocument,
  forms: readonly FormDescription[],
): boolean =>
  carried !== undefined ||
  (description !== undefined &&
    forms.some((form) => form.id === description.id && JSON.stringify(form) !== JSON.stringify(description)));

/** Ends a save that a crash cut off: the file's hash tells whether the new one had taken its place. */
async function settleSave(journal: Journal, id: string, stamp: FileStamp): Promise<void> {
  const pending = journal.document(id)?.saving;
  if (pending === undefined) return;
  await removeLeftover(pending.path, pending.temporary);
  await journal.settle(id, stamp);
}

/** Excel may give a sheet another part when it writes the file; the sheet's name tells which one a draft belongs to. */
async function moveDraftsToRenumberedSheets(journal: Journal, document: OpenDocument): Promise<void> {
  const moved = new Map<string, string>();
  for (const draft of journal.draftsOf(document.id)) {
    const named = document.contents.items.filter((each) => itemName(each) === draft.sheet);
    const item = named.find(({ key }) => key === draft.item) ?? named[0];
    if (item !== undefined && item.key !== draft.item) moved.set(draft.item, item.key);
  }
  if (moved.size > 0) await journal.append({ kind: 'moved', document: document.id, items: [...moved] });
}
