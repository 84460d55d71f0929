import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { readFailure } from './file-failures.ts';
import { readFully, type FileSystem, type OpenFile } from './file-system.ts';

/** No evaluation workbook comes near this; beyond it reading alone could exhaust a small laptop. */
export const largestFile = 256 * 1024 * 1024;

const attempts = 3;

export interface WholeFile {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** The part of the file system that reading needs. */
export interface FileReads {
  readonly stat: FileSystem['stat'];
  open(path: string, flags: 'r'): Promise<Pick<OpenFile, 'read' | 'stat' | 'close'>>;
}

/** Reads a file. One that changes while it is read is read again; one that will not keep still is busy. */
export async function readWhole(path: string, fs: FileReads): Promise<Result<WholeFile, Failure>> {
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
          return ok({ bytes, modified: after.modified });
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

const tooLarge = (path: string, size: number): Failure => ({
  kind: 'too-large',
  reason: 'package',
  file: basename(path),
  values: { what: `${Math.round(size / 1024 / 1024)} MB` },
});
