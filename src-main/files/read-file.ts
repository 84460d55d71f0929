import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures.ts';
import type { FileStamp } from '../../src-shared/ipc-contract.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readFailure } from './file-failures.ts';
import { nodeFileSystem, readFully, type FileSystem } from './file-system.ts';

/** No evaluation workbook comes near this; beyond it reading alone could exhaust a small laptop. */
export const largestFile = 256 * 1024 * 1024;

const attempts = 3;

export interface StampedFile {
  readonly bytes: Uint8Array;
  readonly stamp: FileStamp;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Reads a file with the stamp that later tells whether it has changed: size, time of modification (ms since 1970)
 * and SHA-256 of the bytes. A file that changes while it is read is read again; one that will not keep still is busy.
 */
export async function readFileStamped(path: string, fs: FileSystem = nodeFileSystem): Promise<Result<StampedFile, Failure>> {
  try {
    // Asked first: opening a named pipe would wait for ever.
    const facts = await fs.stat(path);
    if (!facts.file) return err({ kind: 'unreadable', reason: 'folder', file: basename(path) });
    if (facts.size > largestFile) return err(tooLarge(path, facts.size));
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const file = await fs.open(path, 'r');
      try {
        const before = await file.stat();
        const bytes = await readFully(file, largestFile);
        const after = await file.stat();
        if (bytes.length > largestFile) return err(tooLarge(path, bytes.length));
        if (before.size === after.size && before.modified === after.modified && bytes.length === after.size) {
          return ok({ bytes, stamp: { size: after.size, modified: after.modified, sha256: sha256(bytes) } });
        }
      } finally {
        await file.close();
      }
    }
    return err({ kind: 'unreadable', reason: 'busy', file: basename(path) });
  } catch (error) {
    return err(readFailure(error, path));
  }
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

const tooLarge = (path: string, size: number): Failure => ({
  kind: 'too-large',
  reason: 'package',
  file: basename(path),
  values: { what: `${Math.round(size / 1024 / 1024)} MB` },
});
