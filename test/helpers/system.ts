import { chmodSync, lstatSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What not every system that tests run on has. */
export const onWindows = process.platform === 'win32';

/** Links by name: on Windows they take a right that ordinary users lack, and Wine makes none. */
export const hasLinks = ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-links-'));
  try {
    symlinkSync('there', join(folder, 'link'));
    return lstatSync(join(folder, 'link')).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

/** Takes the right to write from a folder and all that lies in it, or gives it to their owner. */
export function setWritable(folder: string, writable: boolean): void {
  const all = [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))];
  for (const path of all) {
    const { mode } = statSync(path);
    chmodSync(path, writable ? mode | 0o200 : mode & ~0o222);
  }
}
