import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../../../src-main/engine/read/open.ts';
import { openByDescription } from '../../../../../src-main/engine/read/any/as-workbook.ts';
import type { ItemSheet } from '../../../../../src-shared/domain/item.ts';
import { shippedDescription } from '../../../../../src-shared/form/shipped.ts';
import { labelPattern } from '../../../../../src-shared/form/label-pattern.ts';
import { checkDescription } from '../../../../../src-shared/form/check-description.ts';
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

test('words that are names of an object’s own parts are words like others in a label', () => {
  expect(labelPattern('{year}__proto__').match('令和6年度proto')).toMatchObject({ year: { western: 2024 } });
});
