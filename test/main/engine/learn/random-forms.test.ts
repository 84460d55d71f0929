import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeRandomFamily } from './random-books.ts';
import { scoreFamily } from './score.ts';

/**
 * Forms that nobody has looked at, made by chance: what learning makes of them is held against what is known by construction. The
 * bounds are those of the development families.
 */
const count = Math.max(12, Math.round(12 * Number(process.env['KOHYO_CASES'] ?? '1')));
const first = Number(process.env['KOHYO_SEED'] ?? '') || 1;

test('random forms are learned and read as they were made', { timeout: 120_000 }, async () => {
  const root = mkdtempSync(join(tmpdir(), 'kohyo-random-forms-'));
  const failures: string[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const name = `99-${seed}`;
    await writeRandomFamily(root, name, seed);
    const { scores, leaks } = scoreFamily(root, name);
    for (const { file, texts, kinds, unknown, untold, findings, wrong } of scores) {
      const holds = texts >= 0.95 && kinds >= 0.9 && unknown <= 0.02 && untold === 0 && findings.length === 0;
      if (!holds || leaks.length > 0)
        failures.push(`KOHYO_SEED=${seed} ${file}: ${[...leaks, ...findings, ...wrong].slice(0, 6).join('; ')}`);
    }
  }
  expect(failures).toEqual([]);
});
