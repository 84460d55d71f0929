import { expect, test } from 'vitest';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { listOf } from '../../../src-main/printing/list-of.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { listPaperSheet } from '../../../src-shared/paper/list-paper.ts';
import { readingOf, type ReadCell } from '../../../src-shared/paper/reading.ts';
import type { PrintedPage, TextBlock } from '../../../src-shared/paper/page.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';

const opened = openWorkbook(fixtureWorkbook({ items: 3 }).bytes);
if (!opened.ok) throw new Error('not opened');
const workbook = opened.value;
const item = workbook.items[0]!;
const words = ({ lines }: TextBlock): string => lines.map(({ text }) => text).join('');
const tables = (page: PrintedPage): readonly (readonly (readonly ReadCell[])[])[] =>
  readingOf(page).flatMap((one) => (one.kind === 'table' ? [one.rows] : []));

/** Columns of every row with what spans into it: the same in a regular table. */
function widths(rows: readonly (readonly ReadCell[])[]): ReadonlySet<number> {
  const counts = rows.map(() => 0);
  for (const [r, cells] of rows.entries())
    for (const { columns, rows: high } of cells)
      for (let down = r; down < r + high; down += 1) counts[down] = (counts[down] ?? 0) + columns;
  return new Set(counts);
}

test('a form is heard in its own order: every text once, its words as heads, its boxes as cells, in a regular table', () => {
  const geometry = openPaperBook(workbook.package).geometry(item.key);
  const values = new Set(Object.values(item.fields).flatMap((field) => field?.cell ?? []));
  const { pages } = layoutSheet(geometry, { policy: 'grow', values });
  for (const page of pages) {
    const all = readingOf(page);
    const heard = all.flatMap((one) =>
      one.kind === 'text'
        ? [words(one.text)]
        : one.kind === 'table'
          ? one.rows.flat().flatMap(({ texts }) => texts.map(words))
          : [],
    );
    const drawn = page.ink.flatMap((one) => (one.kind === 'text' && one.role !== 'header' ? [words(one)] : []));
    expect(heard.toSorted()).toEqual(drawn.toSorted());
    for (const rows of tables(page)) expect([...widths(rows)]).toHaveLength(1);
  }
  const cells = pages.flatMap((page) => tables(page).flat(2));
  const title = (item.fields['title']?.text ?? '').replaceAll('\n', '');
  const at = cells.findIndex(({ texts }) => texts.some((text) => words(text).includes(title)));
  expect(cells[at]?.head).toBeUndefined();
  // The label stands before its box.
  expect(cells[at - 1]).toMatchObject({ head: 'row' });
  expect(words(cells[at - 1]!.texts[0]!)).toContain('改革項目');
});

test('a list’s heads are those of columns; a figure is heard as its words; its title is a heading, heard once', () => {
  const request = { file: '計画.xlsx', items: workbook.items, policy: 'grow', date: '', time: '', today: '' } as const;
  const paper = { ...listOf('tally', request), tables: listOf('tally', request).tables.slice(0, 1) };
  const many = {
    ...paper,
    tables: paper.tables.map((table) => ({
      ...table,
      rows: Array.from({ length: 80 }, () => table.rows[0]!),
      figures: Array.from({ length: 80 }, () => table.figures?.[0]),
    })),
  };
  const { pages } = layoutSheet(listPaperSheet(many), { policy: 'grow' });
  expect(pages.length).toBeGreaterThan(2);
  const titles = pages.flatMap((page) =>
    readingOf(page).flatMap((one) => (one.kind === 'text' && one.level === 1 ? [words(one.text)] : [])),
  );
  expect(titles).toEqual([paper.title]);
  for (const page of pages) {
    const [rows] = tables(page);
    expect(rows?.[0]?.every(({ head }) => head === 'column')).toBe(true);
    expect(rows?.[1]?.[1]?.alt).toContain('件');
    expect([...widths(rows ?? [])]).toHaveLength(1);
  }
});
