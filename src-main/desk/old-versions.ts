import path from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { itemName } from '../../src-shared/domain/item-name.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { VersionDifference } from '../../src-shared/contract/ipc-contract.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { nodeFileSystem } from '../files/file-system.ts';
import { heldElsewhere } from '../files/open-elsewhere.ts';
import { readFileStamped } from '../files/read-file.ts';
import { keepVersion, readVersion } from '../files/version-store.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import type { OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents-options.ts';
import type { FileStamp } from '../../src-shared/contract/documents.ts';

/**
 * Puts an old version of a document's file back in its place. The file as it is now becomes a version first, so that
 * going back is never a loss; without that the file is left alone. Drafts stay, and are compared with what comes back.
 */
export async function putVersionBack(
  document: OpenDocument,
  version: string,
  options: DocumentsOptions,
): Promise<Result<FileStamp, Failure>> {
  const old = await readVersion(options.versions, document.id, version, options.fs);
  return old.ok ? replaceFile(document, old.value, options) : old;
}

/** Puts other bytes in the place of a document's file as it is now, which becomes a version first. */
export async function replaceFile(
  document: OpenDocument,
  bytes: Uint8Array,
  { versions, now, fs = nodeFileSystem }: DocumentsOptions,
): Promise<Result<FileStamp, Failure>> {
  const name = path.basename(document.path);
  const held = await heldElsewhere(document.path, fs);
  if (held !== undefined) return err(held);
  const current = await readFileStamped(document.path, fs);
  if (current.ok) {
    const kept = await keepVersion(versions, document.id, name, current.value.bytes, { at: now(), fs });
    if (!kept.ok) return kept;
  } else if (current.failure.kind !== 'not-found') return current;
  return writeFileAtomically(document.path, bytes, { fs, ...(current.ok ? { expected: current.value.stamp } : {}) });
}

/** What a version of a document's file holds that the file does not; nothing is changed. */
export async function compareVersion(
  document: OpenDocument,
  version: string,
  options: DocumentsOptions,
): Promise<Result<VersionDifference, Failure>> {
  const old = await readVersion(options.versions, document.id, version, options.fs);
  if (!old.ok) return old;
  const opened = await options.work('open', { bytes: old.value, form: document.contents.description });
  if (!opened.ok) return opened;
  const now = new Map(document.contents.items.map((item) => [itemName(item), item]));
  const then = new Map(opened.value.items.map((item) => [itemName(item), item]));
  return ok({
    boxes: [...now].flatMap(([sheet, item]) => {
      const before = then.get(sheet);
      const paths = new Set([...Object.keys(item.fields), ...Object.keys(before?.fields ?? {})] as FieldPath[]);
      return before === undefined
        ? []
        : [...paths].flatMap((field) => {
            const texts = { now: item.fields[field]?.text ?? '', old: before.fields[field]?.text ?? '' };
            return texts.now === texts.old ? [] : [{ no: item.no, path: field, ...texts }];
          });
    }),
    items: [
      ...[...now].flatMap(([name, item]) => (then.has(name) ? [] : [item])),
      ...[...then].flatMap(([name, item]) => (now.has(name) ? [] : [item])),
    ].map(({ no }) => no),
  });
}
