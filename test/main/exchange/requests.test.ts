import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answersStore } from '../../../src-main/exchange/folder/answers-store.ts';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import type { ExchangedDocument } from '../../../src-main/exchange/desk/opened-exchange.ts';
import { prepareReturn } from '../../../src-main/exchange/desk/prepare-return.ts';
import { RequestDesk } from '../../../src-main/exchange/desk/request-desk.ts';
import { answersIn, withAnswer, withoutAnswers, withRequests } from '../../../src-main/exchange/core/request-notes.ts';
import type { CarriedRequest } from '../../../src-main/exchange/core/snapshot.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { lintPackage } from '../../helpers/lint-package.ts';
import { convert, libreOffice } from '../../helpers/libreoffice.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';
import { contentsIn, edited, exchanged } from './returned.ts';

const path: FieldPath = 'annual.2026.assessment';
/** The plan's own note stands on the requested box too: it has to stay. */
const plan = fixtureWorkbook({
  items: [1, 2].map((no) => filledItem(no, [2025, 2026])),
  notes: [{ path, author: '取りまとめ課', text: '前からのメモ' }],
}).bytes;
const work: Work = async (name, args) =>
  structuredClone((perform[name] as (args: unknown) => never)(structuredClone(args)));

let home = '';
let clock = 0;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-requests-'));
  mkdirSync(join(home, 'out'));
  writeFileSync(join(home, '台帳.xlsx'), plan);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function must<T>(result: Promise<Result<T, Failure>>): Promise<T> {
  const done = await result;
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value;
}

function documentOf(file: string, drafts: ExchangedDocument['drafts'] = []): ExchangedDocument {
  const bytes = readFileSync(file);
  const { opened } = exchanged(bytes);
  const { planId } = opened.plan;
  return { path: file, bytes, items: opened.items, drafts, ...(planId === undefined ? {} : { planId }) };
}

function desks(file: string, drafts: ExchangedDocument['drafts'] = []) {
  const options = {
    document: () => documentOf(file, drafts),
    work,
    partWork: partWorkInPlace,
    journal: async (_: string, edits: readonly unknown[]) =>
      ({ ok: true, value: edits.map((_edit, index) => index + 1) }) as const,
    person: () => '港 花子',
    now: () => new Date(Date.UTC(2026, 9, 1, 0, 0, clock++)),
  };
  const store = answersStore(home);
  return { exchange: new ExchangeDesk(options), requests: new RequestDesk(options, store), store };
}

const master = () => desks(join(home, '台帳.xlsx'));
const keyOf = (no: string): string => exchanged(plan).opened.items.find((item) => item.no === no)!.key;
const ask = (text: string, field: FieldPath = path): Promise<void> =>
  must(master().requests.request('d', keyOf('1'), field, text));

async function send(): Promise<string> {
  const parcels = [{ section: '企画第1課', items: [keyOf('1')] }];
  const sent = await must(master().exchange.distribute('d', { by: 'lead', parcels }, join(home, 'out')));
  return join(home, 'out', sent.files[0]!);
}

async function collect(bytes: Uint8Array, name = 'a.xlsx') {
  writeFileSync(join(home, name), bytes);
  const { exchange } = master();
  const review = await must(exchange.review('d', [join(home, name)]));
  await must(exchange.takeIn(review.id));
  return review;
}

const states = async () =>
  (await must(master().requests.view('d'))).requests.map(({ text, status, answer }) => [text, status, answer]);
const notesIn = (bytes: Uint8Array): readonly string[] =>
  contentsIn(bytes).flatMap(({ notes }) => Object.values(notes));

test('a request goes out with the sheet, as a note under the one that was there, and is open until then and after', async () => {
  await ask('件数の根拠を書いてください。');
  expect(await states()).toEqual([['件数の根拠を書いてください。', 'open', undefined]]);
  const file = await send();
  const bytes = readFileSync(file);
  expect(lintPackage(bytes)).toEqual([]);
  const [note] = notesIn(bytes);
  expect(note).toContain('前からのメモ');
  expect(note).toMatch(/【修正依頼】港 花子　2026\/10\/01\n件数の根拠を書いてください。\n【回答】/);
  expect(exchanged(bytes).opened.package.text('xl/comments1.xml').text).toContain('<b/>');
  expect((await must(master().exchange.view('d'))).sections).toMatchObject([{ section: '企画第1課', openRequests: 1 }]);
  expect(notesIn(readFileSync(join(home, '台帳.xlsx'))).join('')).not.toContain('修正依頼');
});

test('a returned file that changed the box closes it; taken out again, it is open again', async () => {
  await ask('直してください。');
  const file = await send();
  const review = await collect(edited(readFileSync(file), { 1: { [path]: '直した評価' } }));
  expect(review.files).toMatchObject([{ other: [] }]);
  expect(await states()).toEqual([['直してください。', 'changed', undefined]]);
  const { exchange } = master();
  const [taken] = (await must(exchange.view('d'))).collections;
  await must(exchange.undo('d', taken!.id));
  expect(await states()).toEqual([['直してください。', 'open', undefined]]);
});

test('a returned file that changed another box does not close it', async () => {
  await ask('直してください。');
  const file = await send();
  await collect(edited(readFileSync(file), { 1: { purpose: '目的だけ直した' } }));
  expect(await states()).toEqual([['直してください。', 'open', undefined]]);
});

test('the section sees it at the box, answers it in this app, and the answer closes it', async () => {
  await ask('根拠は？');
  await ask('単位は？', 'purpose');
  const file = await send();
  const section = desks(file);
  const view = await must(section.requests.view('d'));
  expect(view).toMatchObject({
    received: true,
    requests: [
      { path, text: '根拠は？', status: 'open' },
      { path: 'purpose', text: '単位は？', status: 'open' },
    ],
  });
  await must(section.requests.answer(view.requests[0]!.id, '統計年報によります。\n二行目'));
  expect((await must(desks(file).requests.view('d'))).requests[0]).toMatchObject({
    status: 'answered',
    answer: '統計年報によります。\n二行目',
  });
  const prepared = await must(prepareReturn(documentOf(file), section.store, work));
  expect(lintPackage(prepared.bytes)).toEqual([]);
  const review = await collect(prepared.bytes);
  expect(review).toMatchObject({ writes: 0, files: [{ other: [], warnings: [] }] });
  expect(await states()).toEqual([
    ['根拠は？', 'answered', '統計年報によります。\n二行目'],
    ['単位は？', 'open', undefined],
  ]);
  // What is answered is not asked again with the next sending.
  expect(notesIn(readFileSync(await send())).filter((note) => note.includes('根拠は？'))).toEqual([]);
});

test('an answer changed before sending back again takes the place of the first', async () => {
  await ask('根拠は？');
  const file = await send();
  const { requests, store } = desks(file);
  const [request] = (await must(requests.view('d'))).requests;
  await must(requests.answer(request!.id, '一回目'));
  writeFileSync(file, (await must(prepareReturn(documentOf(file), store, work))).bytes);
  await must(requests.answer(request!.id, '二回目'));
  await collect((await must(prepareReturn(documentOf(file), store, work))).bytes);
  expect(await states()).toEqual([['根拠は？', 'answered', '二回目']]);
});

test('one taken back is neither open nor sent', async () => {
  await ask('やはり結構です。');
  const { requests } = await must(master().requests.view('d'));
  await must(master().requests.withdraw('d', requests[0]!.id));
  expect(await states()).toEqual([['やはり結構です。', 'withdrawn', undefined]]);
  expect(notesIn(readFileSync(await send())).join('')).not.toContain('結構です');
});

test('a second laptop sees the same', async () => {
  await ask('直してください。');
  await collect(edited(readFileSync(await send()), { 1: { [path]: '直した' } }));
  const before = await must(master().requests.view('d'));
  const other = mkdtempSync(join(tmpdir(), 'kohyo-requests-'));
  // The app's own data does not move with the folder.
  cpSync(home, other, { recursive: true, filter: (source) => !source.endsWith('returns.json') });
  rmSync(home, { recursive: true, force: true });
  home = other;
  expect(await must(master().requests.view('d'))).toEqual(before);
});

describe.skipIf(!hasOpenpyxl)('a section with plain Excel, played by openpyxl', () => {
  test('writes under 【回答】 in the note', async () => {
    await ask('根拠は？');
    const file = await send();
    const bytes = throughOpenpyxl(
      readFileSync(file),
      `from openpyxl.comments import Comment\nfor row in wb['No.1'].iter_rows():\n  for c in row:\n    if c.comment and '根拠は？' in c.comment.text:\n      c.comment = Comment(c.comment.text + '\\n年報によります。', '企画第1課')`,
    );
    const review = await collect(bytes);
    expect(review.files).toMatchObject([{ recognisedBy: 'base' }]);
    expect(await states()).toEqual([['根拠は？', 'answered', '年報によります。']]);
  });
});

describe.skipIf(libreOffice === undefined)('LibreOffice', () => {
  test('keeps note and request', async () => {
    await ask('根拠は？');
    const bytes = convert(readFileSync(await send()), 'xlsx');
    expect(notesIn(bytes).join('\n')).toMatch(/前からのメモ[\s\S]*【修正依頼】[\s\S]*根拠は？\n【回答】/);
    await collect(bytes);
    expect(await states()).toEqual([['根拠は？', 'open', undefined]]);
  });
});

describe('the note', () => {
  const request = (id: string, text: string): CarriedRequest => ({
    id,
    item: 'i',
    path,
    text,
    at: '2026-10-01T00:00:00Z',
    by: '港',
  });
  const two = [request('a', '一つ目'), request('b', '二つ目\n続き')];

  test('several requests, answered one by one', () => {
    const note = withRequests('メモ', two);
    expect(answersIn(note, two).size).toBe(0);
    const first = withAnswer(note, two[0]!, '甲');
    const both = withAnswer(first, two[1]!, '乙\n丙');
    expect([...answersIn(both, two)]).toEqual([
      ['a', '甲'],
      ['b', '乙\n丙'],
    ]);
    expect([...answersIn(withAnswer(both, two[0]!, '丁'), two)]).toEqual([
      ['a', '丁'],
      ['b', '乙\n丙'],
    ]);
    expect(withoutAnswers(both)).toBe(withoutAnswers(note));
    expect(both.startsWith('メモ\n')).toBe(true);
  });

  test('an answer on the line of 【回答】, with CR LF, counts; a changed memo is a difference', () => {
    const note = withRequests(undefined, [two[0]!])
      .replaceAll('\n', '\r\n')
      .replace('【回答】（本文を直したときは、書かなくてかまいません）', '【回答】直しました');
    expect([...answersIn(note, two)]).toEqual([['a', '直しました']]);
    expect(withoutAnswers(withRequests('メモ', two))).not.toBe(withoutAnswers(withRequests('別のメモ', two)));
  });

  test('a note that was thrown away gets the request again with the answer', () => {
    expect([...answersIn(withAnswer(undefined, two[1]!, '乙'), two)]).toEqual([['b', '乙']]);
  });
});

test('a box that a request asks about stays open whatever the step locks, and its answer is not outside of the step', async () => {
  const asked: FieldPath = 'annual.2025.assessment';
  await ask('根拠を書いてください', asked);
  const parcels = [{ section: '企画第1課', items: [keyOf('1')] }];
  const options = { by: 'lead', parcels, step: { kind: 'firstHalf', year: 2026 }, lock: true } as const;
  const sent = await must(master().exchange.distribute('d', options, join(home, 'out')));
  const file = join(home, 'out', sent.files[0]!);
  const open = Object.values(exchanged(readFileSync(file)).opened.items[0]!.fields)
    .filter((field) => field!.locked !== true)
    .map((field) => field!.path);
  expect(open.sort()).toEqual([asked, 'progress.2026.firstHalf.status', 'progress.2026.firstHalf.text']);
  const review = await collect(edited(readFileSync(file), { 1: { [asked]: '根拠はこれ' } }));
  expect(JSON.stringify(review)).not.toContain('outside');
});
