import { describe, expect, it } from 'vitest';
import { factsName, factsOf } from '../../../../../src-shared/form/facts.ts';
import { perform } from '../../../../../src-main/jobs/perform.ts';
import { openByDescription } from '../../../../../src-main/engine/read/any/as-workbook.ts';
import { exampleForm } from '../../../../shared/form/example-form.ts';
import { exampleBook } from './example-book.ts';

const book = exampleBook(
  [
    { no: '1', title: '甲' },
    { no: '2', title: '乙' },
  ],
  [
    ['1', '甲', 'A'],
    ['8', '丙', 'B'],
  ],
);

async function opened() {
  const contents = perform.open({ bytes: await book, forms: [exampleForm] });
  if (!contents.ok) throw new Error(JSON.stringify(contents.failure));
  return contents.value;
}

describe('a workbook of a described form as the window gets it', () => {
  it('has the items with what the description says of each box', async () => {
    const { items, form, description } = await opened();
    expect(form).toMatchObject({ id: 'minato-jigyo', stages: [{ id: '計画時' }, { id: '評価時' }] });
    expect(description).toEqual(exampleForm);
    expect(items.map(({ no, sheet }) => [no, sheet])).toContainEqual(['1', '個表1']);
    const cost = items[0]?.fields['cost.2024.budget.own'];
    const facts = factsOf(cost);
    expect(facts).toMatchObject({
      label: '一般財源',
      year: 2024,
      block: 'cost',
      traits: { kind: 'number', unit: '千円' },
    });
    expect(facts && factsName(facts)).toBe('令和6年度 予算額 一般財源');
    expect(cost?.capacity?.lines).toBe(1);
    expect(items[0]?.fields['cost.2024.budget.total']?.formula).toBeDefined();
  });

  it('shares what is said and drawn between items that are alike', async () => {
    const { items, sheets } = await opened();
    const [one, two] = items.filter(({ row, no }) => row === undefined && (no === '1' || no === '2'));
    expect(one?.fields['how']?.facts).toBe(two?.fields['how']?.facts);
    expect(one?.drawn).toEqual([{ sheet: '個表1', index: 0 }]);
    expect(two?.drawn).toEqual([{ sheet: '個表2', index: 0 }]);
    const cells = sheets[0]?.cells ?? [];
    expect(cells).toContainEqual({ top: 3, left: 1, bottom: 3, right: 2, text: '事業コード' });
    expect(cells).toContainEqual({ top: 3, left: 3, bottom: 3, right: 4, path: 'no' });
    expect(sheets[0]?.widths).toHaveLength(Math.max(...cells.map(({ right }) => right)));
  });

  it('saves edits of several items, rows of lists too, and reads the same again', async () => {
    const { items } = await opened();
    const row = items.find(({ row }) => row !== undefined);
    const sheet = items.find(({ row }) => row === undefined);
    if (row === undefined || sheet === undefined) throw new Error('no row');
    const listed = Object.values(row.fields).find((field) => factsOf(field)?.traits.role === 'title');
    const edits = [
      { item: sheet.key, path: 'title', text: '甲の改' },
      { item: sheet.key, path: 'cost.2024.budget.own', text: '1234' },
      { item: row.key, path: listed?.path ?? '', text: '丙の改' },
    ];
    const saved = perform.patch({ bytes: await book, edits, form: exampleForm, options: { grow: true } });
    if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    const again = openByDescription(saved.value.bytes, exampleForm);
    if (!again.ok) throw new Error(JSON.stringify(again.failure));
    const texts = edits.map(({ item, path }) => again.value.items.find(({ key }) => key === item)?.fields[path]?.text);
    expect(texts).toEqual(['甲の改', '1,234', '丙の改']);
    expect(saved.value.form?.id).toBe('minato-jigyo');
  });

  it('never writes a computed box', async () => {
    const { items } = await opened();
    const path = 'cost.2024.budget.total';
    const edits = [{ item: items[0]?.key ?? '', path, text: '1' }];
    expect(perform.patch({ bytes: await book, edits, form: exampleForm, options: { unlock: true } })).toMatchObject({
      ok: false,
      failure: { kind: 'computed' },
    });
  });
});
