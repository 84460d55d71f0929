import path from 'node:path';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { Saved } from '../../src-shared/contract/documents.ts';
import { unsyncedWarning } from '../files/file-failures.ts';
import { conflictingDrafts, homelessDrafts } from '../../src-shared/recovery/disk-changes.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { nodeFileSystem } from '../files/file-system.ts';
import { heldElsewhere } from '../files/open-elsewhere.ts';
import { readFileStamped, sha256 } from '../files/read-file.ts';
import { keepVersion } from '../files/version-store.ts';
import { temporaryName, writeFileAtomically } from '../files/write-atomically.ts';
import { draftKey, type JournalDraft } from '../journal/state.ts';
import type { PatchedContents } from '../engine/jobs/requests.ts';
import { editsOf, inFile, isReadOnly, itemOf, lockOf, type OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents-options.ts';
import { log } from '../files/log.ts';

/**
 * Drafts → patched bytes, checked by reading them again → the old file kept as a version → the new one in its place.
 * The journal hears of it before and after, so that a crash in between is understood at the next start. On any
 * failure the file is the old one and the drafts stay.
 */
export async function saveDocument(
  document: OpenDocument,
  target: string,
  options: DocumentsOptions,
): Promise<Result<{ readonly document: OpenDocument; readonly saved: Saved }, Failure>> {
  const { journal, now, fs = nodeFileSystem } = options;
  const inPlace = target === document.path;
  const held = await heldElsewhere(target, fs);
  if (held !== undefined) return err(held);
  // Edits that arrive while the save is under way have later numbers and stay drafts.
  const upTo = journal.lastSeq;
  const all = journal.draftsOf(document.id);
  const conflicts = inPlace ? conflictingDrafts(document.contents.items, all) : [];
  if (conflicts.length > 0) {
    return err({
      kind: 'changed-on-disk',
      reason: 'conflicts',
      file: path.basename(target),
      values: { count: conflicts.length },
    });
  }
  const homeless = new Set(homelessDrafts(document.contents.items, all));
  const drafts = all.filter((draft) => !homeless.has(draft));
  const patched = await patch(document, drafts, options);
  if (!patched.ok) return err(inFile(patched.failure, document.path));
  const { bytes } = patched.value;

  const unkept = await keepOldFile(document, target, options);
  if (unkept !== undefined && !told.has(document)) {
    told.add(document);
    return err({ kind: 'write-failed', reason: 'no-version', file: path.basename(target), values: { code: unkept } });
  }
  const temporary = temporaryName();
  const texts = drafts.map(({ item, path: field, text }) => ({ item, field, text }));
  const announced = await journal.markSaving(document.id, {
    path: target,
    sha256: sha256(bytes),
    upTo,
    temporary,
    texts,
  });
  if (!announced.ok) return announced;
  const written = await writeFileAtomically(target, bytes, {
    fs,
    temporaryName: temporary,
    ...(inPlace ? { expected: document.stamp } : {}),
  });
  if (!written.ok) {
    await journal.append({ kind: 'abandoned', document: document.id });
    return written;
  }
  const { unsynced, ...stamp } = written.value;
  const noted = await journal.markSaved(document.id, { path: target, stamp, upTo });
  // The file is in place; the journal finds out by the hash at the next start.
  if (!noted.ok) log('refused', `save not noted: ${noted.failure.kind} ${String(noted.failure.reason)}`);
  const warnings: readonly Warning[] = [
    ...patched.value.warnings,
    ...(unsynced === undefined ? [] : [unsyncedWarning(target, unsynced)]),
  ];
  const contents = { ...patched.value, warnings };
  return ok({
    document: {
      ...(await inItsPlace(document, target, { stamp, bytes, contents })),
      replaced: new Map(drafts.map((draft) => [draftKey(draft.item, draft.path), draft.base])),
    },
    saved: {
      stamp,
      name: path.basename(target),
      at: now().toISOString(),
      seq: upTo,
      items: contents.items,
      sheets: contents.sheets,
      warnings,
      ...(contents.form === undefined ? {} : { form: contents.form }),
    },
  });
}

/** The document as it is once `target` holds the new bytes: what was read of them stands for it from here on. */
async function inItsPlace(
  document: OpenDocument,
  target: string,
  { stamp, bytes, contents }: Pick<OpenDocument, 'stamp' | 'bytes' | 'contents'>,
): Promise<OpenDocument> {
  const { plan, items, sheets, warnings, description, form } = contents;
  const read = form === undefined || description === undefined ? {} : { description, form };
  return {
    ...document,
    path: target,
    sample: document.sample && target === document.path,
    readOnly: await isReadOnly(target),
    stamp,
    bytes,
    contents: { plan, items, sheets, warnings, ...read },
    diskChanges: [],
  };
}

/**
 * Documents whose old file could not be kept and where that was said. The person's text in the workbook is worth more than one more
 * old version: who saves again, knowing it, saves.
 */
const told = new WeakSet<OpenDocument>();

/** Keeps what is about to be replaced: the file as it was read, or the one that «save as» was told to replace. Answers why it could not. */
async function keepOldFile(
  document: OpenDocument,
  target: string,
  { journal, versions, now, fs = nodeFileSystem }: DocumentsOptions,
): Promise<string | undefined> {
  const inPlace = target === document.path;
  const read = inPlace ? undefined : await readFileStamped(target, fs);
  if (read !== undefined && !read.ok) return undefined;
  const id = inPlace ? document.id : (journal.documentAt(target) ?? target);
  const kept = await keepVersion(versions, id, path.basename(target), read?.value.bytes ?? document.bytes, {
    at: now(),
    fs,
  });
  if (kept.ok) return undefined;
  log('refused', `no version kept: ${kept.failure.kind} ${String(kept.failure.reason)}`);
  return String(kept.failure.values?.['code'] ?? kept.failure.reason);
}

/** Without drafts the bytes go as they are: «save as» of an unchanged workbook is a copy. */
async function patch(
  document: OpenDocument,
  drafts: readonly JournalDraft[],
  { work, growRows, person, now }: DocumentsOptions,
): Promise<Result<PatchedContents, Failure>> {
  if (drafts.length === 0) return ok({ ...document.contents, bytes: document.bytes });
  const patched = await work('patch', {
    bytes: document.bytes,
    form: document.contents.description,
    edits: editsOf(drafts),
    saved: { who: person?.() ?? '', when: now().toISOString() },
    // One unlocked box does not unlock the others: a locked one without the person's word is refused.
    options: {
      unlock: drafts.every((draft) => draft.unlock === true || !isLocked(document, draft)),
      grow: growRows?.() === true,
    },
  });
  return patched.ok ? patched : err(asSaving(patched.failure));
}

/** What ended the thread, in the words of saving: a file that was opened is neither too large nor damaged to the person who saves it. */
function asSaving(failure: Failure): Failure {
  const { what, part } = failure.values ?? {};
  if (failure.kind === 'too-large' && failure.reason === 'package')
    return { kind: 'write-failed', reason: 'worker', values: { what: what ?? '' } };
  const hasCrashed =
    failure.kind === 'damaged' && failure.reason === 'package' && /^(worker|\w*Error)$/u.test(String(part));
  return hasCrashed ? { kind: 'write-failed', reason: 'worker', values: { what: part ?? '' } } : failure;
}

function isLocked(document: OpenDocument, { item, path: field }: JournalDraft): boolean {
  const sheet = itemOf(document, item);
  return sheet !== undefined && lockOf(sheet, field) !== undefined;
}
