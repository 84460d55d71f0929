import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName } from './write-atomically.ts';

/** No write takes that long: what is older was left by a process that was killed, on this machine or on another one of a share (milliseconds). */
const day = 24 * 60 * 60 * 1000;

/** Whether something was last written more than a day ago; one of the future, by a clock that went wrong, was not. */
export const isOverADayOld = (modified: number, now: number): boolean => now - modified > day;

/**
 * Removes the temporary files that killed writers have left in the folders: ordinary files, under a name that only
 * `temporaryName` makes, older than a day. Nothing else is touched, links and folders of such a name neither; what cannot be
 * listed or removed stays until the next time. Answers how many went.
 */
export async function removeOldLeftovers(folders: readonly string[], now = Date.now()): Promise<number> {
  let removed = 0;
  for (const folder of folders) {
    for (const name of await fs.readdir(folder).catch(() => [])) {
      if (!isTemporaryName(name)) continue;
      const path = join(folder, name);
      const facts = await fs.lstat(path).catch(() => undefined);
      if (facts?.isFile() !== true || !isOverADayOld(facts.mtimeMs, now)) continue;
      removed += await fs.unlink(path).then(
        () => 1,
        () => 0,
      );
    }
  }
  return removed;
}

/** The same in a folder of the app's own and in the folders in it, one level deep: the stores of versions are made so. */
export async function removeOldLeftoversIn(store: string, now = Date.now()): Promise<number> {
  const entries = await fs.readdir(store, { withFileTypes: true }).catch(() => []);
  return removeOldLeftovers(
    [store, ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(store, entry.name))],
    now,
  );
}
