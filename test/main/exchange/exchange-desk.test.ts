import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import { recordPages } from '../../../src-main/printing/record-pages.ts';
import { writeMergeRecord } from '../../../src-main/engine/write/marks/merge-record.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { edited, exchanged, hashIn } from './returned.ts';
import { prepareReturn } from '../../../src-main/exchange/desk/prepare-return.ts';
import { answersStore } from '../../../src-main/exchange/folder/answers-store.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';

import {
  answer,
  desk,
  document,
  journal,
  key,
  log,
  must,
  path,
  plan,
  send,
  type,
  work,
  office,
  useOffice,
} from './desk-office.ts';

useOffice();

test('sent, returned, reviewed, taken in, undone', async () => {
  expect((await must(desk().view('doc'))).sections).toEqual([]);
  expect(readdirSync(office.home), 'looking makes nothing').toEqual(['台帳.xlsx']);
  const files = await send();
  expect(readdirSync(join(office.home, 'out')).sort()).toEqual([
    '個票_企画第1課_2026年度.xlsx',
    '個票_企画第2課_2026年度.xlsx',
    '個票_企画第3課_2026年度.xlsx',
  ]);
  const before = await must(desk().view('doc'));
  expect(before.sections.map(({ section, state, due }) => [section, state, due])).toEqual([
    ['企画第1課', 'waiting', '2026-10-31'],
    ['企画第2課', 'waiting', '2026-10-31'],
    ['企画第3課', 'waiting', '2026-10-31'],
  ]);
  expect(before.sections[0]!.reminder).toContain('個票（2026年度）');

  const one = desk();
  const review = await must(one.review('doc', [answer(files[0]!, 'a.xlsx', '1', '返ってきた')]));
  expect(review).toMatchObject({
    writes: 1,
    undecided: 0,
    files: [
      {
        kind: 'read',
        recognisedBy: 'export',
        section: '企画第1課',
        items: [{ no: '1', fields: [{ path, theirs: '返ってきた', outcome: 'theirs' }] }],
      },
    ],
  });
  expect((await must(desk().view('doc'))).collections).toEqual([]);
  const edits = await must(one.takeIn(review.id));
  expect(edits).toMatchObject([{ item: key('1'), path, after: '返ってきた' }]);
  type(edits);

  const after = await must(desk('同僚').view('doc'));
  expect(after.sections[0]!.state).toBe('returned');
  expect(after.collections).toMatchObject([{ by: '取りまとめ', files: ['a.xlsx'], fields: 1 }]);
  const undone = await must(desk().undo('doc', after.collections[0]!.id));
  expect(undone).toMatchObject({ edits: [{ item: key('1'), path, before: '返ってきた' }], kept: [] });
  type(undone.edits);
  const again = await must(desk().view('doc'));
  expect(again.collections).toEqual([]);
  expect(again.sections[0]!.state).toBe('waiting');
});

test('an undo leaves what was typed since, and says so', async () => {
  const files = await send();
  const one = desk();
  type(await must(one.takeIn((await must(one.review('doc', [answer(files[0]!, 'a.xlsx', '1', '返ってきた')]))).id)));
  office.drafts = [{ item: key('1'), path, text: '直した' }];
  const { collections } = await must(one.view('doc'));
  expect(await must(one.undo('doc', collections[0]!.id))).toEqual({ edits: [], kept: [{ item: key('1'), path }] });
});

test('what is typed over a text that was taken in is no conflict with it', async () => {
  const files = await send();
  const one = desk();
  type(await must(one.takeIn((await must(one.review('doc', [answer(files[0]!, 'a.xlsx', '1', '返ってきた')]))).id)));
  office.drafts = [{ item: key('1'), path, text: '返ってきた文を直した' }];
  expect((await must(one.view('doc'))).conflicts).toEqual([]);
});

test('a conflict is decided, and stays decided for a colleague', async () => {
  const files = await send();
  office.drafts = [{ item: key('2'), path, text: '本庁で直した' }];
  const one = desk();
  const review = await must(one.review('doc', [answer(files[1]!, 'b.xlsx', '2', '課が直した')]));
  expect(review).toMatchObject({ writes: 0, undecided: 1 });
  expect(await must(one.takeIn(review.id))).toEqual([]);
  const [conflict] = (await must(one.view('doc'))).conflicts;
  expect(conflict).toMatchObject({ no: '2', path, mine: '本庁で直した', writable: true });
  expect(conflict!.candidates.map(({ value, from }) => [value, from[0]!.kind, from[0]!.section])).toEqual([
    ['課が直した', 'file', '企画第2課'],
    ['本庁で直した', 'master', undefined],
  ]);
  type(await must(one.decide('doc', key('2'), path, '両方を合わせた文')));
  expect(office.drafts).toEqual([{ item: key('2'), path, text: '両方を合わせた文' }]);
  expect((await must(desk('同僚').view('doc'))).conflicts).toEqual([]);
});

test('a resubmission asks one question; the answer replaces the earlier texts', async () => {
  const files = await send();
  const one = desk();
  const a = answer(files[2]!, 'c1.xlsx', '3', '一回目');
  const b = answer(files[2]!, 'c2.xlsx', '3', '二回目');
  type(await must(one.takeIn((await must(one.review('doc', [a, b]))).id)));
  const view = await must(one.view('doc'));
  expect(view.questions).toHaveLength(1);
  const [question] = view.questions;
  const later = question!.fileName === 'c2.xlsx';
  type(
    await must(
      one.answer('doc', later ? question!.file : question!.earlier, later ? question!.earlier : question!.file, true),
    ),
  );
  expect(office.drafts).toEqual([{ item: key('3'), path, text: '二回目' }]);
  const settled = await must(one.view('doc'));
  expect([settled.questions, settled.conflicts]).toEqual([[], []]);
});

test('a sheet that nobody knows is identified by a person', async () => {
  const files = await send();
  const copy = join(office.home, 'd.xlsx');
  writeFileSync(copy, edited(readFileSync(files[0]!), { 1: { no: '9', [path]: '番号が違う' } }));
  const one = desk();
  type(await must(one.takeIn((await must(one.review('doc', [copy]))).id)));
  const { sheets } = await must(one.view('doc'));
  expect(sheets).toMatchObject([{ fileName: 'd.xlsx', returnedNo: '9', status: 'renumbered', item: key('1') }]);
  await must(one.identify('doc', sheets[0]!.file, sheets[0]!.sheet, key('1')));
  expect((await must(one.view('doc'))).sheets).toEqual([]);
});

test('the merge record names file, section and text, as a workbook and on paper', async () => {
  const files = await send();
  const one = desk();
  type(await must(one.takeIn((await must(one.review('doc', [answer(files[0]!, 'a.xlsx', '1', '=返ってきた')]))).id)));
  const rows = await must(one.record('doc', (name) => `欄:${name}`));
  const [page] = recordPages(rows, '台帳.xlsx', '2026-10-01T00:00:00Z');
  const printed = textsOf(page)
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .join('');
  for (const text of ['取込記録', '=返ってきた', 'a.xlsx', '企画第1課', rows[0]!.hash.slice(0, 12)])
    expect(printed).toContain(text);
  const bytes = await writeMergeRecord('取込記録', rows);
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes.slice().buffer);
  const row = book.getWorksheet('取込記録')!.getRow(3).values as readonly unknown[];
  expect(row).toContain(`欄:${path}`);
  expect(row).toContain('=返ってきた');
  expect(row).toContain('a.xlsx');
  expect(row).toContain('企画第1課');
});

test('a file that ends the worker stands alone as unreadable', async () => {
  const files = await send();
  const good = answer(files[0]!, 'a.xlsx', '1', '返ってきた');
  writeFileSync(join(office.home, 'evil.xlsx'), 'evil');
  const fragile: Work = async (name, args) => {
    const { returned } = args as { returned?: readonly { name: string }[] };
    if (returned?.some((file) => file.name === 'evil.xlsx'))
      return { ok: false, failure: { kind: 'too-large', reason: 'package' } } as never;
    return work(name, args);
  };
  const one = new ExchangeDesk({
    document,
    work: fragile,
    partWork: partWorkInPlace,
    journal,
    person: () => '',
    now: () => new Date(0),
  });
  const review = await must(one.review('doc', [good, join(office.home, 'evil.xlsx')]));
  expect(review.files.map((file) => [file.name, file.kind])).toEqual([
    ['a.xlsx', 'read'],
    ['evil.xlsx', 'unreadable'],
  ]);
});

test("a text is in the workbook's journal before the log tells of it, so that a crash in between loses none", async () => {
  const [file] = await send();
  const one = desk();
  const before = log();
  const review = await must(one.review('doc', [answer(file!, 'a.xlsx', '1', '返ってきた')]));
  expect(await must(one.takeIn(review.id))).toMatchObject([{ after: '返ってきた', seq: 1 }]);
  expect(office.journalled).toEqual([{ after: '返ってきた', logged: before }]);
  expect(log()).toContain('"collected"');
  // Killed in between: the text is a draft, the log knows nothing. The same file again is taken in and changes nothing.
  writeFileSync(
    join(
      office.home,
      '台帳.個票交換',
      readdirSync(join(office.home, '台帳.個票交換')).find((name) => name.endsWith('.jsonl'))!,
    ),
    before,
  );
  type([{ item: key('1'), path, before: '', after: '返ってきた' }]);
  const again = desk();
  const second = await must(again.review('doc', [join(office.home, 'a.xlsx')]));
  expect(await must(again.takeIn(second.id))).toEqual([]);
  expect(office.drafts).toEqual([{ item: key('1'), path, text: '返ってきた' }]);
  expect((await must(again.view('doc'))).sections[0]!.state).toBe('returned');
});

test('a log that refuses takes nothing in: the text goes out of the journal again', async () => {
  const [file] = await send();
  const folder = join(office.home, '台帳.個票交換');
  const name = readdirSync(folder).find((each) => each.endsWith('.jsonl'))!;
  const kept = readFileSync(join(folder, name));
  const put: string[] = [];
  const one = new ExchangeDesk({
    document,
    work,
    partWork: partWorkInPlace,
    person: () => '',
    now: () => new Date(0),
    journal: async (_id, edits) => {
      // The share goes away between the journal and the log.
      if (put.length === 0) {
        rmSync(join(folder, name));
        mkdirSync(join(folder, name));
      }
      put.push(...edits.map(({ after }) => after));
      return { ok: true, value: edits.map((_, index) => index + 1) };
    },
  });
  const review = await must(one.review('doc', [answer(file!, 'a.xlsx', '1', '返ってきた')]));
  expect(await one.takeIn(review.id)).toMatchObject({ ok: false });
  const base = exchanged(plan).opened.items.find((item) => item.no === '1')!.fields[path]!.text;
  expect(put).toEqual(['返ってきた', base]);
  rmSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name), kept);
  // The review is still there, and can be taken in now.
  expect(await must(one.takeIn(review.id))).toMatchObject([{ after: '返ってきた' }]);
});

test('taking in can be stopped until it is journalled: wherever it is stopped, nothing tells of it, and it can be done then', async () => {
  const files = await send();
  const answers = files.map((file, index) => answer(file, `${index + 1}.xlsx`, String(index + 1), `返信${index + 1}`));
  const one = desk();
  const folder = join(office.home, '台帳.個票交換');
  /** What tells a person or a program of a collecting: the log and the list, not the copies under their digests. */
  const told = (): string =>
    readdirSync(folder)
      .filter((name) => /\.(?:jsonl|csv)$/u.test(name))
      .toSorted()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
  const review = await must(one.review('doc', answers));
  const before = told();
  for (let stopAt = 0; stopAt < answers.length; stopAt += 1) {
    const stop = new AbortController();
    const seen: (readonly [number, number])[] = [];
    const taken = await one.takeIn(review.id, [], {
      signal: stop.signal,
      progress: (done, total) => {
        seen.push([done, total]);
        if (done === stopAt) stop.abort();
      },
    });
    expect(taken).toMatchObject({ ok: false, failure: { kind: 'stopped', reason: 'takingIn' } });
    // It stops at the file at which it was asked to, not at the end.
    expect(seen).toEqual(Array.from({ length: stopAt + 1 }, (_, done) => [done, answers.length]));
    expect([told(), office.journalled]).toEqual([before, []]);
    expect((await must(desk().view('doc'))).sections.map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
  }
  expect((await must(one.takeIn(review.id))).map(({ after }) => after).toSorted()).toEqual(['返信1', '返信2', '返信3']);
  expect(told()).not.toBe(before);
});

/** A return made by «提出用に保存»: it names the returns that it was made from. */
async function returned(
  name: string,
  from: string,
  text: Readonly<Record<string, string>>,
  earlier: readonly string[],
) {
  const made = await must(
    work('makeReturn', {
      bytes: edited(readFileSync(from), { 1: text }),
      descends: earlier.map((file) => hashIn(readFileSync(file))),
      answers: {},
    }),
  );
  const target = join(office.home, name);
  writeFileSync(target, made);
  return target;
}
const takenIn = async (file: string): Promise<void> => {
  const one = desk();
  const { id } = await must(one.review('doc', [file]));
  type(await must(one.takeIn(id)));
};
const draftOf = (field: string): string | undefined => office.drafts.find((draft) => draft.path === field)?.text;

test('a resubmission that empties a box empties it in the plan', async () => {
  const [sentFile = ''] = await send();
  const grade = 'annual.2026.grade';
  const before = exchanged(plan).opened.items[0]!.fields[grade]!.text;
  const first = await returned('1回目.xlsx', sentFile, { [path]: '初回', [grade]: 'D' }, []);
  await takenIn(first);
  expect([draftOf(path), draftOf(grade)]).toEqual(['初回', 'D']);
  await takenIn(await returned('2回目.xlsx', sentFile, { [path]: '再提出' }, [first]));
  expect([draftOf(path), draftOf(grade)]).toEqual(['再提出', before]);
});

test('a return that names another copy as its own, and holds nothing of it, is asked about', async () => {
  const [sentFile = ''] = await send();
  const first = await returned('甲.xlsx', sentFile, { [path]: '甲の文' }, []);
  await takenIn(first);
  await takenIn(await returned('乙.xlsx', sentFile, { 'annual.2026.grade': 'D' }, [first]));
  expect([draftOf(path), draftOf('annual.2026.grade')]).toEqual(['甲の文', 'D']);
  expect((await must(desk().view('doc'))).questions).toHaveLength(1);
});

test('two copies of one sending on one machine: each return is of its own document', async () => {
  const [sentFile = ''] = await send();
  const copy = join(office.home, '写し.xlsx');
  writeFileSync(copy, edited(readFileSync(sentFile), { 1: { 'annual.2026.grade': 'D' } }));
  writeFileSync(sentFile, edited(readFileSync(sentFile), { 1: { [path]: '甲の文' } }));
  const store = answersStore(join(office.home, 'data'));
  mkdirSync(join(office.home, 'data'));
  const opened = (file: string) => ({
    path: file,
    bytes: readFileSync(file),
    items: exchanged(readFileSync(file)).opened.items,
    drafts: [],
  });
  const hashes: string[] = [];
  for (const file of [sentFile, copy]) {
    const made = await must(prepareReturn(opened(file), store, work));
    const { marks } = exchanged(made.bytes);
    expect(marks.descends.some((hash) => hashes.includes(hash))).toBe(false);
    hashes.push(hashIn(made.bytes));
    await made.note();
  }
  const again = await must(prepareReturn(opened(sentFile), store, work));
  expect(exchanged(again.bytes).marks.descends).toContain(hashes[0]);
});
