import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../../../src-main/engine/read/open.ts';
import { openByDescription } from '../../../../../src-main/engine/read/any/as-workbook.ts';
import type { ItemSheet } from '../../../../../src-shared/domain/item.ts';
import { shippedDescription } from '../../../../../src-shared/form/shipped.ts';
import { labelPattern } from '../../../../../src-shared/form/label-pattern.ts';
import { checkDescription } from '../../../../../src-shared/form/check-description.ts';
import { drawForm, draftXml, insertColumn, insertRow, moved, onGraphPaper, type Draft } from '../helpers/form-draft.ts';
import { freedoms } from '../helpers/form-freedoms.ts';
import { rawWorkbook } from '../helpers/raw-workbook.ts';
import { newWorkbook } from '../../../../../src-main/engine/make/new/new-workbook.ts';

const shared = join(process.env['KOHYO_SHARED'] ?? '', 'workbooks');
const books = ['minato-plan', 'minato-4years', 'minato-drift', 'minato-libreoffice', 'minato-openpyxl', 'niigata-no10']
  .map((name) => join(shared, `${name}.xlsx`))
  .filter((file) => existsSync(file));

const cellsOf = ({ fields }: ItemSheet): Record<string, string> =>
  Object.fromEntries(Object.values(fields).flatMap((field) => (field === undefined ? [] : [[field.path, field.cell]])));

/** What the two readers find, sheet by sheet. */
function both(bytes: Uint8Array) {
  const fast = openWorkbook(bytes);
  const slow = openByDescription(bytes, shippedDescription);
  if (!fast.ok || !slow.ok) throw new Error(JSON.stringify([fast, slow].map((one) => (one.ok ? '' : one.failure))));
  const byDescription = new Map(slow.value.items.map((item) => [item.sheet, item]));
  return fast.value.items.map((item) => ({
    sheet: item.sheet,
    fast: cellsOf(item),
    slow: cellsOf(byDescription.get(item.sheet) ?? { ...item, fields: {} }),
  }));
}

test('the shipped description is one that the program accepts', () => {
  expect(checkDescription(JSON.parse(JSON.stringify(shippedDescription)))).toMatchObject({ ok: true });
});

describe('the reader of any form finds with the shipped description what the fast one finds', () => {
  test.each([1, 2, 3, 4, 5])('new plans of %i years', async (count) => {
    const years = Array.from({ length: count }, (_, i) => 2025 + i);
    const made = await newWorkbook({
      title: 'plan',
      years,
      pillars: ['重点改革項目Ⅰ'],
      items: [{ no: 1, pillar: 1, title: '一', stepRows: 3, indicatorRows: 2 }],
    });
    if (!made.ok) throw new Error('new');
    for (const { fast, slow } of both(made.value.bytes)) expect(slow).toEqual(fast);
  });

  test.skipIf(books.length === 0).each(books)(
    `%s${books.length === 0 ? ' (skipped: KOHYO_SHARED names no folder)' : ''}`,
    (file) => {
      for (const { sheet, fast, slow } of both(readFileSync(file))) expect(slow, sheet).toEqual(fast);
    },
  );
});

const value = (path: string): string =>
  path === 'no' ? '7' : path === 'sections' ? '企画課' : path === 'pillar' ? '重点改革項目１ 窓口' : `${path}の文`;
const drawn = (more: Partial<Parameters<typeof drawForm>[0]> = {}): Draft =>
  drawForm({ years: [2025, 2026], steps: 2, indicators: 2, value, ...more });
const bookOf = (draft: Draft): Uint8Array => rawWorkbook({ sheets: [{ name: '個票', content: draftXml(draft) }] });

describe('forms laid out and written as in the wild', () => {
  test.each([
    ['two years', drawn()],
    ['five years, four indicators', drawn({ years: [2019, 2020, 2021, 2022, 2023], indicators: 4, steps: 4 })],
    ['the progress block beside the overview', drawn({ beside: true })],
    ['years above plan and actual', drawn({ twoHeadingRows: true })],
    ['somewhere on the sheet', moved(drawn(), 3, 2)],
    ['a column inserted', insertColumn(drawn(), 4)],
    ['a row inserted', insertRow(drawn(), 9)],
  ])('%s: both readers find the same boxes', (_, draft) => {
    for (const { fast, slow } of both(bookOf(draft))) expect(slow).toEqual(fast);
  });

  const all = Object.entries(freedoms).flatMap(([kind, ways]) =>
    Object.entries(ways).map(([way, change]) => [`${kind}: ${way}`, change] as const),
  );
  test.each([...all, ['graph paper', (draft: Draft) => onGraphPaper(draft, 4)] as const])(
    '%s: no box is another one, and what is lost is asked about',
    (name, change) => {
      // With a block or a memo right of the boxes this reader takes some places there for boxes, which the fast one does not: open.
      const [first, years] = [drawn(), drawn({ years: [2022, 2023, 2024], twoHeadingRows: true })];
      const isOpen = /^(?:places: a wide label|grid: memos)/u.test(name);
      const isPlaces = /^(?:places|grid|graph)/u.test(name);
      for (const draft of isOpen ? [first] : isPlaces ? [first, years] : [first, years, drawn({ beside: true })]) {
        const bytes = bookOf(change(draft));
        const fast = openWorkbook(bytes);
        const slow = openByDescription(bytes, shippedDescription);
        if (!fast.ok) throw new Error(JSON.stringify(fast.failure));
        // A sheet that does not look like the form is refused as a whole, not read in part.
        if (!slow.ok) {
          expect(slow.failure.kind).toBe('no-items');
          continue;
        }
        const [own, other] = [fast, slow].map((one) => cellsOf(one.value.items[0] as ItemSheet)) as [
          Record<string, string>,
          Record<string, string>,
        ];
        for (const [path, cell] of Object.entries(other)) expect(own[path], path).toBe(cell);
        if (Object.keys(other).length < Object.keys(own).length)
          expect(slow.value.warnings.map(({ kind }) => kind)).toContain('ambiguous-label');
      }
    },
  );
});

test('words that are names of an object’s own parts are words like others in a label', () => {
  expect(labelPattern('{year}__proto__').match('令和6年度proto')).toMatchObject({ year: { western: 2024 } });
});
