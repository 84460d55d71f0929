import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { familiesIn, scoreFamily } from './score.ts';

const shared = process.env['KOHYO_SHARED'] ?? '';
const root = join(shared, 'forms');
const families = shared !== '' && existsSync(root) ? familiesIn(root) : [];

/** What a form learned from all workbooks of a family but the last must read of that one and of the drifted one. */
describe.skipIf(families.length === 0)('forms learned from the development families (KOHYO_SHARED)', () => {
  it.each(families)('%s', (family) => {
    const { scores, leaks } = scoreFamily(root, family);
    expect(leaks).toEqual([]);
    for (const { file, texts, kinds, unknown, wrong, fields, findings } of scores) {
      const where = `${family}/${file}: ${wrong.slice(0, 8).join('\n')}`;
      expect(fields, where).toBeGreaterThan(10);
      expect(texts, where).toBeGreaterThanOrEqual(0.95);
      expect(kinds, where).toBeGreaterThanOrEqual(0.9);
      expect(unknown, where).toBeLessThanOrEqual(0.02);
      expect(findings, where).toEqual([]);
    }
  });
});
