import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { learnFromFiles } from '../../../../src-main/engine/learn/learn-files.ts';
import { checkAny } from '../../../../src-main/engine/read/any/check-any.ts';
import { openAny } from '../../../../src-main/engine/read/any/open-any.ts';
import { checkWords } from '../../../../src-shared/form/check-words.ts';
import { familiesIn, scoreFamily } from './score.ts';

const shared = process.env['KOHYO_SHARED'] ?? '';
const root = join(shared, 'forms');
const families = shared !== '' && existsSync(root) ? familiesIn(root) : [];

/** What a form learned from all workbooks of a family but the last must read of that one and of the drifted one. */
describe.skipIf(families.length === 0)('forms learned from the development families (KOHYO_SHARED)', () => {
  it.each(families)('%s', (family) => {
    const { scores, leaks } = scoreFamily(root, family);
    expect(leaks).toEqual([]);
    for (const { file, texts, kinds, unknown, untold, wrong, fields, findings } of scores) {
      const where = `${family}/${file}: ${wrong.slice(0, 8).join('\n')}`;
      expect(fields, where).toBeGreaterThan(10);
      expect(texts, where).toBeGreaterThanOrEqual(0.95);
      expect(kinds, where).toBeGreaterThanOrEqual(0.9);
      expect(unknown, where).toBeLessThanOrEqual(0.02);
      expect(findings, where).toEqual([]);
      // One sheet of R6.xlsx has a label that no sample shows: nothing can be said of its box.
      expect(untold, where).toBeLessThanOrEqual(file === 'R6.xlsx' ? 1 : 0);
    }
  });
});

const realList = join(root, 'real', 'ofunato-list.xlsx');
it.skipIf(families.length === 0 || !existsSync(realList))('a real list: 407 items, 3 sums, one choice', () => {
  const bytes = readFileSync(realList);
  const learned = learnFromFiles([{ name: 'list.xlsx', bytes }]);
  if (!learned.ok) throw new Error(JSON.stringify(learned.failure));
  const opened = openAny(bytes, learned.value.form);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  expect(opened.value.items).toHaveLength(407);
  const found = checkAny(opened.value, learned.value.form.editions, checkWords('en'));
  expect(found.map(({ kind, item }) => `${kind} ${item}`)).toEqual(['choice 0420', 'sum 1860', 'sum 1860', 'sum 1860']);
});
