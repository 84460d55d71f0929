import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { captureCli } from '../../helpers/captured-cli.ts';
import {
  chooseVersion,
  fixVersion,
  listFixedVersions,
  readFixedVersion,
} from '../../../src-main/exchange/folder/fixed-versions.ts';
import { foldersOf } from '../../../src-main/exchange/folder/keep-sendings.ts';
import { planFolderOf } from '../../../src-main/exchange/folder/plan-folder-place.ts';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { edited } from './returned.ts';

let home = '';
let master = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-fixed-'));
  master = join(home, '計画.xlsx');
  writeFileSync(master, fixtureWorkbook({ items: 3 }).bytes);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const failureOf = (err: string) => JSON.parse(err) as { readonly kind: string; readonly message: string };

describe('versions that a meeting was shown', () => {
  const bytes = (words: string) => new TextEncoder().encode(words);
  test('are workbooks in the plan folder with name and day, listed newest first', async () => {
    const at = new Date(2026, 3, 1, 10);
    await fixVersion(home, { name: '第1回 推進本部会議', at, by: '港 花子' }, bytes('a'));
    await fixVersion(home, { name: '第2回', at: new Date(2026, 9, 1) }, bytes('b'));
    const versions = await listFixedVersions([home, join(home, 'not-there')]);
    expect(versions.map(({ name, by }) => [name, by])).toEqual([
      ['第2回', undefined],
      ['第1回 推進本部会議', '港 花子'],
    ]);
    expect(basename(versions[1]?.file ?? '')).toBe('2026-04-01_第1回 推進本部会議.xlsx');
    expect(readFileSync(versions[1]?.file ?? '', 'utf8')).toBe('a');
  });
  test('a name is given once, in any width; it may hold what no file name may', async () => {
    const fix = (name: string) => fixVersion(home, { name, at: new Date() }, bytes(name));
    expect((await fix('第1回/部会: "案"')).ok).toBe(true);
    expect((await listFixedVersions([home])).map(({ name }) => name)).toEqual(['第1回/部会: "案"']);
    expect(await fix('第１回/部会： "案"')).toMatchObject({ failure: { kind: 'fixed-version', reason: 'same-name' } });
    expect(await fix('  ')).toMatchObject({ failure: { reason: 'no-name' } });
  });
  test('one that was changed since is not taken for what the meeting saw', async () => {
    const fixed = await fixVersion(home, { name: '第1回', at: new Date() }, bytes('a'));
    if (!fixed.ok) throw new Error('not fixed');
    expect(await readFixedVersion(fixed.value)).toMatchObject({ ok: true });
    appendFileSync(fixed.value.file, '!');
    expect(await readFixedVersion(fixed.value)).toMatchObject({
      failure: { kind: 'fixed-version', reason: 'altered' },
    });
  });
  test('a workbook that somebody put there counts too; lock files, damaged notes and other files do not disturb', async () => {
    await fixVersion(home, { name: '第1回', at: new Date(2026, 0, 1) }, bytes('a'));
    const place = join(home, '会議版');
    for (const name of ['~$第1回.xlsx', 'メモ.txt', '.kohyo-0123456789abcdef.tmp'])
      writeFileSync(join(place, name), 'x');
    writeFileSync(join(place, '持ち込み.xlsx'), 'b');
    writeFileSync(join(place, '持ち込み.json'), '{"v":1,');
    expect((await listFixedVersions([home])).map(({ name }) => name).toSorted()).toEqual(['持ち込み', '第1回']);
  });
  test('are found by name, id or as the latest; an unknown name is told the known ones', async () => {
    for (const [name, month] of [
      ['第1回', 3],
      ['第2回', 9],
    ] as const)
      await fixVersion(home, { name, at: new Date(2026, month, 1) }, bytes(name));
    const versions = await listFixedVersions([home]);
    const name = (wanted: string) => {
      const found = chooseVersion(versions, wanted);
      return found.ok ? found.value.name : found.failure;
    };
    expect([name('第１回'), name(versions[1]?.id ?? ''), name('latest')]).toEqual(['第1回', '第1回', '第2回']);
    expect(name('第3回')).toMatchObject({
      kind: 'fixed-version',
      reason: 'unknown',
      values: { names: '第2回、第1回' },
    });
    expect(chooseVersion([], 'latest')).toMatchObject({ failure: { reason: 'none' } });
  });
  test('the exchange’s own folder is opened and read as before beside them', async () => {
    const folder = await PlanFolder.open(planFolderOf(master));
    if (!folder.ok) throw new Error('no folder');
    await fixVersion(folder.value.path, { name: '第1回', at: new Date() }, bytes('a'));
    expect(await folder.value.memory()).toMatchObject({ ok: true, value: { records: [] } });
    expect(folder.value.unread).toBe(0);
    expect((await foldersOf(master))[0]).toBe(planFolderOf(master));
  });
});

describe('from the command line', () => {
  test('fixed, listed, and papers are compared with it: in plain Node, as .xlsx', async () => {
    const fixed = await captureCli('fix', master, '--name', '第1回推進本部会議');
    expect(fixed).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(fixed.out)).toMatchObject({ name: '第1回推進本部会議', items: 3 });
    expect(readdirSync(join(planFolderOf(master), '会議版')).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
    const listed = await captureCli('fix', master, '--list');
    expect((JSON.parse(listed.out) as { versions: { name: string }[] }).versions.map(({ name }) => name)).toEqual([
      '第1回推進本部会議',
    ]);

    const now = join(home, '今.xlsx');
    writeFileSync(now, edited(readFileSync(master), { '2': { 'overall.grade': 'C' } }));
    copyFileSync(now, master);
    const out = join(home, '一覧表.xlsx');
    expect(
      await captureCli(
        'print',
        master,
        '--paper',
        'list',
        '--columns',
        'no,overall,changes',
        '--fixed',
        'latest',
        '--out',
        out,
      ),
    ).toMatchObject({ status: 0, err: '' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    const cells: unknown[] = [];
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.value)));
    expect(cells).toContain('C←A');
    expect(cells).toContain('総合評価（評価区分）');
    expect(cells.filter((value) => String(value).includes('第1回推進本部会議（令和'))).toHaveLength(1);
  });
  test.each([
    [['fix', '--list'], 'FILE is missing'],
    [['fix', 'x.xlsx'], '--name NAME or --list'],
    [['fix', 'x.xlsx', '--name', 'a', '--list'], '--name NAME or --list'],
    [['print', 'x.xlsx', '--out', 'a.xlsx'], 'only lists'],
    [['print', 'x.xlsx', '--out', 'a.pdf', '--layout', 'meeting', '--paper', 'list'], 'give one of them'],
    [['print', 'x.xlsx', '--out', 'a.pdf', '--changed'], '--since OLD.xlsx or --fixed NAME is missing'],
    [['print', 'x.xlsx', '--out', 'a.pdf', '--since', 'b', '--fixed', 'c'], 'exclude each other'],
    [['print', 'x.xlsx', '--out', 'a.pdf', '--pages', 'eins'], '--pages'],
  ])('wrong usage is said: %j', async (args, message) => {
    const answer = await captureCli(...args);
    expect(answer.status).toBe(2);
    expect(answer.err).toContain(message);
  });
  test('what is not there is refused with a sentence', async () => {
    const print = (...more: readonly string[]) =>
      captureCli('print', master, '--paper', 'tally', '--out', join(home, 'a.xlsx'), ...more);
    expect(failureOf((await print('--fixed', '第9回')).err)).toMatchObject({ kind: 'fixed-version' });
    expect(failureOf((await print('--section', 'ない課')).err)).toMatchObject({ kind: 'unknown-section' });
    expect(failureOf((await print('--pillar', 'ない柱')).err)).toMatchObject({ kind: 'unknown-item' });
    expect((await print('--step', '1999-firstHalf')).status).toBe(2);
    // Which columns there are is the form's to say, so the workbook is opened first.
    const columns = await captureCli(
      'print',
      master,
      '--paper',
      'list',
      '--columns',
      'no,x',
      '--out',
      join(home, 'a.xlsx'),
    );
    expect([columns.status, columns.err]).toEqual([2, expect.stringContaining('--columns is one of')]);
    await captureCli('fix', master, '--name', '第1回');
    expect(failureOf((await captureCli('fix', master, '--name', '第１回')).err).message).toContain('別の名前');
  });
});
