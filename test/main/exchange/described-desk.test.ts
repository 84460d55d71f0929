import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { planForm } from '../../../src-main/exchange/core/plan-form.ts';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import type { ExchangedDocument } from '../../../src-main/exchange/desk/opened-exchange.ts';
import { prepareReturn } from '../../../src-main/exchange/desk/prepare-return.ts';
import { answersStore } from '../../../src-main/exchange/folder/answers-store.ts';
import { formInFolder, keepForm } from '../../../src-main/exchange/folder/form-in-folder.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import type { FieldEdit } from '../../../src-main/engine/types.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { exampleForm } from '../../shared/form/example-form.ts';
import { exampleBook } from '../engine/read/any/example-book.ts';

/** The window's exchange of a plan of a described form: sent, opened by its carried form, filled in, returned, taken in. */

let home = '';
let clock = 0;
let plan: Uint8Array;
let drafts: FieldEdit[] = [];
const work: Work = async (name, args) =>
  structuredClone((perform[name] as (args: unknown) => never)(structuredClone(args)));

function must<T>(done: Result<T, Failure>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value;
}

/** A workbook as the window opens it; `forms`: those that this laptop knows. */
async function open(file: string, forms: readonly (typeof exampleForm)[] = []): Promise<ExchangedDocument> {
  const bytes = readFileSync(file);
  const { items, description } = must(await work('open', { bytes, forms }));
  expect(description?.id, 'read by the description').toBe(exampleForm.id);
  return { path: file, bytes, items, drafts: [], ...(description === undefined ? {} : { form: description }) };
}

const itemOf = ({ items }: ExchangedDocument, no: string) => {
  const item = items.find((one) => one.no === no);
  if (item === undefined) throw new Error(`no item ${no}`);
  return item;
};

let master: ExchangedDocument;
const desk = (): ExchangeDesk =>
  new ExchangeDesk({
    document: (id) => (id === 'doc' ? { ...master, drafts } : undefined),
    work,
    partWork: partWorkInPlace,
    journal: async (_id, edits) => ({ ok: true, value: edits.map((_, i) => i + 1) }),
    person: () => '取りまとめ',
    now: () => new Date(Date.UTC(2026, 9, 1, 0, 0, clock++)),
    keepForm: async (folder, form) => void (await keepForm(folder, planForm(form))),
  });

/** A section's laptop, where nobody has registered the form: opened, filled in, «提出用に保存». */
async function answer(file: string, no: string, fields: Readonly<Record<string, string>>, name: string) {
  const opened = await open(file);
  const edits = Object.entries(fields).map(([path, text]) => ({ item: itemOf(opened, no).key, path, text }));
  const data = join(home, `data-${name}`);
  mkdirSync(data, { recursive: true });
  const made = must(await prepareReturn({ ...opened, drafts: edits }, answersStore(data), work));
  const target = join(home, name);
  writeFileSync(target, made.bytes);
  await made.note();
  return target;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-described-'));
  plan = await exampleBook([
    { no: '101', title: '港まつり' },
    { no: '102', title: '朝市' },
    { no: '103', title: '防災倉庫' },
  ]);
  writeFileSync(join(home, '評価.xlsx'), plan);
  master = await open(join(home, '評価.xlsx'), [exampleForm]);
  mkdirSync(join(home, 'out'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('a described plan is sent, returned, a conflict decided, and taken in', async () => {
  const parcels = ['101', '102', '103'].map((no) => ({ section: `第${no}課`, items: [itemOf(master, no).key] }));
  const sent = must(await desk().distribute('doc', { by: 'lead', parcels, due: '2026-10-31' }, join(home, 'out')));
  expect(sent.files).toHaveLength(3);
  const folder = readdirSync(home).find((name) => name.endsWith('.個票交換')) ?? '';
  expect(must(await formInFolder(join(home, folder)))?.id).toBe(exampleForm.id);

  // Another reader finds one item in each, and no other's title.
  const out = sent.files.map((name) => join(home, 'out', name));
  const titles = ['港まつり', '朝市', '防災倉庫'];
  for (const [i, file] of out.entries()) {
    const said = JSON.stringify(XLSX.read(readFileSync(file)).Sheets);
    expect(titles.filter((title) => said.includes(title))).toEqual([titles[i]]);
  }

  // By mail: the section works by what came along; what differs from the registered form is asked about and counts for nothing.
  const bytes = readFileSync(out[0] ?? '');
  const openedWith = async (forms: readonly FormDescription[]) => must(await work('open', { bytes, forms }));
  const alone = await openedWith([]);
  expect(alone.carried).toEqual({ description: exampleForm, differs: false });
  expect((await openedWith([exampleForm])).carried).toBeUndefined();
  const other: FormDescription = { ...exampleForm, name: '別に直した様式' };
  const differing = await openedWith([other]);
  expect(differing.carried).toEqual({ description: exampleForm, differs: true });
  expect([alone.description?.name, differing.description?.name]).toEqual([exampleForm.name, other.name]);

  const returned = [
    await answer(out[0] ?? '', '101', { 'need.reason': '課の理由', 'cost.2023.budget.state': '1,500' }, 'a.xlsx'),
    await answer(out[1] ?? '', '102', { law: '□あり ■なし' }, 'b.xlsx'),
  ];
  // Meanwhile the lead has typed into one of the boxes.
  drafts = [{ item: itemOf(master, '101').key, path: 'need.reason', text: '取りまとめの理由' }];
  const collecting = desk();
  const review = must(await collecting.review('doc', returned));
  expect(review).toMatchObject({ undecided: 1, files: [{ section: '第101課' }, { section: '第102課' }] });
  const outcomes = review.files.flatMap((file) =>
    file.kind === 'read'
      ? file.items.flatMap(({ no, fields }) => fields.map(({ path, outcome }) => [no, path, outcome]))
      : [],
  );
  expect(outcomes).toEqual(
    expect.arrayContaining([
      ['101', 'cost.2023.budget.state', 'theirs'],
      ['102', 'law', 'theirs'],
    ]),
  );
  expect(outcomes).toHaveLength(3);
  const edits = must(await collecting.takeIn(review.id));
  const texts = Object.fromEntries(edits.map(({ path, after }) => [path, after]));
  expect(texts).toMatchObject({ 'cost.2023.budget.state': '1,500', law: '□あり ■なし' });

  const all = [...drafts, ...edits.map(({ item, path, after }) => ({ item, path, text: after }))];
  const saved = must(
    await work('patch', { bytes: master.bytes, edits: all, form: master.form, options: { unlock: true } }),
  );
  const book = XLSX.read(saved.bytes);
  expect(book.Sheets['個表1']?.['C10']?.v).toBe(1500);
  expect(book.Sheets['個表2']?.['G5']?.v).toBe('□あり ■なし');
  expect(book.Sheets['個表3']).toEqual(XLSX.read(plan).Sheets['個表3']);
});
