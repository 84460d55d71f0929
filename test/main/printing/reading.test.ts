import { expect, test } from 'vitest';
import { openByDescription } from '../../../src-main/engine/read/any/as-workbook.ts';
import { openAny } from '../../../src-main/engine/read/any/open-any.ts';
import { printableOf } from '../../../src-main/cli/print-by-form.ts';
import type { WorkbookPackage } from '../../../src-main/engine/types.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { paperUnits } from '../../../src-main/printing/described-units.ts';
import { listOf } from '../../../src-main/printing/list-of.ts';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import { blockOfBox } from '../../../src-shared/form/facts.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { listPaperSheet } from '../../../src-shared/paper/list-paper.ts';
import { readingOf, type ReadCell } from '../../../src-shared/paper/reading.ts';
import type { PrintedPage, TextBlock } from '../../../src-shared/paper/page.ts';
import type { Drawing } from '../../../src-shared/paper/sheet.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { formBook, type FormCell } from '../engine/learn/form-books.ts';
import { plainShape } from '../../../src-shared/paper/plain-shape.ts';

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
  const values = new Map(
    Object.values(item.fields).map((field) => [field!.cell, blockOfBox(item, field!.path) ?? ''] as const),
  );
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

/** A text box with its corner in a cell. */
const textBox = (row: number, column: number, text: string): Drawing => ({
  kind: 'shape',
  anchor: { row, column, x: 1, y: 1, width: 30, height: 8 },
  shape: plainShape({
    text: [{ align: 'left', runs: [{ text, font: { name: 'ＭＳ 明朝', size: 6, bold: false } }] }],
    vertical: 'top',
    wrap: false,
  }),
});

/** All words in the order in which they are heard, one entry a cell or free text. */
const heardOf = (page: PrintedPage): readonly string[] =>
  readingOf(page).flatMap((one) =>
    one.kind === 'text'
      ? [words(one.text)]
      : one.kind === 'table'
        ? one.rows.flat().map(({ texts }) => texts.map(words).join('｜'))
        : [],
  );

test('a shape’s text is heard with the cell that it lies on, and beside the sheet’s cells at its height', () => {
  const geometry = openPaperBook(workbook.package).geometry(item.key);
  const title = item.fields['title']!;
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(title.cell) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const drawings = [textBox(Number(row), column, '優先'), textBox(1, 1, '様式')];
  const { pages } = layoutSheet({ ...geometry, drawings }, { policy: 'grow' });
  const heard = pages.map(heardOf);
  expect(heard.flat().filter((text) => text.includes('優先'))).toEqual([`${title.text.replaceAll('\n', '')}｜優先`]);
  const first = heard[0] ?? [];
  const at = first.findIndex((text) => text.includes('様式'));
  expect(at).toBeGreaterThanOrEqual(0);
  expect(at).toBeLessThan(first.findIndex((text) => text.includes('優先')));
});

const fieldOf = (path: string, label: string) =>
  ({ path, kind: 'line', place: { side: 'right', rows: [label] } }) as const;

/** Money at the left, indicators at the right, a heading over each and a remark under both. */
const besideForm: FormDescription = {
  kohyoForm: 1,
  id: 'beside',
  name: '並ぶ様式',
  editions: [
    {
      id: 'R6',
      sheets: [
        {
          id: 'sheet',
          role: 'item',
          titles: ['事業評価シート'],
          blocks: [
            { id: 'top', fields: [{ ...fieldOf('no', '番号'), role: 'no' }, fieldOf('name', '名称')] },
            {
              id: 'money',
              heading: '１　事業費',
              fields: [fieldOf('a', '国費'), fieldOf('b', '市費'), fieldOf('c', '総額')],
            },
            { id: 'marks', heading: '２　指標', fields: [fieldOf('d', '目標'), fieldOf('e', '実績')] },
            { id: 'last', heading: '３　備考', fields: [fieldOf('f', '課題')] },
          ],
        },
      ],
    },
  ],
};

function onlyPage(pkg: WorkbookPackage, items: readonly ItemSheet[]): PrintedPage {
  const job = preparePrint(pkg, { file: '', items, policy: 'grow', date: '', time: '', today: '' });
  if (!job.ok) throw new Error(JSON.stringify(job.failure));
  const pages = [...job.value.sheets()].flatMap((sheet) => sheet.pages);
  expect(pages).toHaveLength(1);
  return pages[0]!;
}

test('blocks of a described form that stand beside each other are heard one after the other, all else by rows', async () => {
  const label = (at: string, text: string): FormCell => ({ at, label: text });
  const box = (at: string, text: string): FormCell => ({ at, box: text });
  const bytes = await formBook({
    様式: [
      { at: 'A1:D1', words: '事業評価シート' },
      label('A2', '番号'),
      box('B2', '1'),
      label('C2', '名称'),
      box('D2', '甲'),
      label('A3:B3', '１　事業費'),
      label('C3:D3', '２　指標'),
      label('A4', '国費'),
      box('B4', '10'),
      label('C4', '目標'),
      box('D4', '30'),
      label('A5', '市費'),
      box('B5', '20'),
      label('C5', '実績'),
      box('D5', '40'),
      label('A6', '総額'),
      box('B6', '50'),
      label('C6:D6', ''),
      label('A7:D7', '３　備考'),
      label('A8', '課題'),
      box('B8:D8', '特になし'),
    ],
  });
  const opened = openByDescription(bytes, besideForm);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const any = openAny(bytes, besideForm);
  if (!any.ok) throw new Error(JSON.stringify(any.failure));
  // As the window prints it, and as the command line does.
  const { items } = printableOf({ ...any.value, bytes, modified: 0, description: besideForm });
  const [page, other] = [paperUnits(opened.value.items), items].map((units) => onlyPage(opened.value.package, units));
  const heard = heardOf(page!).filter((text) => text !== '');
  expect(heardOf(other!)).toEqual(heardOf(page!));
  expect(heard).toEqual([
    '事業評価シート',
    '番号',
    '1',
    '名称',
    '甲',
    '１　事業費',
    '国費',
    '10',
    '市費',
    '20',
    '総額',
    '50',
    '２　指標',
    '目標',
    '30',
    '実績',
    '40',
    '３　備考',
    '課題',
    '特になし',
  ]);
  for (const rows of tables(page!)) expect([...widths(rows)]).toHaveLength(1);
});
