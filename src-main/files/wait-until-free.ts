import { openElsewhere } from './open-elsewhere.ts';
import { nodeFileSystem, type FileSystem } from './file-system.ts';

/** How often a file that is open elsewhere is looked at, and how many times: three hours, an afternoon's meeting. */
const every = 3000;
const times = 3600;

/**
 * Waits until no other program has the file open: its lock file is gone and the system lets it be opened for writing.
 * False when it took too long or `givenUp` says so; looking costs two file calls each time.
 */
export async function waitUntilFree(
  path: string,
  options: { readonly fs?: FileSystem; readonly givenUp?: () => boolean } = {},
): Promise<boolean> {
  const fs = options.fs ?? nodeFileSystem;
  for (let time = 0; time < times; time += 1) {
    if (options.givenUp?.() === true) return false;
    if ((await openElsewhere(path, fs)) === undefined && (await opensForWriting(path, fs))) return true;
    await fs.pause(every);
  }
  return false;
}

/** Windows refuses this while Excel holds the file, even where the lock file cannot be seen. */
async function opensForWriting(path: string, fs: FileSystem): Promise<boolean> {
  try {
    const file = await fs.open(path, 'r+');
    await file.close();
    return true;
  } catch {
    return false;
  }
}
