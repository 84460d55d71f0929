import { describe, expect, it } from 'vitest';
import { runFuzzCase } from './fuzz-case.ts';

/** `KOHYO_SEED` repeats a run; `KOHYO_CASES` multiplies the number of cases. `npm run fuzz` goes on for longer. */
const seed = Number(process.env['KOHYO_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const cases = Math.max(1, Math.round(600 * Number(process.env['KOHYO_CASES'] ?? 1)));

describe('workbooks with things wrong in them', () => {
  it(`are refused or read, and patched exactly: ${cases} cases from seed ${seed}`, { timeout: 600_000 }, () => {
    console.log(`fuzz: ${cases} cases, KOHYO_SEED=${seed}`);
    const kinds: Record<string, number> = {};
    for (let n = 0; n < cases; n++) {
      const { kind, mutations, problem } = runFuzzCase(seed + n);
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      expect(problem, `KOHYO_SEED=${seed + n} KOHYO_CASES=0: ${mutations.join(', ')}`).toBeUndefined();
    }
    console.log(`fuzz: ${JSON.stringify(kinds)}`);
    // The cases must reach every stage, or they would test nothing.
    if (cases >= 500) expect(Math.min(kinds['refused'] ?? 0, kinds['patched'] ?? 0)).toBeGreaterThan(cases / 20);
  });
});
