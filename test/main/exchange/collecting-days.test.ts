import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { zip } from '../../helpers/zip.ts';
import { CityHall, path, plan, run, untouched, useHall, type Report } from './city-halls.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';
import { edited, textOf } from './returned.ts';
import { onWindows, setWritable } from '../../helpers/system.ts';

/** What lies in the inbox of a collecting section: expected first, then collected by the command. */

let hall: CityHall;
useHall((made) => (hall = made));

const typed = (value: string, no = '1'): Uint8Array => edited(hall.sent(`企画第${no}課`), { [no]: { [path]: value } });
const text = (merged: Uint8Array | undefined, no = '1'): string | undefined =>
  merged === undefined ? undefined : textOf(merged, no, path);
const warned = (report: Report | undefined): readonly string[] =>
  report?.files.flatMap(({ file, warnings }) => warnings.map(({ kind }) => `${file} ${kind}`)) ?? [];

test('the same file twice under two names, and once more later', async () => {
  const files = ['a.xlsx', 'a(1).xlsx'].map((name) => hall.receive(name, typed('書いた')));
  const first = await hall.collect(files);
  expect([first.status, text(first.merged), warned(first.report)]).toEqual([0, '書いた', ['a(1).xlsx known']]);
  const again = await hall.collect(files.slice(0, 1));
  expect([again.status, text(again.merged), warned(again.report)]).toEqual([0, '書いた', ['a.xlsx known']]);
});

test('a section sends another file for the same sending (差し替え): one question, no text decided by order', async () => {
  const [first, second] = [hall.receive('初め.xlsx', typed('初め')), hall.receive('後.xlsx', typed('後'))];
  for (const order of [
    [first, second],
    [second, first],
  ]) {
    const { status, report, merged } = await hall.collect(order);
    expect([status, text(merged)]).toEqual([4, untouched]);
    expect(
      report?.files
        .flatMap(({ items }) =>
          items.flatMap(({ fields }) => fields.map(({ theirs, outcome }) => `${theirs} ${outcome}`)),
        )
        .toSorted(),
    ).toEqual(['初め conflict', '後 conflict']);
  }
});

test('two people of a section send half of the items each', async () => {
  const files = ['1', '2'].map((no) => hall.receive(`${no}.xlsx`, edited(plan, { [no]: { [path]: `第${no}の文` } })));
  const { status, merged } = await hall.collect(files, '--base', hall.master);
  expect([status, text(merged, '1'), text(merged, '2')]).toEqual([0, '第1の文', '第2の文']);
});

test("last year's file: told, and nothing of it is taken by itself", async () => {
  const old = edited(fixtureWorkbook({ items: 3, years: [2023, 2024] }).bytes, { 1: { purpose: '昨年の目的' } });
  const { status, report, merged } = await hall.collect([hall.receive('昨年.xlsx', old)]);
  expect([status, textOf(merged!, '1', 'purpose')]).toEqual([4, textOf(plan, '1', 'purpose')]);
  expect(warned(report)).toContain('昨年.xlsx other-period');
});

test('a file of another plan: told, and nothing of it is taken by itself', async () => {
  const other = new CityHall(edited(plan, { 1: { title: '別の計画の項目' } }));
  await other.send();
  const file = hall.receive('a.xlsx', edited(other.sent('企画第1課'), { 1: { [path]: '別の計画' } }));
  other.close();
  const { status, report, merged } = await hall.collect([file]);
  expect([status, text(merged), warned(report)]).toEqual([4, untouched, ['a.xlsx other-plan']]);
});

test('sheets of two sections in one file, put together by hand: each is tied to what was sent, and taken', async () => {
  const [one, two] = [hall.receive('1.xlsx', typed('一')), hall.receive('2.xlsx', typed('二', '2'))];
  const both = join(hall.inbox, 'まとめ.xlsx');
  expect((await run('insert', one, '--from', two, '--items', '2', '--out', both)).status).toBe(0);
  const { status, report, merged } = await hall.collect([both]);
  expect([status, text(merged, '1'), text(merged, '2')]).toEqual([0, '一', '二']);
  expect(warned(report)).toContain('まとめ.xlsx outside-items');
  expect(report?.files[0]?.items.map(({ no, status: each }) => [no, each])).toEqual([
    ['1', 'matched'],
    ['2', 'matched'],
  ]);
  // The file is kept whole in the plan folder, with both texts.
  const kept = readdirSync(join(hall.planFolder, '回収')).map((name) =>
    readFileSync(join(hall.planFolder, '回収', name)),
  );
  expect(kept.map((bytes) => textOf(bytes, '2', path))).toEqual(['二']);
});

test("the plan's own workbook comes back, edited, from a section that did not use what it got", async () => {
  const { status, report, merged } = await hall.collect([
    hall.receive('a.xlsx', edited(plan, { 2: { [path]: '台帳に書いた' } })),
  ]);
  expect([status, text(merged, '2'), warned(report)]).toEqual([4, textOf(plan, '2', path), ['a.xlsx no-base']]);
});

test('an archive with Shift_JIS names, and archives within archives', async () => {
  const inner = Buffer.from(zip([{ name: 'ABCDEF.xlsx', data: typed('書いた') }]));
  const sjis = Buffer.from('8cc2955b4142', 'hex');
  for (let at = inner.indexOf('ABCDEF'); at >= 0; at = inner.indexOf('ABCDEF')) sjis.copy(inner, at);
  const { status, report, merged } = await hall.collect([
    hall.receive('届いた物.zip', zip([{ name: '課/中.zip', data: inner }])),
  ]);
  expect([status, report?.files.map(({ file }) => file), text(merged)]).toEqual([0, ['個票AB.xlsx'], '書いた']);
});

test('an inbox with everything in it: workbooks are taken, spreadsheets that cannot be read are told one by one, the rest is no workbook', async () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
  hall.receive('書いた.xlsx', typed('書いた'));
  hall.receive('空.xlsx', '');
  hall.receive('古い形式.xls', ole);
  hall.receive('b.xlsb', 'x');
  hall.receive('c.ods', 'x');
  hall.receive('課/d.csv', 'x');
  hall.receive(
    '壊れた.zip',
    zip([
      { name: '奥.zip', data: 'x' },
      { name: '古.XLS', data: 'x' },
    ]),
  );
  for (const name of ['~$書いた.xlsx', 'Thumbs.db', 'メモ.docx', '.隠し.xlsx']) hall.receive(name, 'x');
  const { status, err, report, merged } = await hall.collect([hall.inbox]);
  expect([status, text(merged)]).toEqual([4, '書いた']);
  const unread = ['b.xlsb', 'c.ods', 'd.csv', '古い形式.xls', '古.XLS', '奥.zip', '空.xlsx'];
  expect(
    report?.files
      .filter(({ recognisedBy }) => recognisedBy === null)
      .map(({ file }) => file)
      .toSorted(),
  ).toEqual(unread.toSorted());
  for (const name of unread) expect(err).toContain(`「${name}」は`);
});

test('an inbox without any workbook, and an empty file alone, are refused with a sentence', async () => {
  hall.receive('メモ.docx', 'x');
  const none = await hall.collect([hall.inbox]);
  expect([none.status, none.merged, JSON.parse(none.err)]).toMatchObject([
    3,
    undefined,
    { kind: 'not-found', message: expect.stringContaining('Excelブックが入っていない') as string },
  ]);
  const empty = await hall.collect([hall.receive('空.xlsx', '')]);
  expect([empty.status, empty.merged, JSON.parse(empty.err)]).toMatchObject([3, undefined, { kind: 'not-a-workbook' }]);
});

test.skipIf(onWindows)('a plan folder that cannot be written: refused, and nothing is half done', async () => {
  setWritable(hall.planFolder, false);
  const refused = await hall.collect([hall.receive('a.xlsx', typed('書いた'))]);
  expect([refused.status, refused.merged, JSON.parse(refused.err)]).toMatchObject([
    3,
    undefined,
    { kind: 'write-failed', message: expect.stringContaining('読み取り専用') as string },
  ]);
  setWritable(hall.planFolder, true);
  expect(text((await hall.collect([join(hall.inbox, 'a.xlsx')])).merged)).toBe('書いた');
});

test('two people collect into one plan folder at once: each says the other’s file has come, and nothing is lost', async () => {
  const files = ['1', '2', '3'].map((no) => hall.receive(`${no}.xlsx`, typed(`第${no}の文`, no)));
  const runs = files.map((file, n) =>
    run(
      'collect',
      hall.master,
      file,
      '--plan-folder',
      hall.planFolder,
      '--out',
      join(hall.home, `${n}.xlsx`),
      '--report',
      join(hall.home, `${n}.json`),
    ),
  );
  expect((await Promise.all(runs)).map(({ status }) => status)).toEqual([0, 0, 0]);
  const { status, report, merged } = await hall.collect(files.slice(0, 1));
  expect([status, ...['1', '2', '3'].map((no) => text(merged, no))]).toEqual([0, '第1の文', '第2の文', '第3の文']);
  expect(report?.notReturned).toEqual([]);
});

test.skipIf(!hasOpenpyxl)('a plan whose structure is locked goes out whole and comes back by its base', async () => {
  const locked = new CityHall(
    throughOpenpyxl(
      plan,
      'from openpyxl.workbook.protection import WorkbookProtection\nwb.security = WorkbookProtection(lockStructure=True)',
    ),
  );
  expect((await locked.send()).status).toBe(0);
  const file = locked.receive('a.xlsx', edited(locked.sent('企画第1課'), { 1: { [path]: '書いた' } }));
  const { status, report, merged } = await locked.collect([file]);
  expect([status, report?.files[0]?.recognisedBy, text(merged)]).toEqual([0, 'export', '書いた']);
  locked.close();
});

test('a box that was locked because it is not due now, written all the same: taken and marked', async () => {
  const before = readdirSync(hall.sentFolder);
  expect(
    (await hall.send('--section', '企画第1課', '--step', '2025/firstHalf', '--lock', '--pattern', '{section}_上半期'))
      .status,
  ).toBe(0);
  const [sent = ''] = readdirSync(hall.sentFolder).filter((name) => !before.includes(name));
  const file = hall.receive(
    'a.xlsx',
    edited(readFileSync(join(hall.sentFolder, sent)), {
      1: { [path]: '今は書かない欄', 'progress.2025.firstHalf.text': '上半期' },
    }),
  );
  const { report, merged } = await hall.collect([file]);
  expect(textOf(merged!, '1', 'progress.2025.firstHalf.text')).toBe('上半期');
  expect(report?.files[0]?.items[0]?.fields).toMatchObject([
    { path: 'progress.2025.firstHalf.text' },
    { path, theirs: '今は書かない欄', outside: true },
  ]);
});

test('a master that is edited meanwhile keeps what was typed there; both at one box is a conflict', async () => {
  writeFileSync(hall.master, edited(plan, { 1: { [path]: '台帳で直した', purpose: '台帳の目的' } }));
  const { status, report, merged } = await hall.collect([
    hall.receive('a.xlsx', edited(hall.sent('企画第1課'), { 1: { [path]: '書いた', actions: '書いた取組' } })),
  ]);
  expect([status, text(merged), textOf(merged!, '1', 'purpose'), textOf(merged!, '1', 'actions')]).toEqual([
    4,
    '台帳で直した',
    '台帳の目的',
    '書いた取組',
  ]);
  expect(report?.files[0]?.items[0]?.fields.find((field) => field.path === path)).toMatchObject({
    mine: '台帳で直した',
    theirs: '書いた',
    outcome: 'conflict',
  });
});
