import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collect, type Collection } from '../../../src-main/exchange/core/collect.ts';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import { masterFrom } from '../../../src-main/exchange/core/read-returned.ts';
import { takeIn, type TakenIn } from '../../../src-main/exchange/core/take-in.ts';
import { openWithEdits } from '../../../src-main/jobs/open-with-edits.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import type { FieldEdit } from '../../../src-main/engine/types.ts';
import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { exchanged, textOf } from './returned.ts';

/** Rows of 取組工程 and 指標 that a section has added come into the plan with everything in them, and go out again by undo. */
const plan = fixtureWorkbook({ items: 2 }).bytes;
const itemOf = (bytes: Uint8Array, no: string): ItemSheet =>
  exchanged(bytes).opened.items.find((item) => item.no === no)!;

/** A workbook with texts in rows behind the last ones, as this program saves it. */
function withRows(bytes: Uint8Array, no: string, texts: Readonly<Partial<Record<FieldPath, string>>>): Uint8Array {
  const { key } = itemOf(bytes, no);
  const opened = openWithEdits(
    bytes,
    Object.entries(texts).map(([path, text]) => ({ item: key, path: path as FieldPath, text: text ?? '' })),
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value.package.bytes;
}

function run(
  base: Uint8Array,
  now: Uint8Array,
  ...returned: readonly Uint8Array[]
): { readonly collection: Collection; readonly taken: TakenIn } {
  const master = exchanged(now);
  const collection = collect(
    {
      master: masterFrom(master),
      returned: returned.map((bytes, i) => ({ name: `${i}.xlsx`, bytes })),
      given: base,
      memory: { records: [], bases: new Map() },
    },
    { id: 'c', at: '' },
  );
  const taken = takeIn(master, collection.edits, undefined);
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
  return { collection, taken: taken.value };
}
const conflicts = ({ collection }: { readonly collection: Collection }): readonly string[] =>
  collection.conflicts.map(({ path }) => path).toSorted();

const shared = join(process.env['KOHYO_SHARED'] ?? '', 'workbooks');
const books = ['minato-plan', 'minato-4years', 'minato-drift', 'minato-libreoffice', 'minato-openpyxl', 'niigata-no10']
  .map((name) => join(shared, `${name}.xlsx`))
  .filter((file) => existsSync(file));

describe.skipIf(books.length === 0)(
  `development workbooks${books.length === 0 ? ' (skipped: KOHYO_SHARED names no folder of them)' : ''}`,
  () => {
    test.each(books)('%s: a row of each list is added with its texts, all else stays as it is', (file) => {
      const base = readFileSync(file);
      const { no, years, rows, fields } = exchanged(base).opened.items[0]!;
      const { steps: stepRows = 0, indicators: indicatorRows = 0 } = rows;
      const texts = {
        [`steps.${stepRows}.current`]: '新しい工程\n・二行目',
        [`steps.${stepRows}.${years[0]}.plan`]: '計画',
        ...(indicatorRows === 0
          ? {}
          : {
              [`indicators.${indicatorRows}.name`]: '新しい指標',
              [`indicators.${indicatorRows}.${years[0]}.actual`]: '7件',
            }),
      } as Partial<Record<FieldPath, string>>;
      const returned = withRows(base, no, texts);
      const { collection, taken } = run(base, base, returned);
      expect([collection.undecided, taken.refused]).toEqual([0, []]);
      for (const [path, text] of Object.entries(texts))
        expect(textOf(taken.bytes, no, path as FieldPath), path).toBe(text);
      const after = itemOf(taken.bytes, no);
      for (const field of Object.values(fields)) expect(after.fields[field!.path]?.text, field!.path).toBe(field!.text);
      // What was taken in is taken in: the same file once more changes nothing.
      expect(run(base, taken.bytes, returned).collection.edits).toEqual([]);
    });
  },
);

describe('two at one place', () => {
  const row = (name: string, current: string, actual: string): Partial<Record<FieldPath, string>> => ({
    'indicators.1.name': name,
    'indicators.1.current': current,
    'indicators.1.2025.actual': actual,
  });

  test('two sections add different rows: every field that only one of them says is asked about, none is mixed in', () => {
    const found = run(
      plan,
      plan,
      withRows(plan, '1', row('甲の指標', '1件', '')),
      withRows(plan, '1', row('乙の指標', '', '7件')),
    );
    expect(conflicts(found)).toEqual(['indicators.1.2025.actual', 'indicators.1.current', 'indicators.1.name']);
    expect(itemOf(found.taken.bytes, '1').rows['indicators']).toBe(1);
  });

  test('two sections add the same row, and each fills in another of its boxes: one row', () => {
    const found = run(
      plan,
      plan,
      withRows(plan, '1', row('甲の指標', '1件', '')),
      withRows(plan, '1', row('甲の指標', '', '7件')),
    );
    expect([
      conflicts(found),
      textOf(found.taken.bytes, '1', 'indicators.1.current'),
      textOf(found.taken.bytes, '1', 'indicators.1.2025.actual'),
    ]).toEqual([[], '1件', '7件']);
  });

  test('the plan has got a row of its own there meanwhile: asked about, and nothing of the other goes into it', () => {
    const found = run(
      plan,
      withRows(plan, '1', row('台帳の指標', '', '')),
      withRows(plan, '1', row('甲の指標', '1件', '7件')),
    );
    expect(conflicts(found)).toEqual(['indicators.1.2025.actual', 'indicators.1.current', 'indicators.1.name']);
    expect(textOf(found.taken.bytes, '1', 'indicators.1.name')).toBe('台帳の指標');
    expect(textOf(found.taken.bytes, '1', 'indicators.1.current')).toBe('');
  });

  test('a box of a row that the plan has lost makes no row without a name', () => {
    const base = withRows(plan, '1', row('二つ目', '1件', ''));
    const returned = withRows(base, '1', { 'indicators.1.2025.actual': '7件' });
    const found = run(base, plan, returned);
    expect(itemOf(found.taken.bytes, '1').rows['indicators']).toBe(1);
    expect(conflicts(found).length + found.collection.undecided).toBeGreaterThan(0);
  });
});

describe('in the window', () => {
  let home = '';
  let bytes = plan;
  let drafts: FieldEdit[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'kohyo-rows-'));
    bytes = plan;
    drafts = [];
    writeFileSync(join(home, '台帳.xlsx'), plan);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const work: Work = async (name, args) =>
    structuredClone((perform[name] as (args: unknown) => never)(structuredClone(args)));
  const desk = (): ExchangeDesk =>
    new ExchangeDesk({
      document: () => ({ path: join(home, '台帳.xlsx'), bytes, items: exchanged(bytes).opened.items, drafts }),
      work,
      partWork: partWorkInPlace,
      journal: async (_id, edits) => ({ ok: true, value: edits.map((_, index) => index + 1) }),
      person: () => '取りまとめ',
      now: () => new Date(0),
    });
  async function must<T>(result: Promise<Result<T, Failure>>): Promise<T> {
    const done = await result;
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
    return done.value;
  }
  const type = (edits: readonly ExchangeEdit[]): void => {
    for (const { item, path, after, gone } of edits)
      drafts = [
        ...drafts.filter((draft) => draft.item !== item || draft.path !== path),
        { item, path, text: after, ...(gone === undefined ? {} : { gone }) },
      ];
  };
  function save(): void {
    const opened = openWithEdits(bytes, drafts);
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    bytes = opened.value.package.bytes;
    drafts = [];
  }
  async function takeInRow(): Promise<string> {
    await must(
      desk().distribute(
        'doc',
        { by: 'lead', parcels: [{ section: '企画第1課', items: [itemOf(plan, '1').key] }] },
        home,
      ),
    );
    const sent = readFileSync(join(home, '個票_企画第1課.xlsx'));
    writeFileSync(
      join(home, 'back.xlsx'),
      withRows(sent, '1', { 'indicators.1.name': '新しい指標', 'indicators.1.current': '5件' }),
    );
    const exchange = desk();
    const review = await must(exchange.review('doc', [join(home, 'back.xlsx')]));
    expect([review.writes, review.undecided]).toEqual([2, 0]);
    type(await must(exchange.takeIn(review.id)));
    return (await must(desk().view('doc'))).collections[0]!.id;
  }

  test('taken in and not saved: the undo takes the texts out of the drafts', async () => {
    const collected = await takeInRow();
    expect(drafts.map(({ path, text }) => `${path} ${text}`).toSorted()).toEqual([
      'indicators.1.current 5件',
      'indicators.1.name 新しい指標',
    ]);
    const undone = await must(desk().undo('doc', collected));
    expect([undone.kept, undone.edits.map(({ after, gone }) => [after, gone])]).toEqual([
      [],
      [
        ['', undefined],
        ['', undefined],
      ],
    ]);
    type(undone.edits);
    save();
    expect(itemOf(bytes, '1').rows['indicators']).toBe(1);
  });

  test('taken in and saved: the row goes with its texts', async () => {
    const collected = await takeInRow();
    save();
    expect(itemOf(bytes, '1').rows['indicators']).toBe(2);
    const undone = await must(desk().undo('doc', collected));
    expect(undone.edits.map(({ after, gone }) => [after, gone])).toEqual([
      ['', true],
      ['', true],
    ]);
    type(undone.edits);
    save();
    expect(itemOf(bytes, '1').rows['indicators']).toBe(1);
    expect((await must(desk().view('doc'))).conflicts).toEqual([]);
  });

  test('typed in since: the row stays with what was typed, and what was typed over is listed', async () => {
    const collected = await takeInRow();
    save();
    const { key } = itemOf(bytes, '1');
    type([
      { item: key, path: 'indicators.1.current', before: '5件', after: '6件' },
      { item: key, path: 'indicators.1.2025.actual', before: '', after: '9件' },
    ]);
    const undone = await must(desk().undo('doc', collected));
    expect(undone.edits).toMatchObject([{ path: 'indicators.1.name', after: '' }]);
    expect(undone.edits[0]?.gone).toBeUndefined();
    expect(undone.kept).toMatchObject([{ path: 'indicators.1.current' }]);
    type(undone.edits);
    save();
    expect([
      textOf(bytes, '1', 'indicators.1.name'),
      textOf(bytes, '1', 'indicators.1.current'),
      textOf(bytes, '1', 'indicators.1.2025.actual'),
    ]).toEqual(['', '6件', '9件']);
  });

  test('a row that was typed in the window and not saved yet is a row of the plan', async () => {
    const { key } = itemOf(bytes, '1');
    type([{ item: key, path: 'indicators.1.name', before: '', after: '台帳で足した指標' }]);
    await must(desk().distribute('doc', { by: 'lead', parcels: [{ section: '企画第1課', items: [key] }] }, home));
    const sent = readFileSync(join(home, '個票_企画第1課.xlsx'));
    expect(textOf(sent, '1', 'indicators.1.name')).toBe('台帳で足した指標');
    writeFileSync(join(home, 'back.xlsx'), withRows(sent, '1', { 'indicators.1.2025.actual': '7件' }));
    const review = await must(desk().review('doc', [join(home, 'back.xlsx')]));
    expect([review.writes, review.undecided]).toEqual([1, 0]);
  });
});
