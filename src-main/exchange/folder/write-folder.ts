import { promises as fs } from 'node:fs';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { writeFailure } from '../../files/file-failures.ts';

/** Makes a folder and those above it. */
export async function makeFolder(path: string): Promise<Result<void, Failure>> {
  try {
    await fs.mkdir(path, { recursive: true });
    return ok(undefined);
  } catch (error) {
    return err(writeFailure(error, path, 'prepare'));
  }
}
