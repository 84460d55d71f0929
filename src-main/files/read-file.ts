import { createHash } from 'node:crypto';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { FileStamp } from '../../src-shared/contract/documents.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { readFailure } from './file-failures.ts';
import { nodeFileSystem, type FileSystem } from './file-system.ts';
import { readWhole } from './read-whole.ts';

export interface StampedFile {
  readonly bytes: Uint8Array;
  readonly stamp: FileStamp;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Reads a file with the stamp that later tells whether it has changed: size, time of modification (ms since 1970)
 * and SHA-256 of the bytes.
 */
export async function readFileStamped(
  path: string,
  fs: FileSystem = nodeFileSystem,
): Promise<Result<StampedFile, Failure>> {
  const read = await readWhole(path, fs);
  if (!read.ok) return read;
  const { bytes, modified } = read.value;
  return ok({ bytes, stamp: { size: bytes.length, modified, sha256: sha256(bytes) } });
}

/**
 * Whether the file's content differs from the stamp. Equal size and time count as unchanged only when `thorough` is
 * off: a watcher may trust them, a save may not, since FAT keeps times to two seconds and some tools set them back.
 */
export async function hasChanged(
  path: string,
  stamp: FileStamp,
  options: { readonly thorough: boolean; readonly fs?: FileSystem },
): Promise<Result<boolean, Failure>> {
  const fs = options.fs ?? nodeFileSystem;
  try {
    const facts = await fs.stat(path);
    if (facts.size !== stamp.size) return ok(true);
    if (!options.thorough && facts.modified === stamp.modified) return ok(false);
  } catch (error) {
    return err(readFailure(error, path));
  }
  const now = await readFileStamped(path, fs);
  return now.ok ? ok(now.value.stamp.sha256 !== stamp.sha256) : now;
}
