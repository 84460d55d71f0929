import path from 'node:path';
import { realpath } from 'node:fs/promises';
import type { CallArgs, VersionDifference } from '../../src-shared/contract/ipc-contract.ts';
import type { DocumentId, DocumentView, FileStamp, Saved } from '../../src-shared/contract/documents.ts';
import { oneAfterAnother } from '../../src-shared/domain/one-after-another.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { nodeFileSystem } from '../files/file-system.ts';
import { readFileStamped } from '../files/read-file.ts';
import { isSamePath } from '../files/same-path.ts';
import { acceptEdits, type EditsOfDocuments } from './accept-edits.ts';
import { inFile, notOpen, viewOf, type OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents-options.ts';
import { compareVersion, putVersionBack, replaceFile } from './old-versions.ts';
import { readDocument } from './read-document.ts';
import { makeRescueCopies } from './rescue-copies.ts';
import { saveDocument } from './save-document.ts';

/** The workbooks that are open, by ids that stay the same for a file across saves and restarts. */
export interface Documents extends EditsOfDocuments {
  open(file: string): Promise<Result<DocumentView, Failure>>;
  views(): readonly DocumentView[];
  get(id: DocumentId): OpenDocument | undefined;
  /** Lets go of a document; unsaved text is kept in a copy for a person with Excel, as on quitting. */
  close(id: DocumentId): Promise<void>;
  /** Settles when nothing is being opened or saved any more. */
  settled(): Promise<void>;
  /** Whether a sheet can take one more row of a block. */
  checkNewRow(row: CallArgs<'checkNewRow'>[0]): Promise<Result<undefined, Failure>>;
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
  const edits = acceptEdits((id) => open.get(id), rescue, options);
  const view = (document: OpenDocument): DocumentView => viewOf(document, journal);

  async function openFile(given: string): Promise<Result<DocumentView, Failure>> {
    const file = await realPath(given);
    const already = [...open.values()].find((document) => isSamePath(document.path, file));
    const read = await readDocument(file, already, options);
    if (!read.ok) return read;
    open.set(read.value.id, read.value);
    return ok(view(read.value));
  }

  /** Does something with an open document, as it is when its turn has come. */
  const inTurn = <T>(id: DocumentId, job: (document: OpenDocument) => Promise<Result<T, Failure>>) =>
    inOrder(id, async (): Promise<Result<T, Failure>> => {
      const document = open.get(id);
      return document === undefined ? err(notOpen) : job(document);
    });

  /** Puts other bytes in the place of a document's file. The person has asked for these changes; they are nobody else's. */
  const exchanged = (
    id: DocumentId,
    replace: (document: OpenDocument) => Promise<Result<FileStamp, Failure>>,
  ): Promise<Result<DocumentView, Failure>> =>
    inTurn(id, async (document) => {
      const replaced = await replace(document);
      if (!replaced.ok) return replaced;
      const again = await openFile(document.path);
      if (!again.ok) return again;
      open.set(id, { ...(open.get(id) ?? document), diskChanges: [] });
      return ok({ ...again.value, diskChanges: [] });
    });

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
    ...edits,
    async checkNewRow({ document: id, item, block }) {
      const document = open.get(id);
      if (document === undefined) return err(notOpen);
      const checked = await work('newRow', { bytes: document.bytes, item, block });
      return checked.ok ? checked : err(inFile(checked.failure, document.path));
    },
    rework: (id, change) =>
      exchanged(id, async (document) => {
        const current = await readFileStamped(document.path, fs);
        if (!current.ok) return current;
        if (current.value.stamp.sha256 !== document.stamp.sha256)
          return err({ kind: 'changed-on-disk', reason: 'meanwhile', file: path.basename(document.path) });
        const changed = await change(document.bytes);
        return changed.ok ? replaceFile(document, changed.value, options) : changed;
      }),
    compareVersion: async (id, version) => {
      const document = open.get(id);
      return document === undefined ? err(notOpen) : compareVersion(document, version, options);
    },
    restore: (id, version) => exchanged(id, (document) => putVersionBack(document, version, options)),
    makeRescueCopies: () => rescue.makeAll([...open.values()]),
    save: (id, to) =>
      inTurn(id, async (document) => {
        const target = to === undefined ? document.path : await realPath(path.resolve(to));
        const other = [...open.values()].find((each) => each.id !== id && isSamePath(each.path, target));
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
