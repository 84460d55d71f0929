import { expect, test } from 'vitest';
import { takeWhole } from '../../../src-main/exchange/core/take-whole.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import type { FixtureOptions } from '../../helpers/fixture-options.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { lintPackage } from '../../helpers/lint-package.ts';
import { contentsIn, edited, exchanged, textOf } from './returned.ts';

const items = [1, 2].map((no) => filledItem(no, [2025, 2026], 1, 2));
const make = (more: FixtureOptions = {}): Uint8Array => fixtureWorkbook({ items, ...more }).bytes;
const plan = edited(make({ protection: true }), { 1: { purpose: '本庁で直した目的' } });
const key = exchanged(plan).opened.items[0]!.key;

function take(returned: Uint8Array): Uint8Array {
  const taken = takeWhole({ bytes: plan, key, returned, sheet: 'No.1' });
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
  return taken.value;
}

const returned = edited(
  make({ extraCells: { Z3: 'メモ' }, picture: true, notes: [{ path: 'purpose', author: '課', text: '確認ください' }] }),
  {
    1: { purpose: '課の目的', title: '課の題' },
  },
);

test('what is no field comes from the returned sheet, the fields’ texts stay the plan’s', () => {
  const bytes = take(returned);
  expect(lintPackage(bytes)).toEqual([]);
  const [mine, before] = [exchanged(bytes).opened, exchanged(plan).opened];
  for (const item of mine.items) {
    const old = before.items.find((one) => one.no === item.no)!;
    expect(Object.fromEntries(Object.values(item.fields).map((field) => [field!.path, field!.text]))).toEqual(
      Object.fromEntries(Object.values(old.fields).map((field) => [field!.path, field!.text])),
    );
    expect([item.key, item.sheet]).toEqual([old.key, old.sheet]);
  }
  const sheets = new Map(contentsIn(bytes).map((sheet) => [sheet.sheet, sheet]));
  expect(sheets.get('No.1')!.cells['Z3']).toBe('メモ');
  expect(Object.values(sheets.get('No.1')!.notes).join()).toContain('確認ください');
  expect(sheets.get('No.1')!.shapes).toContain('');
  expect(sheets.get('No.2')).toEqual(contentsIn(plan).find(({ sheet }) => sheet === 'No.2'));
});

test('the plan’s own protection stays, the sender’s does not come', () => {
  const protectionOf = (bytes: Uint8Array): string | undefined =>
    /<sheetProtection[^>]*>/.exec(exchanged(bytes).opened.package.text(key).text)?.[0];
  expect(protectionOf(take(returned))).toBe(protectionOf(plan));
  expect(protectionOf(plan)).toBeDefined();
});

test('a returned sheet without the box of a text that the plan holds is refused', () => {
  const fewer = fixtureWorkbook({ items: [filledItem(1, [2025], 1, 2), items[1]!], years: [2025] }).bytes;
  expect(takeWhole({ bytes: plan, key, returned: fewer, sheet: 'No.1' })).toMatchObject({
    ok: false,
    failure: { kind: 'structure', reason: 'boxes-gone' },
  });
  expect(textOf(plan, '1', 'purpose')).toBe('本庁で直した目的');
});
