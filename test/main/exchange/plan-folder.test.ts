import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planFolderOf } from '../../../src-main/exchange/folder/plan-folder-place.ts';
import { fallbackFolderOf, PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { sha256 } from '../../../src-main/files/read-file.ts';
import { recordLine } from '../../../src-main/exchange/core/log-lines.ts';
import { logVersion, type LogRecord } from '../../../src-main/exchange/core/records.ts';
import { expandReturned } from '../../../src-main/exchange/folder/returned-files.ts';
import { zip } from '../../helpers/zip.ts';
import { onWindows } from '../../helpers/system.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-plan-folder-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const undone = (id: string): LogRecord => ({ kind: 'undone', id, at: '2026-04-01T00:00:00Z', collected: 'x' });

async function open(path = join(home, '台帳.個票交換')): Promise<PlanFolder> {
  const folder = await PlanFolder.open(path);
  if (!folder.ok) throw new Error(JSON.stringify(folder.failure));
  return folder.value;
}

async function ids(folder: PlanFolder): Promise<readonly string[]> {
  const memory = await folder.memory();
  if (!memory.ok) throw new Error(JSON.stringify(memory.failure));
  return memory.value.records.map((record) => record.id);
}

test('lies beside the master, under its name', () => {
  expect(planFolderOf(join(home, '台帳.xlsx'))).toBe(join(home, '台帳.個票交換'));
  expect(fallbackFolderOf('/a/台帳.xlsx', '/data')).not.toBe(fallbackFolderOf('/b/台帳.xlsx', '/data'));
});

test('what was appended is there for the next one who opens it', async () => {
  await (await open()).append([undone('1'), undone('2')]);
  await (await open()).append([undone('3')]);
  expect(await ids(await open())).toEqual(['1', '2', '3']);
});

test('logs of several machines, and copies that a synchronising folder made, are one set', async () => {
  const folder = await open();
  await folder.append([undone('1')]);
  const [own] = readdirSync(folder.path).filter((name) => name.endsWith('.jsonl'));
  const line = readFileSync(join(folder.path, own!), 'utf8');
  writeFileSync(join(folder.path, '記録-other (競合コピー).jsonl'), line + recordLine(undone('7'), 2));
  expect(await ids(folder)).toEqual(['1', '7']);
});

test('a line cut off by a crash, and one of a later version, are passed over and counted; the next append stands alone', async () => {
  const folder = await open();
  await folder.append([undone('1')]);
  const [own] = readdirSync(folder.path).filter((name) => name.endsWith('.jsonl'));
  appendFileSync(join(folder.path, own!), '{"v":9,"kind":"moved-to-mars","id":"m"}\n{"v":1,"kind":"undo');
  await folder.append([undone('2')]);
  expect(await ids(folder)).toEqual(['1', '2']);
  expect(folder.unread).toBe(2);
});

test('a log of version 1 is read whole, and never rewritten; a line of a later version is counted', async () => {
  const folder = await open();
  const old = readFileSync(fileURLToPath(new URL('old/log-version-1.jsonl', import.meta.url)), 'utf8');
  writeFileSync(
    join(folder.path, '記録-pc1.jsonl'),
    `${old}{"v":${logVersion + 1},"kind":"undone","id":"later","at":"","collected":"c1"}\n`,
  );
  const memory = await folder.memory();
  expect(memory.ok && memory.value.records.map(({ kind }) => kind).sort()).toEqual([
    'collected',
    'decided',
    'identified',
    'resubmission',
    'sent',
    'undone',
  ]);
  expect(folder.unread).toBe(1);
  await folder.append([undone('2')]);
  expect(readFileSync(join(folder.path, '記録-pc1.jsonl'), 'utf8').startsWith(old)).toBe(true);
  const written = readdirSync(folder.path).find((name) => name.endsWith('.jsonl') && name !== '記録-pc1.jsonl')!;
  expect(JSON.parse(readFileSync(join(folder.path, written), 'utf8'))).toMatchObject({ v: logVersion, kind: 'undone' });
});

test('bases and returned files are kept once, under names that cannot lead elsewhere', async () => {
  const folder = await open();
  const snapshot = { version: 1, items: [] } as const;
  const two = sha256(new Uint8Array([2]));
  expect((await folder.archiveBase('../../evil', snapshot, new Uint8Array([1]))).ok).toBe(true);
  expect((await folder.archiveReturned(two, new Uint8Array([2]))).ok).toBe(true);
  expect(existsSync(join(home, 'evil.json'))).toBe(false);
  expect(await folder.baseWorkbook('../../evil')).toEqual(Buffer.from([1]));
  expect(await folder.returnedFile(two)).toEqual(Buffer.from([2]));
  expect(await folder.returnedFile('../記録')).toBeUndefined();
});

test.skipIf(onWindows)('a folder marked read-only is respected', async () => {
  const path = join(home, 'ro');
  mkdirSync(path, { mode: 0o555 });
  expect(await PlanFolder.open(join(path, 'x.個票交換'))).toMatchObject({
    ok: false,
    failure: { kind: 'write-failed', reason: 'read-only' },
  });
});

test('two at once are noticed; one who has left or crashed is not', async () => {
  const folder = await open();
  expect(await folder.enter('甲')).toEqual([]);
  const other = join(folder.path, '.開いています-PC2-1.json');
  writeFileSync(other, JSON.stringify({ who: '乙', host: 'PC2', since: '2026-04-01T00:00:00Z' }));
  expect(await folder.enter('甲')).toMatchObject([{ who: '乙', host: 'PC2' }]);
  rmSync(other);
  expect(await folder.enter('甲')).toEqual([]);
  await folder.leave();
  expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('returned files come as files, folders and archives, in the order of their names', async () => {
  mkdirSync(join(home, 'in', '課'), { recursive: true });
  writeFileSync(join(home, 'in', 'b.xlsx'), 'b');
  writeFileSync(join(home, 'in', '~$b.xlsx'), 'lock');
  writeFileSync(join(home, 'in', '読んで.txt'), 'text');
  writeFileSync(join(home, 'in', '課', 'a.xlsm'), 'a');
  writeFileSync(
    join(home, 'in', 'z.zip'),
    zip([
      { name: '課/c.xlsx', data: 'c' },
      { name: '__MACOSX/._c.xlsx', data: 'no' },
      { name: 'd.txt', data: 'no' },
    ]),
  );
  const found = await expandReturned([join(home, 'in')]);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  expect(found.value.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['b.xlsx', 'b'],
    ['c.xlsx', 'c'],
    ['a.xlsm', 'a'],
  ]);
  expect(await expandReturned([join(home, 'nowhere.xlsx')])).toMatchObject({
    ok: false,
    failure: { kind: 'not-found' },
  });
});

test('names in an archive from Windows are Shift_JIS', async () => {
  // 表紙.xlsx in code page 932; the second byte of 表 is a backslash.
  const name = Buffer.from([0x95, 0x5c, 0x8e, 0x86, 0x2e, 0x78, 0x6c, 0x73, 0x78]);
  const plain = Buffer.from(zip([{ name: 'ABCD.xlsx', data: 'x' }]));
  for (let at = plain.indexOf('ABCD.xlsx'); at >= 0; at = plain.indexOf('ABCD.xlsx', at + 1)) name.copy(plain, at);
  writeFileSync(join(home, 'sjis.zip'), plain);
  const found = await expandReturned([join(home, 'sjis.zip')]);
  expect(found.ok && found.value.map((file) => file.name)).toEqual(['表紙.xlsx']);
});
