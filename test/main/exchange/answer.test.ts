import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from 'xlsx';
import { beforeEach, expect, test } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { path, plan, run, useHall, type CityHall } from './city-halls.ts';
import { edited, textOf } from './returned.ts';

/** Everything that is undecided is one list; each line has an answer by command, and the answer can be taken back. */
interface Question {
  readonly id: string;
  readonly kind: string;
  readonly file: string | null;
  readonly no: string | null;
  readonly path: string | null;
  readonly theirs: readonly { readonly file: string; readonly text: string }[];
  readonly choices: readonly string[];
}

let hall: CityHall;
useHall((made) => (hall = made));
let steps = 0;
beforeEach(() => (steps = 0));

const sent = (section = '企画第1課'): Uint8Array => hall.sent(section);
const typed = (text: string, no = '1', section = `企画第${no}課`): Uint8Array =>
  edited(sent(section), { [no]: { [path]: text } });
const collected = async (files: Readonly<Record<string, Uint8Array>>) =>
  hall.collect(Object.entries(files).map(([name, bytes]) => hall.receive(name, bytes)));
const list = async (master = hall.outFile): Promise<readonly Question[]> => {
  const { status, out } = await run('answer', master, '--plan-folder', hall.planFolder, '--list');
  const { open } = JSON.parse(out) as { open: readonly Question[] };
  expect(status).toBe(open.length === 0 ? 0 : 4);
  return open;
};
/** Answers in the plan as it is by now; gives the new plan. */
const answer = async (master: string, ...args: readonly string[]) => {
  const out = join(hall.home, `答え${++steps}.xlsx`);
  const done = await run('answer', master, '--plan-folder', hall.planFolder, ...args, '--out', out);
  return { ...done, master: out, text: (no = '1') => textOf(readFileSync(out), no, path) };
};

test('a conflict: mine, theirs by name, a text; taken back it is open again under its id', async () => {
  const { status } = await collected({ '甲.xlsx': typed('甲の文'), '乙.xlsx': typed('乙の文') });
  expect(status).toBe(4);
  const open = await list();
  const conflict = open.find(({ kind }) => kind === 'conflict')!;
  expect(conflict).toMatchObject({ no: '1', path });
  expect(conflict.theirs.map(({ text }) => text).sort()).toEqual(['乙の文', '甲の文']);
  const one = await answer(hall.outFile, '--id', conflict.id, '--theirs', '甲.xlsx');
  expect([one.status, one.text()]).toEqual([4, '甲の文']);
  const back = await answer(one.master, '--take-back', conflict.id);
  expect([back.status, back.text()]).toEqual([4, textOf(plan, '1', path)]);
  expect((await list(back.master)).map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
  const text = await answer(back.master, '--id', conflict.id, '--text', '両方の文');
  expect(text.text()).toBe('両方の文');
});

test('ids depend on neither order nor run', async () => {
  const files = { '甲.xlsx': typed('甲の文'), '乙.xlsx': typed('乙の文') };
  await collected(files);
  const one = (await list()).map(({ id }) => id);
  await hall.collect(
    Object.entries(files)
      .toReversed()
      .map(([name, bytes]) => hall.receive(name, bytes)),
  );
  expect((await list()).map(({ id }) => id)).toEqual(one);
});

test('two files of one sending: one takes the other’s place, or both count', async () => {
  await collected({ '甲.xlsx': typed('甲の文'), '乙.xlsx': typed('乙の文') });
  const question = (await list()).find(({ kind }) => kind === 'resubmission')!;
  expect(question.choices).toEqual(['--theirs', '--none', '--leave-out']);
  const done = await answer(hall.outFile, '--id', question.id, '--theirs', '甲.xlsx');
  expect([done.status, done.text()]).toEqual([0, '甲の文']);
});

test('a copied sheet: another item, none, or an item of its own', async () => {
  const copy = join(hall.home, '写し.xlsx');
  const other = edited(sent(), { 1: { no: '9', title: '新しい事業', [path]: '写しに書いた' } });
  writeFileSync(copy, other);
  const both = join(hall.inbox, 'まとめ.xlsx');
  const own = hall.receive('自分.xlsx', typed('自分の文'));
  expect((await run('insert', own, '--from', copy, '--items', '9', '--out', both)).status).toBe(0);
  const { status, report } = await hall.collect([both]);
  expect(status).toBe(4);
  const open = await list();
  expect(open.map(({ kind, no }) => [kind, no])).toEqual([['item', '9']]);
  // Its texts are in the report.
  expect(JSON.stringify(report)).toContain('写しに書いた');
  const asTwo = await answer(hall.outFile, '--id', open[0]!.id, '--item', '2');
  expect([asTwo.status, asTwo.text('2')]).toEqual([0, '写しに書いた']);
  const back = await answer(asTwo.master, '--take-back', open[0]!.id);
  expect(back.text('2')).toBe(textOf(plan, '2', path));
  const asNew = await answer(back.master, '--id', open[0]!.id, '--new');
  expect([asNew.status, asNew.text('9'), asNew.text('1')]).toEqual([0, '写しに書いた', '自分の文']);
  const sheets = (file: string): readonly string[] => XLSX.read(readFileSync(file)).SheetNames;
  const gone = await answer(asNew.master, '--take-back', open[0]!.id);
  expect([gone.status, gone.text('1'), sheets(gone.master)]).toEqual([4, '自分の文', sheets(back.master)]);
  // What somebody has written into since stays, and is told.
  const again = await answer(gone.master, '--id', open[0]!.id, '--new');
  const changed = join(hall.home, '書き足し.xlsx');
  writeFileSync(changed, edited(readFileSync(again.master), { 9: { [path]: '後から書いた' } }));
  const stays = await answer(changed, '--take-back', open[0]!.id);
  expect([stays.text('9'), sheets(stays.master)]).toEqual(['後から書いた', sheets(changed)]);
  expect(stays.out).toContain('残しました');
});

test('a file of another plan is one question; leaving it out changes nothing and is remembered', async () => {
  const foreign = fixtureWorkbook({
    items: 30,
    relabel: (label) => label,
  });
  const strange = edited(
    foreign.bytes,
    Object.fromEntries(
      foreign.truth.items.map((_, index) => [
        String(index + 1),
        {
          title: `よその市の事業その${index}`,
          background: `別の背景${index * 7}`,
          purpose: `別の目的${index * 3}`,
          actions: `ほかの取組${index}`,
        },
      ]),
    ),
  );
  const { status } = await collected({ 'よその市.xlsx': strange });
  expect(status).toBe(4);
  const open = await list();
  expect(open.map(({ kind, file }) => [kind, file])).toEqual([['file', 'よその市.xlsx']]);
  const done = await answer(hall.outFile, '--id', open[0]!.id, '--leave-out');
  expect([done.status, done.text()]).toEqual([0, textOf(plan, '1', path)]);
  expect((await collected({ 'よその市.xlsx': strange })).status).toBe(0);
});

test('«none of the plan’s» takes back what the sheet had put into the plan', async () => {
  await collected({ '甲.xlsx': edited(sent(), { 1: { no: '77', [path]: '書いた' } }) });
  const [question] = await list();
  expect(question?.kind).toBe('item');
  const done = await answer(hall.outFile, '--id', question!.id, '--none');
  expect([done.status, done.text()]).toEqual([0, textOf(plan, '1', path)]);
});

test('a file that has lost its marks is compared with the sending that it proves to be', async () => {
  const { bytes } = fixtureWorkbook({ items: 3 });
  const stripped = edited(bytes, { 1: { [path]: '書いた' } });
  writeFileSync(hall.receive('印なし.xlsx', stripped), stripped);
  const whole = join(hall.home, '全部');
  expect(
    (await run('distribute', hall.master, '--out', whole, '--plan-folder', hall.planFolder, '--by', 'any')).status,
  ).toBe(0);
  const { report, status } = await hall.collect([join(hall.inbox, '印なし.xlsx')]);
  // Three sections' items are no one's sending: each difference is asked about.
  expect([status, report?.files[0]?.recognisedBy]).toEqual([4, 'likeness']);
});

test('the list as a workbook, with who returned what', async () => {
  await collected({ '甲.xlsx': typed('甲の文'), '乙.xlsx': typed('乙の文') });
  const file = join(hall.home, '一覧.xlsx');
  const { status } = await run('answer', hall.outFile, '--plan-folder', hall.planFolder, '--list', '--xlsx', file);
  expect(status).toBe(4);
  const rows = XLSX.utils.sheet_to_csv(XLSX.read(readFileSync(file)).Sheets['確認事項']!);
  for (const text of ['食い違い', '差し替えか', '甲の文', '甲.xlsx', '取り込み済み']) expect(rows).toContain(text);
});

test('wrong usage and unknown questions', async () => {
  await collected({ '甲.xlsx': typed('甲の文'), '乙.xlsx': typed('乙の文') });
  const [conflict] = await list();
  const folder = ['--plan-folder', hall.planFolder] as const;
  const out = ['--out', join(hall.home, 'o.xlsx')] as const;
  for (const args of [
    [hall.outFile, '--list'],
    [hall.outFile, ...folder],
    [hall.outFile, ...folder, '--list', '--mine'],
    [hall.outFile, ...folder, '--id', conflict!.id, '--mine'],
    [hall.outFile, ...folder, '--id', conflict!.id, ...out],
    [hall.outFile, ...folder, '--id', conflict!.id, '--mine', '--none', ...out],
    [hall.outFile, ...folder, '--id', conflict!.id, '--item', '2', ...out],
    [hall.outFile, ...folder, '--id', conflict!.id, '--mine', '--out', hall.outFile],
  ])
    expect([args.slice(1), (await run('answer', ...args)).status]).toEqual([args.slice(1), 2]);
  const unknown = await run('answer', hall.outFile, ...folder, '--id', 'nothing', '--mine', ...out);
  expect([unknown.status, JSON.parse(unknown.err)]).toMatchObject([3, { kind: 'unknown-question' }]);
});

test('a collecting of numbers and texts undone gives the plan back; what was changed since is listed', async () => {
  const before = edited(plan, { 1: { 'indicators.0.2025.actual': '36' } });
  writeFileSync(hall.master, before);
  const { out } = await collected({
    '甲.xlsx': edited(sent(), { 1: { [path]: '甲の文', 'indicators.0.2025.actual': '40', 'annual.2025.grade': 'D' } }),
  });
  const { collecting } = JSON.parse(out) as { collecting: string };
  const later = join(hall.home, '後.xlsx');
  writeFileSync(later, edited(readFileSync(hall.outFile), { 1: { 'annual.2025.grade': 'C' } }));
  const undo = (id: string, n: number) =>
    run(
      'undo',
      later,
      '--plan-folder',
      hall.planFolder,
      '--collecting',
      id,
      '--out',
      join(hall.home, `戻${n}.xlsx`),
      '--report',
      join(hall.home, `戻${n}.json`),
    );
  expect((await undo(collecting, 1)).status).toBe(4);
  const report = JSON.parse(readFileSync(join(hall.home, '戻1.json'), 'utf8')) as Record<string, readonly object[]>;
  expect(report['kept']).toMatchObject([{ path: 'annual.2025.grade', reason: 'changed', now: 'C', wrote: 'D' }]);
  expect(textOf(readFileSync(join(hall.home, '戻1.xlsx')), '1', path)).toBe(textOf(plan, '1', path));
  const again = await undo(collecting, 2);
  expect([again.status, JSON.parse(again.err)]).toMatchObject([3, { kind: 'unknown-collecting' }]);
});
