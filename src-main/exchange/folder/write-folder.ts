import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { writeFailure } from '../../files/file-failures.ts';
import { nodeFileSystem, sharedFolder } from '../../files/file-system.ts';

/** Makes a folder and those above it. */
export async function makeFolder(path: string): Promise<Result<void, Failure>> {
  try {
    await nodeFileSystem.makeFolder(path, sharedFolder);
    return ok(undefined);
  } catch (error) {
    return err(writeFailure(error, path, 'prepare'));
  }
}
