import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { listOf } from '../../../src-main/printing/list-of.ts';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import type { PrintRequest } from '../../../src-main/printing/print-request.ts';
import { writeListWorkbook } from '../../../src-main/engine/make/new/list-workbook.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { listPaperSheet } from '../../../src-shared/paper/list-paper.ts';
import { itemList } from '../../../src-shared/paper/item-list.ts';
import { openConflict } from '../../../src-shared/paper/open-papers.ts';
import { glancePlan, glanceItem } from '../../../src-shared/glance/items.ts';
import { tallyPaper } from '../../../src-shared/paper/tally.ts';
import { listPapers, type ListPaperKind } from '../../../src-shared/contract/print-order.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';

const result = openWorkbook(fixtureWorkbook({ items: 4 }).bytes);
if (!result.ok) throw new Error(JSON.stringify(result.failure));
const workbook = result.value;
const model = workbook.items[0] as ItemSheet;

/** An item with these texts in place of the fixture's. */
function item(no: string, texts: Readonly<Partial<Record<FieldPath, string>>>): ItemSheet {
  const title = model.fields.title as NonNullable<ItemSheet['fields']['title']>;
  const fields = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, { ...title, path: path as FieldPath, text: text ?? '' }]),
  );
  return { ...model, key: `xl/${no}.xml`, no, fields: { ...model.fields, ...fields } };
}
const grade = (no: string, text: string) => item(no, { 'overall.grade': text, pillar: '柱' });

const request = (more: Partial<PrintRequest> = {}): PrintRequest => ({
  file: '計画.xlsx',
  items: workbook.items,
  policy: 'grow',
  date: '2026/10/1',
  time: '9:00',
  today: '令和8年10月1日',
  ...more,
});
const earlier = (items: readonly ItemSheet[]) => ({ items, package: workbook.package, name: '第1回' });
const rowsOf = (kind: ListPaperKind, more: Partial<PrintRequest> = {}) =>
  listOf(kind, request(more)).tables.flatMap(({ rows }) => rows);

describe('一覧表', () => {
  test('one row an item, grades as they are now, whatever the workbook’s own list has cached', () => {
    const paper = itemList(glancePlan([grade('1', 'A'), grade('2', 'Ｂ')]), []);
    expect(paper.tables[0]?.rows.map((row) => [row[0], row.at(-1)])).toEqual([
      ['1', 'A'],
      ['2', 'Ｂ'],
    ]);
  });
  test('a grade that moved since the earlier version says from where; a new item and one in another width do not', () => {
    const rows = rowsOf('list', {
      items: [grade('1', 'A'), grade('2', 'Ｂ'), grade('3', ''), grade('9', 'C')],
      earlier: earlier([grade('1', 'B'), grade('2', 'B'), grade('3', 'D')]),
      columns: ['no', 'overall', 'changes'],
    });
    expect(rows).toEqual([
      ['1', 'A←B', '総合評価（評価区分）'],
      ['2', 'Ｂ', '総合評価（評価区分）'],
      ['3', '空欄←D', '総合評価（評価区分）'],
      ['9', 'C', '新規'],
    ]);
  });
  test('columns as they are chosen; a paper with many lies down and no column is lost', () => {
    const paper = itemList(glancePlan(workbook.items), [], {
      columns: ['no', 'pillar', 'majorItem', 'middleItem', 'title', 'sections', 'statuses', 'grades', 'overall'],
    });
    expect(paper.landscape).toBe(true);
    expect(paper.tables[0]?.columns.map(({ heading }) => heading)).toEqual([
      'No.',
      '改革項目',
      '大項目',
      '中項目',
      '具体的な改革項目',
      '担当課',
      '令和8年度\n上半期',
      '令和8年度\n下半期',
      '令和7年度\n評価',
      '令和8年度\n評価',
      '総合\n評価',
    ]);
    expect(itemList(glancePlan(workbook.items), [], { columns: ['no', 'title', 'lead', 'overall'] }).landscape).toBe(
      false,
    );
  });
});

describe('集計', () => {
  test('values count alike in any width, in the order of the plan’s own list; blanks count apart', () => {
    const choices = {
      ...(model.fields.title as NonNullable<ItemSheet['fields']['title']>),
      choices: ['達成', '一部達成', '未達成'],
    };
    const listed = (no: string, text: string): ItemSheet => ({
      ...grade(no, ''),
      fields: { ...grade(no, '').fields, 'overall.grade': { ...choices, text } },
    });
    const counted = (items: readonly ItemSheet[]) => {
      const table = tallyPaper(glancePlan(items), []).tables.find(({ heading }) => heading === '総合評価 評価区分');
      return [table?.columns.map(({ heading }) => heading), table?.rows[0], table?.shares];
    };
    expect(counted([grade('1', 'A'), grade('2', 'Ａ'), grade('3', 'B'), grade('4', '')])).toEqual([
      ['改革項目', '構成', 'A', 'B', 'C', 'D', '未記入', '計'],
      ['柱', '', '2', '1', '0', '0', '1', '4'],
      ['構成比', '', '50.0%', '25.0%', '0.0%', '0.0%', '25.0%', '100.0%'],
    ]);
    expect(counted([listed('1', '未達成'), listed('2', '達成'), listed('3', '達成')])).toEqual([
      ['改革項目', '構成', '達成', '一部達成', '未達成', '未記入', '計'],
      ['柱', '', '2', '0', '1', '0', '3'],
      ['構成比', '', '66.7%', '0.0%', '33.3%', '0.0%', '100.0%'],
    ]);
  });
  test('changes are named by number, with what they were before', () => {
    const now = [grade('1', 'A'), grade('2', 'Ａ'), grade('3', 'B'), grade('4', ''), grade('5', 'A')];
    const before = [grade('1', 'A'), grade('2', 'B'), grade('3', 'B'), grade('4', 'C'), grade('5', 'B')];
    const { tables } = tallyPaper(glancePlan(now), [], { earlier: before.map((one) => glanceItem(one)) });
    expect(tables.find(({ heading }) => heading === '総合評価 評価区分')?.remarks).toEqual([
      '変更　A←B: No.2、No.5　空欄←C: No.4',
    ]);
  });
  test('a table is not parted from its heading by the end of a page', () => {
    const { tables } = listOf('tally', request());
    const many = { ...listOf('tally', request()), tables: Array.from({ length: 4 }, () => tables).flat() };
    const { pages } = layoutSheet(listPaperSheet(many), { policy: 'grow' });
    expect(pages.length).toBeGreaterThan(2);
    const headings = new Set(many.tables.map(({ heading }) => heading));
    for (const page of pages) {
      const last = textsOf(page)
        .filter(({ role }) => role === 'cell')
        .toSorted((a, b) => b.box.y - a.box.y)[0];
      expect(headings.has(last?.lines[0]?.text)).toBe(false);
      expect(last?.lines[0]?.text).not.toBe('改革項目');
    }
  });
  test('sums add up, and a plan without pillars or values says so instead of an empty table', () => {
    const { tables } = listOf('tally', request());
    for (const { rows, sum } of tables)
      sum
        ?.slice(1)
        .forEach((value, index) =>
          expect(Number(value)).toBe(rows.reduce((total, row) => total + Number(row[index + 1]), 0)),
        );
    expect(tables.length).toBeGreaterThan(3);
    const bare = listOf('tally', request({ items: [{ ...model, fields: {}, years: [] }] }));
    expect(bare.tables).toEqual([]);
    expect(bare.notes.join()).toContain('まだ記入されていません');
  });
});

describe('what is open', () => {
  test('undecided boxes with what each side says; none is said in words', () => {
    const conflict = openConflict({
      item: model.key,
      no: '1',
      title: '',
      path: 'background',
      base: '元',
      mine: '今',
      candidates: [
        { value: '今', from: [{ kind: 'master', name: '' }] },
        { value: '新', from: [{ kind: 'file', name: 'a.xlsx', section: '企画課', who: '佐藤' }] },
      ],
      writable: true,
    });
    expect(rowsOf('conflicts', { conflicts: [conflict] })).toEqual([
      ['1', model.fields.title?.text, '現状と課題', '元', '今', '【企画課 佐藤　a.xlsx】\n新'],
    ]);
    expect(listOf('conflicts', request()).notes.join()).toContain('食い違いはありません');
  });
  test('boxes that a step asks for and that are empty, by item; complete items are left out', () => {
    const open = item('7', { 'progress.2026.firstHalf.text': '', 'progress.2026.firstHalf.status': '' });
    const rows = rowsOf('missing', { items: [model, open], step: '2026-firstHalf' });
    expect(rows.map((row) => [row[0], row[3], row[4]])).toEqual([
      ['7', '令和8年度 上半期（取組の状況、進捗状況）', '2'],
    ]);
  });
});

test.each(listPapers)(
  '%s: the page and the workbook hold the same texts; the page’s texts stay inside their boxes',
  async (kind) => {
    const more = {
      items: workbook.items,
      conflicts: [
        { item: model.key, path: 'purpose' as const, base: null, now: '', others: [{ from: '=企画課', text: '=1+1' }] },
      ],
      step: '2026-yearEnd',
    };
    const job = preparePrint(workbook.package, request({ ...more, paper: kind }));
    if (!job.ok) throw new Error(JSON.stringify(job.failure));
    const bare = (text: string) => text.replace(/\s+/gu, '');
    const page = bare(
      [...job.value.sheets()]
        .flatMap((sheet) =>
          sheet.pages.flatMap((page) => textsOf(page).flatMap(({ lines }) => lines.map(({ text }) => text))),
        )
        .join(''),
    );
    // It crosses from the worker: plain data.
    const paper = structuredClone(listOf(kind, request(more)));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await writeListWorkbook(paper)).buffer as ArrayBuffer);
    const cells: unknown[] = [];
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.value)));
    // What shows a number is stored as one.
    const shown = cells.map((value) => (typeof value === 'number' ? String(value) : (value as string)));
    for (const text of [
      paper.title,
      ...paper.notes,
      ...paper.tables.flatMap(({ rows, sum }) => [...rows, sum ?? []].flat()).filter((one) => !/[%,]/u.test(one)),
    ]) {
      expect(page).toContain(bare(text));
      if (text !== '') expect(shown).toContain(text);
    }
    // Nothing becomes a formula.
    expect(cells.every((value) => typeof value === 'string' || typeof value === 'number')).toBe(true);
  },
);

test('of a sheet of our own nobody is told how high its rows are or how many pages it has', () => {
  const notesOf = (items: readonly ItemSheet[]) => {
    const job = preparePrint(workbook.package, request({ paper: 'list', items, all: items }));
    if (!job.ok) throw new Error(job.failure.kind);
    return [...job.value.sheets()].flatMap(({ notes }) => notes.map(({ kind }) => kind));
  };
  const long = '改革の内容と進め方を書く。'.repeat(40);
  expect(notesOf(Array.from({ length: 60 }, (_, at) => item(String(at), { title: long })))).toEqual([]);
});
