import path from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { FileStamp } from '../../src-shared/contract/ipc-contract.ts';
import { err, type Result } from '../../src-shared/domain/result.ts';
import { nodeFileSystem } from '../files/file-system.ts';
import { openElsewhere } from '../files/open-elsewhere.ts';
import { readFileStamped } from '../files/read-file.ts';
import { keepVersion, readVersion } from '../files/version-store.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import type { OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents.ts';

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
  const elsewhere = await openElsewhere(document.path, fs);
  if (elsewhere !== undefined) {
    return err({
      kind: 'write-failed',
      reason: 'open-elsewhere',
      file: name,
      values: { who: elsewhere.who ?? 'ほかの人' },
    });
  }
  const current = await readFileStamped(document.path, fs);
  if (current.ok) {
    const kept = await keepVersion(versions, document.id, name, current.value.bytes, { at: now(), fs });
    if (!kept.ok) return kept;
  } else if (current.failure.kind !== 'not-found') return current;
  return writeFileAtomically(document.path, bytes, { fs, ...(current.ok ? { expected: current.value.stamp } : {}) });
}
