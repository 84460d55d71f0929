import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { declareVersions, versions, type DatabaseVersion } from '../../src-renderer/db/database.ts';

/** What a Dexie was told, in order. */
function declared(list: readonly DatabaseVersion[]): readonly unknown[] {
  const told: unknown[] = [];
  declareVersions(
    {
      version: (number) => ({
        stores: (stores) => {
          told.push([number, Object.keys(stores)]);
          return { upgrade: (work) => told.push([number, work]) };
        },
      }),
    },
    list,
  );
  return told;
}

it('declares each version by its place, a pretended next one with its upgrade', () => {
  const upgrade = (): Promise<void> => Promise.resolve();
  expect(declared([...versions, { stores: { notes: '++id' }, upgrade }]).slice(-2)).toEqual([
    [versions.length + 1, ['notes']],
    [versions.length + 1, upgrade],
  ]);
  expect(declared(versions)).toEqual([[1, ['documents', 'drafts', 'history', 'undo', 'settings']]]);
});

it('a database of every version is kept as data', () => {
  const kept = readdirSync(join(import.meta.dirname, '..', 'e2e', 'safety', 'old-databases'));
  expect(kept.toSorted()).toEqual(versions.map((_, index) => `${index + 1}.json`));
});
