import { describe, expect, test } from 'vitest';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import type { PrintedSheet, PrintRequest } from '../../../src-main/printing/print-request.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../src-main/engine/write/save.ts';
import { fieldLabel } from '../../../src-shared/form/field-label.ts';
import { changedPaths, earlierOf } from '../../../src-shared/paper/comparison.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { graphicsOf, textsOf } from '../../../src-shared/paper/page.ts';

const open = (bytes: Uint8Array) => {
  const result = openWorkbook(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const old = open(fixtureWorkbook({ items: 3 }).bytes);
const second = old.items[1];
if (second === undefined) throw new Error('no second item');
const patched = patchWorkbook(old, [{ item: second.key, path: 'background', text: '背景を改めた。' }]);
if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
const now = open(patched.value.bytes);

function job(more: { readonly paper?: 'form' | 'comparison'; readonly onlyChanged?: boolean }) {
  const made = preparePrint(now.package, {
    file: 'plan.xlsx',
    items: now.items,
    policy: 'grow',
    date: '',
    time: '',
    earlier: { items: old.items, package: old.package, name: '前回' },
    ...more,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return [...made.value.sheets()];
}

describe('an earlier version', () => {
  test('what differs is found field by field, by number where there is no id', () => {
    expect(now.items.map((item) => [...changedPaths(item, earlierOf(item, old.items))])).toEqual([
      [],
      ['background'],
      [],
    ]);
  });
  test('of sheets with one number, or none, the one of the same name is meant', () => {
    const [first, second] = old.items;
    if (first === undefined || second === undefined) throw new Error('no items');
    for (const no of ['7', '']) {
      const twice = [
        { ...first, no },
        { ...second, no },
      ];
      expect(twice.map((item) => earlierOf(item, twice)?.sheet)).toEqual([first.sheet, second.sheet]);
    }
    expect(earlierOf({ ...first, no: '', sheet: '別の名前' }, [{ ...first, no: '' }])).toBeUndefined();
  });
  test('the box that changed is marked on the form, the others are not', () => {
    expect(
      job({}).map(
        (sheet) => sheet.pages.flatMap((page) => graphicsOf(page).filter((graphic) => graphic.kind === 'mark')).length,
      ),
    ).toEqual([0, 1, 0]);
  });
  test('only changed sheets keep their page numbers', () => {
    expect(job({ onlyChanged: true }).map((sheet) => [sheet.item?.no, sheet.firstPage])).toEqual([[second.no, 2]]);
  });
  test('a text that is higher than a page begins on the first one, under the headings, and goes on whole', () => {
    const tall = Array.from({ length: 120 }, (_, at) => `${at + 1}行目の文。`);
    const long = patchWorkbook(old, [{ item: second.key, path: 'background', text: tall.join('\n') }], {
      unlock: true,
    });
    if (!long.ok) throw new Error(JSON.stringify(long.failure));
    const { items, package: pkg } = open(long.value.bytes);
    const made = preparePrint(pkg, {
      file: 'plan.xlsx',
      items,
      policy: 'grow',
      date: '',
      time: '',
      earlier: { items: old.items, package: old.package, name: '前回' },
      onlyChanged: true,
      paper: 'comparison',
    });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const pages = [...made.value.sheets()].flatMap((sheet) => sheet.pages);
    const shown = pages.map((page) =>
      textsOf(page)
        .flatMap(({ lines }) => lines.map(({ text }) => text))
        .filter((text) => text.endsWith('行目の文。')),
    );
    expect(shown.flat()).toEqual(tall);
    expect(shown.map(({ length }) => length)).toSatisfy(
      (counts: readonly number[]) => counts.length < 5 && counts.every((count) => count > 0) && (counts[0] ?? 0) > 30,
    );
  });
  test.each(['form', 'comparison', 'meeting'] as const)('nothing changed: %s is one page that says so', (paper) => {
    const made = preparePrint(old.package, {
      file: 'plan.xlsx',
      items: old.items,
      all: old.items,
      policy: 'grow',
      date: '',
      time: '',
      earlier: { items: old.items, package: old.package, name: '第1回会議' },
      onlyChanged: true,
      paper,
    });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    expect(made.value.pages).toBe(1);
    const [sheet, ...others] = [...made.value.sheets()];
    expect(others).toEqual([]);
    const said = sheet?.pages.flatMap((page) => textsOf(page).flatMap(({ lines }) => lines.map(({ text }) => text)));
    expect(said?.join('')).toContain('変更はありません');
    expect(said?.join('')).toContain('「第1回会議」から変わった欄はありません');
  });
  describe('items that are gone', () => {
    const fewer = open(fixtureWorkbook({ items: 2 }).bytes);
    const [kept] = fewer.items;
    const third = old.items[2];
    if (kept === undefined || third === undefined) throw new Error('no items');
    const sheets = (more: Partial<PrintRequest>) => {
      const made = preparePrint(fewer.package, {
        file: 'plan.xlsx',
        items: fewer.items,
        all: fewer.items,
        policy: 'grow',
        date: '',
        time: '',
        earlier: { items: old.items, package: old.package, name: '第1回会議' },
        onlyChanged: true,
        ...more,
      });
      if (!made.ok) throw new Error(JSON.stringify(made.failure));
      return [...made.value.sheets()];
    };
    const row = (sheet: PrintedSheet | undefined, at: number) =>
      ['A', 'B', 'C', 'D'].map(
        (column) =>
          sheet?.pages
            .flatMap((page) =>
              textsOf(page)
                .filter((block) => block.cell === `${column}${at}`)
                .flatMap((block) => block.lines.map(({ text }) => text)),
            )
            .join('') ?? '',
      );
    test('are listed with the pages that they had, before the changed sheets, where the whole plan is printed', () => {
      const [list, ...others] = sheets({});
      expect(others).toEqual([]);
      expect(list?.item).toBeUndefined();
      expect(row(list, 4)).toEqual([
        '3',
        third.fields.title?.text.replaceAll('\n', ''),
        expect.stringMatching(/課$/u),
        '3',
      ]);
      expect(row(list, 5).join('')).toBe('');
      expect(row(list, 2)[0]).toContain('「第1回会議」にあり、今の計画にない');
    });
    test('stand with the page that they had in the bound booklet', () => {
      const booklet = { title: '資料', date: '令和8年4月1日' };
      const bound = preparePrint(old.package, {
        file: 'plan.xlsx',
        items: old.items,
        policy: 'grow',
        date: '',
        time: '',
        booklet,
      });
      const page = bound.ok ? bound.value.firstPages.get(third.key) : undefined;
      expect(page).toBeGreaterThan(3);
      const list = sheets({ booklet }).find((sheet) => sheet.pages[0]?.heading === 'なくなった個票');
      expect(row(list, 4)[3]).toBe(String(page));
    });
    test('are not the matter of who prints some sheets; side by side they are named without pages', () => {
      expect(JSON.stringify(sheets({ items: [kept] }))).not.toContain('今の計画にない');
      const [list] = sheets({ paper: 'comparison' });
      expect(row(list, 4)[0]).toBe('3');
      expect(row(list, 4)[3]).toBe('');
    });
  });
  test('old and new stand side by side', () => {
    const [sheet] = job({ paper: 'comparison', onlyChanged: true });
    const text = (column: string) =>
      sheet?.pages
        .flatMap((page) =>
          textsOf(page)
            .filter((block) => block.cell === `${column}4`)
            .flatMap((block) => block.lines.map((line) => line.text)),
        )
        .join('');
    expect(text('A')).toBe('現状と課題');
    expect(text('B')).toBe(second.fields.background?.text.replaceAll('\n', ''));
    expect(
      sheet?.pages
        .flatMap((page) => textsOf(page))
        .some((block) => block.cell === 'B3' && block.lines[0]?.text === '前回'),
    ).toBe(true);
    expect(text('C')).toBe('背景を改めた。');
  });
  test.each([
    ['steps.0.2013.plan', '取組工程 平成25年度 計画'],
    ['indicators.1.name', '指標2 名称'],
    ['progress.2026.firstHalf.status', '令和8年度 上半期 進捗状況'],
    ['overall.grade', '総合評価 評価区分'],
  ] as const)('%s is called %s', (path, label) => expect(fieldLabel(path)).toBe(label));
});
