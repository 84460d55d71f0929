import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** In memory where there is such a place: the thousands of syncs of the fault tests then cost nothing. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Makes empty folders that are gone after the test file. */
export function scratchFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(base, 'kohyo-test-'));
    made.push(folder);
    return folder;
  };
}

/** How many random cases to run: the small count given, or `KOHYO_CASES` in the soak. */
export const cases = (small: number): number => Math.max(small, Number(process.env['KOHYO_CASES'] ?? 0));
