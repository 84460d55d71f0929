import { oneAfterAnother } from '../../src-shared/domain/one-after-another.ts';
import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ExchangeEdit } from '../../src-shared/domain/exchange.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { CallArgs, VersionDifference } from '../../src-shared/contract/ipc-contract.ts';
import { diskChanges } from '../../src-shared/recovery/disk-changes.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { formKeys } from '../../src-shared/form/forms.ts';
import { itemName } from '../../src-shared/domain/item-name.ts';
import { fieldOf } from '../../src-shared/form/rows.ts';
import { nodeFileSystem } from '../files/file-system.ts';
import { readFileStamped } from '../files/read-file.ts';
import { removeLeftover } from '../files/write-atomically.ts';
import type { Journal } from '../journal/journal.ts';
import { draftKey } from '../journal/state.ts';
import { inFile, isReadOnly, itemOf, lockOf, viewOf, type OpenDocument } from './document.ts';
import { compareVersion, putVersionBack, replaceFile } from './old-versions.ts';
import { makeRescueCopies } from './rescue-copies.ts';
import { saveDocument } from './save-document.ts';
import type {
  DocumentId,
  DocumentView,
  EditAcknowledged,
  FileStamp,
  Saved,
} from '../../src-shared/contract/documents.ts';
import type { DocumentsOptions } from './documents-options.ts';

/** The workbooks that are open, by ids that stay the same for a file across saves and restarts. */
export interface Documents {
  open(file: string): Promise<Result<DocumentView, Failure>>;
  views(): readonly DocumentView[];
  get(id: DocumentId): OpenDocument | undefined;
  /** Lets go of a document; unsaved text is kept in a copy for a person with Excel, as on quitting. */
  close(id: DocumentId): Promise<void>;
  /** Settles when nothing is being opened or saved any more. */
  settled(): Promise<void>;
  acceptEdit(edit: CallArgs<'acceptEdit'>[0]): Promise<Result<EditAcknowledged, Failure>>;
  /** Whether a sheet can take one more row of a block. */
  checkNewRow(row: CallArgs<'checkNewRow'>[0]): Promise<Result<undefined, Failure>>;
  /**
   * Takes texts in that a merge has found, all or none, and answers their numbers. The collecting section is in charge of
   * the form, so locked boxes are written too.
   */
  acceptMerged(id: DocumentId, edits: readonly ExchangeEdit[]): Promise<Result<readonly number[], Failure>>;
  /** Writes copies of the workbooks with unsaved text, for a person who has only Excel: before the program ends. */
  makeRescueCopies(): Promise<void>;
  /** What going back to an old version would change. */
  compareVersion(id: DocumentId, version: string): Promise<Result<VersionDifference, Failure>>;
  /** Puts an old version of the file back, and answers what the file now is. */
  restore(id: DocumentId, version: string): Promise<Result<DocumentView, Failure>>;
  /** Changes the file in more than fields, from the bytes that it has; drafts stay. The file as it was becomes a version. */
  rework(
    id: DocumentId,
    change: (bytes: Uint8Array) => Promise<Result<Uint8Array, Failure>>,
  ): Promise<Result<DocumentView, Failure>>;
  /** Saves the drafts; `to` names another file, which the document is from then on. */
  save(id: DocumentId, to?: string): Promise<Result<Saved, Failure>>;
}

export function makeDocuments(options: DocumentsOptions): Documents {
  const { journal, work, fs = nodeFileSystem } = options;
  const open = new Map<DocumentId, OpenDocument>();
  const inOrder = oneAfterAnother();
  const rescue = makeRescueCopies(options.rescue, options);
  const view = (document: OpenDocument): DocumentView => viewOf(document, journal);

  async function openFile(given: string): Promise<Result<DocumentView, Failure>> {
    const file = await realPath(given);
    const already = [...open.values()].find((document) => samePath(document.path, file));
    const read = await readFileStamped(file, fs);
    if (!read.ok) return already === undefined ? read : ok(view(already));
    const { bytes, stamp } = read.value;
    const forms = (await options.forms?.()) ?? [];
    const form = await options.planForm?.(file);
    if (already !== undefined && already.stamp.sha256 === stamp.sha256 && !isTaughtAnew(already, forms))
      return ok(view(already));
    const contents = await work('open', { bytes, forms, form });
    if (!contents.ok) return err(inFile(contents.failure, file));
    // Its items name their form by a key, which this process must know too.
    if (contents.value.description !== undefined) formKeys(contents.value.description);
    const id = already?.id ?? journal.documentAt(file) ?? randomUUID();
    await settleSave(journal, id, stamp);
    const noted = await journal.append({ kind: 'opened', document: id, path: file, stamp });
    if (!noted.ok) return noted;
    const sample = !path.relative(options.samples, file).startsWith('..');
    const fresh: OpenDocument = {
      id,
      path: file,
      sample,
      readOnly: await isReadOnly(file),
      stamp,
      bytes,
      contents: contents.value,
      diskChanges: [],
      replaced: new Map(),
    };
    await moveDraftsToRenumberedSheets(journal, fresh);
    const changes =
      already === undefined ? [] : diskChanges(already.contents.items, contents.value.items, journal.draftsOf(id));
    const document: OpenDocument = { ...fresh, diskChanges: changes };
    open.set(id, document);
    return ok(view(document));
  }

  async function acceptEdit(edit: CallArgs<'acceptEdit'>[0]): Promise<Result<EditAcknowledged, Failure>> {
    const { document: id, item, path: field, base, text, unlock, gone, above, source = 'typing' } = edit;
    const document = open.get(id);
    if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
    const sheet = itemOf(document, item);
    if (sheet === undefined)
      return err(inFile({ kind: 'unknown-item', reason: 'none', values: { no: item } }, document.path));
    const known = fieldOf(sheet, field);
    if (known === undefined) {
      return err(
        inFile({ kind: 'unknown-field', reason: 'none', sheet: sheet.sheet, values: { field } }, document.path),
      );
    }
    const lock = lockOf(sheet, field);
    if (lock !== undefined && unlock !== true) return err(inFile(lock, document.path));
    // An edit that was on its way while the file was saved names the text before: it stands on the saved one.
    const stale = document.replaced.get(draftKey(item, field)) === base;
    const seen = stale ? known.text : base;
    if (above !== undefined) await journal.raiseTo(above);
    const marks = { ...(unlock === undefined ? {} : { unlock }), ...(gone === undefined ? {} : { gone }) };
    const whose = { source, by: options.person?.() ?? '', file: path.basename(document.path), path: document.path };
    const seq = await journal.append({
      kind: 'edit',
      document: id,
      item,
      sheet: itemName(sheet),
      field,
      base: seen,
      text,
      ...whose,
      ...marks,
    });
    if (!seq.ok) return seq;
    rescue.noteEdit(document);
    options.edited?.({
      document: id,
      item,
      path: field,
      base: seen,
      text,
      seq: seq.value,
      at: options.now().toISOString(),
      ...marks,
    });
    return ok({ seq: seq.value });
  }

  async function acceptMerged(
    id: DocumentId,
    edits: readonly ExchangeEdit[],
  ): Promise<Result<readonly number[], Failure>> {
    const drafts = new Map(journal.draftsOf(id).map((draft) => [draftKey(draft.item, draft.path), draft.base]));
    const document = open.get(id);
    // Asked for in one go, they stand in one write of the journal.
    const accepted = await Promise.all(
      edits.map(({ item, path: field, after, gone }) => {
        const sheet = document === undefined ? undefined : itemOf(document, item);
        const base = drafts.get(draftKey(item, field)) ?? sheet?.fields[field]?.text ?? '';
        const locked = sheet !== undefined && lockOf(sheet, field) !== undefined;
        return acceptEdit({
          document: id,
          item,
          path: field,
          base,
          text: after,
          source: 'merge',
          ...(locked ? { unlock: true } : {}),
          ...(gone === undefined ? {} : { gone }),
        });
      }),
    );
    const numbers: number[] = [];
    for (const each of accepted) {
      if (!each.ok) return each;
      numbers.push(each.value.seq);
    }
    return ok(numbers);
  }

  return {
    open: (file) => inOrder(path.resolve(file), () => openFile(path.resolve(file))),
    views: () => [...open.values()].map(view),
    get: (id) => open.get(id),
    async close(id) {
      const document = open.get(id);
      open.delete(id);
      if (document !== undefined) await rescue.makeAll([document]);
    },
    settled: () => inOrder.settled(),
    acceptEdit,
    acceptMerged,
    async checkNewRow({ document: id, item, block }) {
      const document = open.get(id);
      if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
      const checked = await work('newRow', { bytes: document.bytes, item, block });
      return checked.ok ? checked : err(inFile(checked.failure, document.path));
    },
    rework: (id, change) =>
      inOrder(id, async () => {
        const document = open.get(id);
        if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
        const current = await readFileStamped(document.path, fs);
        if (!current.ok) return current;
        if (current.value.stamp.sha256 !== document.stamp.sha256)
          return err({ kind: 'changed-on-disk', reason: 'meanwhile', file: path.basename(document.path) });
        const changed = await change(document.bytes);
        if (!changed.ok) return changed;
        const replaced = await replaceFile(document, changed.value, options);
        if (!replaced.ok) return replaced;
        const again = await openFile(document.path);
        if (!again.ok) return again;
        open.set(id, { ...(open.get(id) ?? document), diskChanges: [] });
        return ok({ ...again.value, diskChanges: [] });
      }),
    compareVersion: async (id, version) => {
      const document = open.get(id);
      return document === undefined
        ? err({ kind: 'not-found', reason: 'file' })
        : compareVersion(document, version, options);
    },
    restore: (id, version) =>
      inOrder(id, async () => {
        const document = open.get(id);
        if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
        const restored = await putVersionBack(document, version, options);
        if (!restored.ok) return restored;
        const again = await openFile(document.path);
        if (!again.ok) return again;
        // The person has asked for these changes; they are nobody else's.
        open.set(id, { ...(open.get(id) ?? document), diskChanges: [] });
        return ok({ ...again.value, diskChanges: [] });
      }),
    makeRescueCopies: () => rescue.makeAll([...open.values()]),
    save: (id, to) =>
      inOrder(id, async () => {
        const document = open.get(id);
        if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
        const target = to === undefined ? document.path : await realPath(path.resolve(to));
        const other = [...open.values()].find((each) => each.id !== id && samePath(each.path, target));
        if (other !== undefined) return err({ kind: 'write-failed', reason: 'open-here', file: path.basename(target) });
        const saved = await saveDocument(document, target, options);
        if (!saved.ok) {
          // Read again at once: what the others wrote stands beside the drafts when the window asks for `openDocuments`.
          if (saved.failure.kind === 'changed-on-disk') await openFile(document.path);
          return saved;
        }
        open.set(id, saved.value.document);
        return ok(saved.value.saved);
      }),
  };
}

/** Whether a document's form was taught anew since it was opened: then it is read again. */
const isTaughtAnew = ({ contents: { description } }: OpenDocument, forms: readonly FormDescription[]): boolean =>
  description !== undefined &&
  forms.some((form) => form.id === description.id && JSON.stringify(form) !== JSON.stringify(description));

/** Ends a save that a crash cut off: the file's hash tells whether the new one had taken its place. */
async function settleSave(journal: Journal, id: DocumentId, stamp: FileStamp): Promise<void> {
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

const samePath = (a: string, b: string): boolean =>
  process.platform === 'linux' ? a === b : a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();

/** The file itself behind links and `..`; a file that is not there (yet) by its folder. */
async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    try {
      return path.join(await realpath(path.dirname(file)), path.basename(file));
    } catch {
      return file;
    }
  }
}
