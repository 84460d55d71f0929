import { describe, expect, test } from 'vitest';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import type { PrintedSheet, PrintRequest } from '../../../src-main/printing/print-request.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { usualDividers } from '../../../src-shared/paper/item-groups.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { meetingSheet } from '../../../src-shared/paper/meeting.ts';
import { textsOf, type PrintedPage } from '../../../src-shared/paper/page.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { eraYear } from '../../../src-shared/domain/era-year.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';

const result = openWorkbook(fixtureWorkbook({ items: 5 }).bytes);
if (!result.ok) throw new Error(JSON.stringify(result.failure));
const workbook = result.value;
const words = (pages: readonly PrintedPage[]) =>
  pages.flatMap((page) => textsOf(page).flatMap((block) => block.lines.map((line) => line.text))).join('');
const bare = (text: string) => text.replace(/\s+/gu, '');

function printed(more: Partial<PrintRequest>): readonly PrintedSheet[] {
  const job = preparePrint(workbook.package, {
    file: 'plan.xlsx',
    items: workbook.items,
    policy: 'grow',
    date: '2026/4/1',
    time: '9:00',
    ...more,
  });
  if (!job.ok) throw new Error(JSON.stringify(job.failure));
  const sheets = [...job.value.sheets()];
  expect(sheets.reduce((sum, sheet) => sum + sheet.pages.length, 0)).toBe(job.value.pages);
  return sheets;
}

describe('booklet', () => {
  const booklet = { title: '行政改革プラン', meeting: '推進本部会議', date: '令和8年4月1日' };
  const sheets = printed({ booklet });
  test('cover, contents and dividers come before their items, pages count through', () => {
    expect(words(sheets[0]?.pages ?? [])).toContain('推進本部会議');
    let page = 1;
    for (const sheet of sheets) {
      expect(sheet.firstPage).toBe(page);
      page += sheet.pages.length;
    }
    const headings = sheets.map((sheet) => sheet.pages[0]?.heading);
    expect(headings[1]).toBe('目次');
    expect(sheets.filter((sheet) => sheet.item !== undefined)).toHaveLength(5);
  });
  test('the contents name each heading with the page where it really is', () => {
    const contents = sheets[1]?.pages.flatMap((page) => textsOf(page)) ?? [];
    const cell = (name: string) =>
      bare(
        contents
          .find((block) => block.cell === name)
          ?.lines.map((part) => part.text)
          .join('') ?? '',
      );
    const rows = contents.flatMap((block) => (block.cell?.startsWith('E') === true ? [block.cell.slice(1)] : []));
    const lines = rows.map((row) => [`${cell(`A${row}`)}${cell(`B${row}`)}`, cell(`E${row}`)]);
    expect(lines).toEqual(
      sheets.slice(2).map((sheet) => [bare(sheet.pages[0]?.heading ?? ''), String(sheet.firstPage)]),
    );
  });
  test('the contents give each item its latest grade, and none where nothing is graded', () => {
    const [first] = workbook.items;
    if (first === undefined) throw new Error('no item');
    const grades = Object.keys(first.fields).filter((path) => formOf(first).keyOf(path)?.field.role === 'grade');
    const graded = (given: Readonly<Record<string, string>>): ItemSheet => ({
      ...first,
      fields: Object.fromEntries(
        Object.entries(first.fields).map(([path, field]) => [
          path,
          grades.includes(path) && field !== undefined ? { ...field, text: given[path] ?? '' } : field,
        ]),
      ),
    });
    const inContents = (item: ItemSheet): readonly string[] =>
      (printed({ booklet, items: [item] })[1]?.pages ?? [])
        .flatMap((page) => textsOf(page))
        .flatMap((block) =>
          block.cell?.startsWith('D') === true ? [block.lines.map(({ text }) => text).join('')] : [],
        );
    expect(grades.length).toBeGreaterThan(1);
    expect(inContents(graded({}))).toEqual([]);
    for (const path of grades) expect(inContents(graded({ [path]: 'B' }))).toEqual(['B']);
    // The whole period's grade, which has no year, is given after those of its years.
    const yearOf = (path: string): number => formOf(first).keyOf(path)?.year ?? 9999;
    const latestOf = (paths: readonly string[]): readonly string[] =>
      inContents(graded(Object.fromEntries(paths.map((path) => [path, `A${yearOf(path)}`]))));
    const yearly = grades.filter((path) => yearOf(path) < 9999);
    expect(new Set(yearly.map(yearOf)).size).toBeGreaterThan(1);
    for (const paths of [grades, yearly]) expect(latestOf(paths)).toEqual([`A${Math.max(...paths.map(yearOf))}`]);
  });
  test('dividers stand before pillars, before lead sections, or nowhere; every item is there once', () => {
    const dividers = (kind: 'pillar' | 'section' | 'none' | undefined) =>
      printed({ booklet: { ...booklet, dividers: kind } })
        .flatMap((sheet) =>
          sheet.item === undefined && sheet.pages[0]?.heading !== undefined ? [sheet.pages[0].heading] : [],
        )
        .slice(1);
    const leads = [...new Set(workbook.items.map((item) => item.sections.find(({ lead }) => lead)?.name))];
    expect(leads.length).toBeGreaterThan(1);
    expect(dividers('section')).toEqual(leads);
    expect(dividers('none')).toEqual([]);
    expect(dividers(undefined)).toEqual(dividers('pillar'));
    expect(dividers('pillar')).toEqual([
      ...new Set(workbook.items.map((item) => item.fields.pillar?.text.replaceAll('\n', ''))),
    ]);
    const nos = printed({ booklet: { ...booklet, dividers: 'section' } }).flatMap(({ item }) => item?.no ?? []);
    expect(nos.toSorted()).toEqual(workbook.items.map(({ no }) => no).toSorted());
  });
  test('a form without pillars is divided by section', () => {
    const blank = workbook.items.map((item) => ({
      ...item,
      fields: { title: item.fields.title as NonNullable<typeof item.fields.title> },
    }));
    expect(usualDividers(blank)).toBe('section');
    expect(usualDividers(workbook.items)).toBe('pillar');
  });
  test('an evaluation before the last half is marked as provisional', () => {
    const [first] = workbook.items;
    if (first === undefined) throw new Error('no item');
    const last = Math.max(...first.years);
    const path = `progress.${last}.secondHalf.text` as const;
    const overall = 'overall.assessment' as const;
    const field = (text: string) => ({ ...(first.fields.title as NonNullable<typeof first.fields.title>), text });
    const item = { ...first, fields: { ...first.fields, [path]: field(''), [overall]: field('評価') } };
    const settled = { ...item, fields: { ...item.fields, [path]: field('実施した') } };
    const marks = (one: typeof item) => printed({ booklet, items: [one] }).at(-1)?.pages[0]?.watermark;
    expect([marks(item), marks(settled)]).toEqual(['未確定', undefined]);
  });
});

describe('meeting layout', () => {
  test('every text of an item is there, in larger type, blank boxes are left out', () => {
    const [item] = workbook.items;
    if (item === undefined) throw new Error('no item');
    const { pages } = layoutSheet(meetingSheet(item), { policy: 'grow' });
    const text = bare(words(pages));
    for (const field of Object.values(item.fields)) {
      if (field !== undefined && field.path !== 'no')
        for (const line of field.text.trim().split('\n')) expect(text).toContain(bare(line));
    }
    expect(
      Math.min(...pages.flatMap((page) => textsOf(page).flatMap((block) => block.lines.map((line) => line.size)))),
    ).toBeGreaterThanOrEqual(10.5);
  });
  test('only the blocks that are asked for, changes stand out', () => {
    const [item] = workbook.items;
    if (item === undefined) throw new Error('no item');
    const text = words(layoutSheet(meetingSheet(item, ['overall'], new Set(['title'])), { policy: 'grow' }).pages);
    expect(text).toContain('計画期間の評価');
    expect(text).not.toContain('進捗管理');
  });
  test('the job prints it in place of the form', () => {
    expect(words(printed({ paper: 'meeting' })[0]?.pages ?? [])).toContain('改革実施概要');
  });
});

test.each([
  [2013, '平成25年度'],
  [2018, '平成30年度'],
  [2019, '令和元年度'],
  [2026, '令和8年度'],
  [1989, '平成元年度'],
  [1988, '昭和63年度'],
  [1925, '1925年度'],
])('%i is %s', (year, label) => expect(eraYear(year)).toBe(label));
