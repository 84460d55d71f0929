import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scoreFamily } from '../score.ts';
import { cityForms } from './all-city-forms.ts';
import type { CityLook } from './city-book.ts';
import { writeCityForm } from './city-folders.ts';

/** The bounds are those of the development families, which these forms resemble in nothing. */
const looks: Readonly<Record<string, CityLook>> = {
  grounds: { ground: 'FFDDEBF7' },
  'grounds and locks': { ground: 'FFE2EFDA', locks: true },
  'locks alone': { locks: true },
  'lines alone': {},
};

it.each(Object.keys(looks))('forms of invented cities are learned and read (%s)', { timeout: 60_000 }, async (name) => {
  const root = mkdtempSync(join(tmpdir(), 'kohyo-city-forms-'));
  const failures: string[] = [];
  for (const form of cityForms) {
    await writeCityForm(root, { ...form, look: looks[name] as CityLook });
    const { scores, leaks } = scoreFamily(root, form.name);
    for (const { file, fields, texts, kinds, unknown, untold, findings, wrong, items } of scores) {
      expect(items[0], `${form.name} ${file}`).toBe(items[1]);
      const holds =
        fields > 10 && texts >= 0.95 && kinds >= 0.9 && unknown <= 0.02 && untold === 0 && findings.length === 0;
      if (!holds || leaks.length > 0)
        failures.push(`${form.name} ${file}: ${[...leaks, ...findings, ...wrong].slice(0, 6).join('; ')}`);
    }
  }
  expect(failures).toEqual([]);
});
