import { describe, expect, test } from 'vitest';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { textsOf, type PrintedPage } from '../../../src-shared/paper/page.ts';
import { paperKinds } from '../../../src-shared/contract/print-order.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';

/** Plans that no form foresees: each paper of each must hold every title, inside the paper, with numbers that are right. */
const years = [2023, 2024, 2025, 2026, 2027];
const result = openWorkbook(
  fixtureWorkbook({ years, items: [filledItem(1, years, 2, 2), filledItem(2, years)] }).bytes,
);
if (!result.ok) throw new Error(JSON.stringify(result.failure));
const { package: pkg, items: two } = result.value;
const [model] = two as readonly [ItemSheet];

function like(no: string, texts: Readonly<Partial<Record<FieldPath, string>>> = {}): ItemSheet {
  const fields = Object.fromEntries(
    Object.entries(model.fields).map(([path, field]) => [
      path,
      { ...field, text: texts[path as FieldPath] ?? field?.text ?? '' },
    ]),
  ) as ItemSheet['fields'];
  return { ...model, no, fields };
}
const long = '非常に長い題名を持つ改革項目の'.repeat(20);

const plans: readonly (readonly [string, readonly ItemSheet[]])[] = [
  ['no item', []],
  ['one item', [model]],
  ['five years', two],
  ['no pillars', [like('1', { pillar: '' }), like('2', { pillar: '' })]],
  ['no numbers', [like('', { title: '番号のない個票' }), like(' ', { title: '空白だけの番号' })]],
  ['one number twice', [like('7', { title: '同じ番号の一つ目' }), like('7', { title: '同じ番号の二つ目' })]],
  ['very long titles', [like('1', { title: long, pillar: long, sections: `${long}課●` })]],
  ['nothing filled in', [{ ...model, years: [], rows: {}, sections: [], fields: {} }]],
];

const texts = (pages: readonly PrintedPage[]): string =>
  pages
    .flatMap((page) => textsOf(page).flatMap(({ lines }) => lines.map(({ text }) => text)))
    .join('')
    .replace(/\s+/gu, '');

describe.each(plans)('%s', (_, items) => {
  test.each(paperKinds)('%s', (paper) => {
    for (const booklet of [undefined, { title: '資料', date: '令和8年4月1日' }]) {
      const before = { items: items.slice(0, 1), package: pkg, name: '前回' };
      const job = preparePrint(pkg, {
        file: '計画.xlsx',
        items,
        policy: 'grow',
        date: '2026/4/1',
        time: '9:00',
        today: '令和8年4月1日',
        paper,
        booklet,
        ...(paper === 'comparison' ? { earlier: before } : {}),
      });
      if (!job.ok) throw new Error(JSON.stringify(job.failure));
      const sheets = [...job.value.sheets()];
      const pages = sheets.flatMap((sheet) => sheet.pages);
      expect(pages).toHaveLength(job.value.pages);
      const all = texts(pages);
      if (!['tally', 'conflicts', 'missing', 'form'].includes(paper))
        for (const item of items) expect(all).toContain((item.fields.title?.text ?? '').replace(/\s+/gu, ''));
      for (const page of pages) {
        for (const { lines } of textsOf(page)) {
          for (const line of lines) {
            expect(line.x).toBeGreaterThanOrEqual(-0.5);
            expect(line.x + line.width).toBeLessThanOrEqual(page.width + 0.5);
            expect(line.y).toBeLessThanOrEqual(page.height);
          }
        }
      }
    }
  });
});

test('300 items: one list whose heading stands on every page, and contents with every page’s number', () => {
  const many = Array.from({ length: 300 }, (_, index) => like(String(index + 1), { title: `第${index + 1}の項目` }));
  const request = { file: '計画.xlsx', items: many, policy: 'grow', date: '', time: '', paper: 'list' } as const;
  const list = preparePrint(pkg, request);
  if (!list.ok) throw new Error('no list');
  const pages = [...list.value.sheets()].flatMap((sheet) => sheet.pages);
  expect(pages.length).toBeGreaterThan(5);
  for (const page of pages) expect(texts([page])).toContain('具体的な改革項目');
  expect(texts(pages)).toContain('第300の項目');
});
