import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { removeOldLeftovers, removeOldLeftoversIn } from '../../../src-main/files/old-leftovers.ts';
import { temporaryName } from '../../../src-main/files/write-atomically.ts';
import { scratchFolders } from './scratch.ts';
import { hasLinks } from '../../helpers/system.ts';

const folder = scratchFolders();
const hour = 60 * 60 * 1000;

/** Puts a file there as it was written some hours ago. */
function put(place: string, name: string, hoursAgo: number): string {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, name), 'x');
  const then = new Date(Date.now() - hoursAgo * hour);
  utimesSync(join(place, name), then, then);
  return name;
}

test('of all that lies in a folder only our own temporary files older than a day go', async () => {
  const place = folder();
  const old = Array.from({ length: 3 }, () => put(place, temporaryName(), 25));
  const kept = [
    put(place, temporaryName(), 23),
    // A clock that was set back since.
    put(place, temporaryName(), -48),
    put(place, '計画.xlsx', 9000),
    put(place, '~$計画.xlsx', 9000),
    put(place, '計画.tmp', 9000),
    put(place, '.kohyo-0123456789abcde.tmp', 9000),
    put(place, '.kohyo-0123456789ABCDEF.tmp', 9000),
    put(place, '.kohyo-0123456789abcdef.tmp.xlsx', 9000),
    put(place, 'x.kohyo-0123456789abcdef.tmp', 9000),
  ];
  const link = temporaryName();
  if (hasLinks) symlinkSync(join(place, '計画.xlsx'), join(place, link));
  const inside = temporaryName();
  mkdirSync(join(place, inside));
  expect(await removeOldLeftovers([place, join(place, 'nowhere')], Date.now())).toBe(old.length);
  expect(readdirSync(place).toSorted()).toEqual([...kept, ...(hasLinks ? [link] : []), inside].toSorted());
  expect(await removeOldLeftovers([place], Date.now() + 26 * hour)).toBe(1);
});

test('a store of versions is tidied one level deep', async () => {
  const store = folder();
  put(join(store, '計画-0123'), temporaryName(), 30);
  put(join(store, '計画-0123', 'deeper'), temporaryName(), 30);
  put(store, temporaryName(), 30);
  const version = put(join(store, '計画-0123'), '20260401-000000000_0123456789abcdef.xlsx', 9000);
  expect(await removeOldLeftoversIn(store)).toBe(2);
  expect(readdirSync(join(store, '計画-0123')).toSorted()).toEqual([version, 'deeper'].toSorted());
});

test('opening a plan folder tidies it, and entering it removes presences that nobody stands behind', async () => {
  const place = join(folder(), '台帳.個票交換');
  for (const name of ['', '基準', '回収', '会議版']) put(join(place, name), temporaryName(), 30);
  const young = put(join(place, '回収'), temporaryName(), 1);
  const base = put(join(place, '基準'), 'base.json', 9000);
  const presence = (name: string, host: string, hoursAgo: number): string => {
    put(place, name, hoursAgo);
    writeFileSync(join(place, name), JSON.stringify({ who: '甲', host, since: '2026-04-01T00:00:00Z' }));
    const then = new Date(Date.now() - hoursAgo * hour);
    utimesSync(join(place, name), then, then);
    return name;
  };
  const dead = presence(`.開いています-here-${2 ** 22 - 1}.json`, hostname(), 0);
  const longGone = presence('.開いています-PC2-12.json', 'PC2', 48);
  const away = presence('.開いています-PC3-12.json', 'PC3', 2);
  const here = presence('.開いています-PC4-12.json', 'PC4', 0);
  const foreign = put(place, '.開いています-memo.txt', 9000);
  const opened = await PlanFolder.open(place);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  expect(await opened.value.enter('乙')).toMatchObject([{ host: 'PC4' }]);
  await opened.value.leave();
  const left = readdirSync(place);
  expect(left).not.toContain(dead);
  expect(left).not.toContain(longGone);
  expect(left.toSorted()).toEqual(['会議版', '回収', '基準', away, here, foreign].toSorted());
  expect(readdirSync(join(place, '回収'))).toEqual([young]);
  expect(readdirSync(join(place, '基準'))).toEqual([base]);
  expect(readdirSync(join(place, '会議版'))).toEqual([]);
});
