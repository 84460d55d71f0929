import { oneAfterAnother } from '../../src-shared/domain/one-after-another.ts';
import path from 'node:path';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { homelessDrafts } from '../../src-shared/recovery/disk-changes.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import { nodeFileSystem } from '../files/file-system.ts';
import { keepVersion, type KeptVersion } from '../files/version-store.ts';
import { editsOf, type OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents-options.ts';
import { log } from '../files/log.ts';

/**
 * Copies of workbooks with the unsaved text patched in: ordinary .xlsx files in the data folder, which a person with
 * only Excel can open when the program itself is what is broken. Made every few minutes of work and on quitting.
 */
export interface RescueCopies {
  /** An edit was accepted: makes a copy when the last one is old enough. Never waits for it. */
  noteEdit(document: OpenDocument): void;
  /** Makes the copies that are due now: of each given document with unsaved text that its last copy lacks. */
  makeAll(documents: readonly OpenDocument[]): Promise<void>;
}

const every = 5 * 60 * 1000;
const copiesKept = 5;

export function makeRescueCopies(folder: string, options: DocumentsOptions): RescueCopies {
  const copied = new Map<DocumentId, { readonly at: number; readonly seq: number }>();
  /** The copying under way: one that comes meanwhile is made after it, and quitting waits for it. */
  const inOrder = oneAfterAnother();

  async function makeNow(document: OpenDocument, at: number): Promise<void> {
    const seq = options.journal.draftsOf(document.id).at(-1)?.seq ?? 0;
    if (seq === 0 || copied.get(document.id)?.seq === seq) return;
    try {
      // Noted first: a disk that refuses is not asked again at every edit.
      copied.set(document.id, { at, seq });
      const made = await makeRescueCopy(document, folder, options);
      if (!made.ok) log('refused', `no rescue copy: ${made.failure.kind} ${String(made.failure.reason)}`);
    } catch (error) {
      log('bug', 'a rescue copy failed', error);
    }
  }

  function make(document: OpenDocument): Promise<void> {
    const at = options.now().getTime();
    return inOrder(document.id, () => makeNow(document, at));
  }

  return {
    noteEdit: (document) => {
      const last = copied.get(document.id);
      if (last === undefined) copied.set(document.id, { at: options.now().getTime(), seq: 0 });
      else if (options.now().getTime() - last.at >= every) void make(document);
    },
    makeAll: async (documents) => {
      for (const document of documents) await make(document);
    },
  };
}

/** Writes one copy of a document with its drafts into the store of rescue copies; `undefined` when it has none. */
async function makeRescueCopy(
  document: OpenDocument,
  folder: string,
  { journal, work, now, fs = nodeFileSystem }: DocumentsOptions,
): Promise<Result<KeptVersion | undefined, Failure>> {
  const all = journal.draftsOf(document.id);
  const homeless = new Set(homelessDrafts(document.contents.items, all));
  const edits = editsOf(all.filter((draft) => !homeless.has(draft)));
  if (edits.length === 0) return ok(undefined);
  const patched = await work('patch', {
    bytes: document.bytes,
    edits,
    form: document.contents.description,
    options: { unlock: true },
  });
  if (!patched.ok) return patched;
  return keepVersion(folder, document.id, path.basename(document.path), patched.value.bytes, {
    at: now(),
    fs,
    keep: copiesKept,
  });
}
