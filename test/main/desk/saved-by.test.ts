import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPackage } from '../../../src-main/engine/package/open-package.ts';
import type { WorkbookPackage } from '../../../src-main/engine/types.ts';
import { readAuthorship } from '../../../src-main/engine/write/marks/authorship.ts';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();
const now = (): Date => new Date('2026-12-01T02:03:04Z');

const packageOf = (file: string): WorkbookPackage => {
  const opened = openPackage(readFileSync(file));
  if (!opened.ok) throw new Error('does not open');
  return opened.value;
};
/** Parts by their bytes, but the core properties. */
const otherParts = (pkg: WorkbookPackage): readonly (readonly [string, string])[] =>
  pkg.entryNames
    .filter((name) => name !== 'docProps/core.xml')
    .map((name) => [name, Buffer.from(pkg.read(name)).toString('base64')]);

test('a save names who has saved and when, as Excel does, and changes nothing else for it', async () => {
  const named = await deskOver(folder(), { person: '港 花子', now });
  const nameless = await deskOver(folder(), { now });
  const before = readAuthorship(packageOf(named.file));
  for (const { documents, file, journal } of [named, nameless]) {
    const shown = await view(documents, file);
    await type(documents, shown, 'title', '窓口の改善（改）');
    expect((await documents.save(shown.id)).ok).toBe(true);
    expect(onDisk(file, 'title')).toBe('窓口の改善（改）');
    await journal.close();
  }
  expect(readAuthorship(packageOf(named.file))).toEqual({ who: '港 花子', when: '2026-12-01T02:03:04Z' });
  // Without a name in the settings there is nobody to name.
  expect(readAuthorship(packageOf(nameless.file))).toEqual(before);
  expect(otherParts(packageOf(named.file))).toEqual(otherParts(packageOf(nameless.file)));
});
