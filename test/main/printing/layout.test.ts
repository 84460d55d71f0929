import { describe, expect, test } from 'vitest';
import { layoutSheet, numberPages } from '../../../src-shared/paper/layout.ts';
import { graphicsOf, textsOf, type PrintedPage } from '../../../src-shared/paper/page.ts';
import type { SheetGeometry } from '../../../src-shared/paper/sheet.ts';
import { style, thin, medium, setup, cell, sheet, lay, textOf, verticalRules } from '../../helpers/paper-sheet.ts';
import { plainShape } from '../../../src-shared/paper/plain-shape.ts';

describe('rows that grow', () => {
  const long = 'あ'.repeat(120);
  test('a wrapped text raises its row, never lowers another, and the note says so', () => {
    const { pages, notes } = lay(sheet({ cells: [cell(2, 1, long), cell(3, 1, '次')] }));
    expect(notes).toEqual([
      { kind: 'grew', sheet: 'No.1', rows: [{ row: 2, from: 30, to: expect.any(Number) as number }] },
    ]);
    expect(textOf(pages)).toBe(`${long}次`);
    const next = textsOf(pages[0]).find((block) => block.cell === 'A3');
    expect((next?.lines[0]?.y ?? 0) - 50).toBeGreaterThan((120 / 9) * 12.5);
  });
  test('large text that runs over empty neighbours raises its row too', () => {
    const large = [{ text: '大きな見出し', font: { name: 'ＭＳ ゴシック', size: 40 } }];
    const { notes } = lay(sheet({ styles: [style({ wrap: false })], cells: [cell(1, 1, '', { text: large })] }));
    expect(notes.map(({ kind }) => kind)).toEqual(['grew']);
  });
  test('a merged box grows by its last visible row', () => {
    const { notes } = lay(sheet({ rows: [30, 30, 0], cells: [cell(1, 1, long, { bottom: 3, right: 1 })] }));
    expect(notes).toMatchObject([{ kind: 'grew', rows: [{ row: 2 }] }]);
  });
  test('«leave» keeps the form, cuts whole lines and marks the box', () => {
    const { pages, notes } = lay(sheet({ cells: [cell(1, 1, long)] }), 'leave');
    expect(notes).toEqual([{ kind: 'cut', sheet: 'No.1', cell: 'A1' }]);
    expect(graphicsOf(pages[0])).toContainEqual(expect.objectContaining({ kind: 'mark', mark: 'cut' }));
    expect(textOf(pages)).toBe('あ'.repeat(18));
  });
  test('«shrink» makes text smaller within its limit before a row grows', () => {
    const little = 'あ'.repeat(24);
    const { pages, notes } = lay(sheet({ cells: [cell(1, 1, little)] }), 'shrink');
    expect(notes.some((note) => note.kind === 'grew')).toBe(false);
    const size = textsOf(pages[0])[0]?.lines[0]?.size ?? 0;
    expect(size).toBeLessThan(10);
    expect(size).toBeCloseTo(8, 6);
  });
  test('a number and shrink-to-fit text never grow a row', () => {
    const { notes, pages } = lay(
      sheet({
        styles: [style(), style({ shrink: true, wrap: false })],
        cells: [cell(1, 1, '1'.repeat(60), { kind: 'number' }), cell(2, 1, long, { style: 1 })],
      }),
    );
    expect(notes.some((note) => note.kind === 'grew')).toBe(false);
    for (const line of textsOf(pages[0]).flatMap((block) => block.lines) ?? [])
      expect(line.width).toBeLessThanOrEqual(100);
  });
  test('drawings keep their size and stay at their cell', () => {
    const shape = plainShape({ vertical: 'top' });
    const geometry = sheet({
      cells: [cell(1, 1, long)],
      drawings: [{ kind: 'shape', anchor: { row: 2, column: 1, x: 5, y: 5, width: 40, height: 20 }, shape }],
    });
    const grown = graphicsOf(lay(geometry).pages[0]).find((graphic) => graphic.kind === 'path');
    const form = graphicsOf(lay(geometry, 'leave').pages[0]).find((graphic) => graphic.kind === 'path');
    expect(grown?.d).toBe(form?.d);
    expect(grown?.place).not.toEqual(form?.place);
  });
});

describe('scale and pages', () => {
  const fit = { ...setup, fit: { width: 1, height: 1 } };
  test('a form is fitted in whole percents and never enlarged', () => {
    expect(
      lay(sheet({ rows: Array.from({ length: 40 }, () => 30), setup: fit, cells: [cell(40, 1, '終')] })).pages.map(
        (page) => page.scale,
      ),
    ).toEqual([61]);
    expect(lay(sheet({ setup: fit, cells: [cell(1, 1, '短')] })).pages[0]?.scale).toBe(100);
  });
  test('growth within a tenth stays on the page and is told', () => {
    const geometry = sheet({
      rows: Array.from({ length: 30 }, () => 30),
      setup: fit,
      cells: [cell(1, 1, 'あ'.repeat(50)), cell(30, 1, '終')],
    });
    const { pages, notes } = lay(geometry);
    expect(pages).toHaveLength(1);
    expect(notes.at(-1)).toEqual({ kind: 'smaller', sheet: 'No.1', percent: pages[0]?.scale, form: 82 });
    expect(pages[0]?.scale).toBeGreaterThanOrEqual(74);
  });
  test('past a tenth the sheet goes on to a second page between two blocks', () => {
    const rows = Array.from({ length: 30 }, () => 30);
    const block = cell(18, 1, 'い'.repeat(9 * 30), { bottom: 24, right: 2 });
    const { pages, notes } = lay(
      sheet({ rows, setup: fit, cells: [cell(2, 1, 'あ'.repeat(400)), block, cell(30, 1, '終')] }),
    );
    expect(pages.length).toBe(2);
    expect(notes.at(-1)).toEqual({ kind: 'second-page', sheet: 'No.1', pages: 2, expected: 1 });
    expect(pages.map((page) => page.scale)).toEqual([82, 82]);
    const of = (page: PrintedPage | undefined) => textsOf(page).filter((text) => text.cell === 'A18').length ?? 0;
    expect([of(pages[0]), of(pages[1])].toSorted()).toEqual([0, 1]);
  });
  test('a row higher than a page goes on between its lines, and every line is printed once', () => {
    const text = Array.from({ length: 150 }, (_, i) => `行${i}。`).join('\n');
    const { pages } = lay(sheet({ setup: fit, cells: [cell(1, 1, text)] }));
    expect(pages.length).toBeGreaterThan(2);
    expect(textOf(pages)).toBe(text.replaceAll('\n', ''));
    for (const page of pages)
      for (const line of textsOf(page).flatMap((block) => block.lines)) expect(line.y).toBeLessThanOrEqual(841.89 - 50);
  });
  test('the form’s own breaks, title rows and page order', () => {
    const rows = Array.from({ length: 6 }, () => 30);
    const geometry = sheet({
      rows,
      setup: { ...setup, rowBreaks: [3], titleRows: { top: 1, bottom: 1 } },
      cells: rows.map((_, i) => cell(i + 1, 1, `第${i + 1}`)),
    });
    const { pages } = lay(geometry);
    expect(pages.map((page) => textsOf(page).map((block) => block.lines[0]?.text))).toEqual([
      ['第1', '第2', '第3'],
      ['第1', '第4', '第5', '第6'],
    ]);
  });
  test('title rows and columns take no room from the page that holds them', () => {
    // The body is 741.89 points high and 495.28 wide: 24 rows of 30, 4 columns of 100.
    const many = (count: number, size: number) => Array.from({ length: count }, () => size);
    const titled = { ...setup, titleRows: { top: 1, bottom: 4 }, titleColumns: { left: 1, right: 1 } };
    const rows = (count: number) => ({
      rows: many(count, 30),
      cells: many(count, 0).map((_, i) => cell(i + 1, 1, `${i + 1}`)),
    });
    const counts = (more: Partial<SheetGeometry>) =>
      lay(sheet({ setup: titled, ...more })).pages.map((p) => textsOf(p).length);
    expect(counts(rows(24))).toEqual([24]);
    expect(counts(rows(64))).toEqual([24, 24, 24]);
    expect(counts(rows(65))).toEqual([24, 24, 24, 5]);
    const wide = { columns: many(7, 100), cells: many(7, 0).map((_, i) => cell(1, i + 1, `${i + 1}`)) };
    expect(counts(wide)).toEqual([4, 4]);
    const { pages, notes } = lay(sheet({ setup: { ...titled, fit: { width: 1, height: 1 } }, ...rows(24) }));
    expect([pages.length, pages[0]?.scale, notes]).toEqual([1, 100, []]);
  });
  test('print areas are pages of their own; an empty sheet has none', () => {
    const areas = [
      { top: 1, left: 1, bottom: 1, right: 1 },
      { top: 3, left: 1, bottom: 3, right: 3 },
    ];
    expect(
      lay(
        sheet({ setup: { ...setup, areas }, cells: [cell(1, 1, 'い'), cell(2, 1, 'ろ'), cell(3, 1, 'は')] }),
      ).pages.map((page) => textOf([page])),
    ).toEqual(['い', 'は']);
    expect(lay(sheet()).pages).toEqual([]);
  });
});

describe('text and lines', () => {
  test('text without wrapping runs over empty neighbours only', () => {
    const styles = [style({ wrap: false })];
    const free = lay(sheet({ styles, cells: [cell(1, 1, 'あ'.repeat(15))] }));
    expect(free.notes).toEqual([]);
    expect(textsOf(free.pages[0])[0]?.lines[0]?.size).toBe(10);
    const blocked = lay(sheet({ styles, cells: [cell(1, 1, 'あ'.repeat(15)), cell(1, 2, '隣')] }));
    expect(blocked.notes).toMatchObject([{ kind: 'condensed', cell: 'A1' }]);
    expect(textsOf(blocked.pages[0])[0]?.lines[0]?.width).toBeLessThanOrEqual(100);
  });
  test('numbers stand right, text left', () => {
    const { pages } = lay(sheet({ cells: [cell(1, 1, '12', { kind: 'number' }), cell(2, 1, '12')] }));
    const [number, text] = textsOf(pages[0]).map((block) => block.lines[0]?.x ?? 0) ?? [];
    expect(number).toBeGreaterThan(text ?? 0);
  });
  test('an edge between two cells is one line, the heavier; inside a merged area there is none', () => {
    const styles = [
      style({ border: { left: thin, right: thin, top: thin, bottom: thin } }),
      style({ border: { left: medium } }),
    ];
    const { pages } = lay(
      sheet({
        styles,
        cells: [
          cell(1, 1, '', { right: 2, bottom: 1 }),
          cell(1, 2, '', { covered: true }),
          cell(1, 3, '', { style: 1 }),
        ],
      }),
    );
    expect(verticalRules(pages[0]).map((rule) => (rule.kind === 'rule' ? [rule.x1, rule.width] : []))).toEqual([
      [50, 0.5],
      [250, 1.25],
    ]);
  });
  test('stacked labels keep every character in their box', () => {
    const { pages } = lay(
      sheet({
        styles: [style({ rotation: 255, vertical: 'center' })],
        rows: [60],
        cells: [cell(1, 1, '改革実施概要')],
      }),
    );
    const lines = textsOf(pages[0])[0]?.lines ?? [];
    expect(lines.map((line) => line.text).join('')).toBe('改革実施概要');
    for (const line of lines) {
      expect(line.y - line.size * 0.86).toBeGreaterThanOrEqual(50 - 0.01);
      expect(line.y + line.size * 0.14).toBeLessThanOrEqual(110 + 0.01);
    }
  });
});

describe('what the form shows beside plain text', () => {
  test('furigana stands over its characters, half as large', () => {
    const { pages } = lay(
      sheet({ cells: [cell(1, 1, '港区の計画', { ruby: [{ start: 0, end: 2, text: 'みなとく' }] })] }),
    );
    const [base, ruby] = textsOf(pages[0])[0]?.lines ?? [];
    expect(base).toMatchObject({ text: '港区の計画', size: 10 });
    expect(ruby).toMatchObject({ text: 'みなとく', size: 5 });
    if (base === undefined || ruby === undefined) throw new Error('no furigana');
    expect(ruby.y).toBeLessThan(base.y - 8);
    // Over the first two of five characters.
    expect(ruby.x + ruby.width / 2).toBeCloseTo(base.x + base.width / 5, 1);
  });
  test('a picture of a header that is not there is told; a doubled & is none', () => {
    const pictures = (odd: string) =>
      lay(sheet({ setup: { ...setup, header: { odd } }, cells: [cell(1, 1, '一')] })).notes;
    expect(pictures('&L&G&R&P')).toEqual([{ kind: 'picture', sheet: 'No.1', label: 'ヘッダー・フッター' }]);
    expect(pictures('R&&G &"Gothic,&G"&P')).toEqual([]);
  });
});

describe('headers and footers', () => {
  const numbering = { file: '計画.xlsx', date: '2013/10/7', time: '9:00', firstPage: 3, pages: 14 };
  test('codes, fonts and numbers', () => {
    const geometry = sheet({
      setup: {
        ...setup,
        header: { odd: '&R&9みなと市&"ＭＳ 明朝,太字"&14&A' },
        footer: { odd: '&L&D &T&C&P / &N&R&F && &P+2' },
      },
      cells: [cell(1, 1, '本文')],
    });
    const [page] = numberPages(lay(geometry), geometry.setup, numbering);
    const headers = textsOf(page).filter((block) => block.role === 'header') ?? [];
    expect(headers.map((block) => block.lines.map((line) => line.text).join('|'))).toEqual([
      'みなと市|No.1',
      '2013/10/7 9:00',
      '3 / 14',
      '計画.xlsx & 5',
    ]);
    expect(headers[0]?.lines.map((line) => [line.size, line.bold ?? false])).toEqual([
      [9, false],
      [14, true],
    ]);
  });
  test('first and even pages of their own', () => {
    const geometry = sheet({
      setup: { ...setup, rowBreaks: [1, 2], footer: { odd: 'odd &P', even: 'even &P', first: 'first &P' } },
      cells: [cell(1, 1, '一'), cell(2, 1, '二'), cell(3, 1, '三')],
    });
    const pages = numberPages(lay(geometry), geometry.setup, numbering);
    expect(pages.map((page) => textsOf(page).find((block) => block.role === 'header')?.lines[0]?.text)).toEqual([
      'first 3',
      'even 4',
      'odd 5',
    ]);
  });
});

describe('text spread over its box', () => {
  test('均等割り付け puts the first character at the left edge and the last at the right, in order', () => {
    const { pages } = lay(
      sheet({ styles: [style({ horizontal: 'distributed', wrap: true })], cells: [cell(1, 1, '担当課')] }),
    );
    const lines = textsOf(pages[0])[0]?.lines ?? [];
    expect(lines.map(({ text }) => text)).toEqual(['担', '当', '課']);
    const box = textsOf(pages[0])[0]?.box;
    const last = lines.at(-1);
    expect(lines[0]?.x).toBeCloseTo(box?.x ?? 0, 3);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo((box?.x ?? 0) + (box?.width ?? 0), 3);
  });
});

test('headers get the scale of the sheet, unless the form says that they keep their size', () => {
  const sizes = [true, false].map((headerScales) => {
    const geometry = sheet({
      cells: [cell(1, 1, 'x')],
      setup: { ...setup, scale: 50, headerScales, header: { odd: '&C名前&14大' } },
    });
    const [page] = numberPages(lay(geometry), geometry.setup, { file: '', date: '', time: '', firstPage: 1, pages: 1 });
    return textsOf(page)
      .filter(({ role }) => role === 'header')
      .flatMap(({ lines }) => lines.map(({ size }) => size));
  });
  expect(sizes).toEqual([
    [5.5, 7],
    [11, 14],
  ]);
});

test('the upper line of a block that begins on the next page does not end the page before', () => {
  const geometry = sheet({
    styles: [style(), style({ border: { top: thin } }), style({ border: { bottom: medium } })],
    cells: [cell(1, 1, 'a', { style: 2 }), cell(2, 1, 'b'), cell(3, 1, 'c', { style: 1 })],
    setup: { ...setup, rowBreaks: [2] },
  });
  const lines = lay(geometry).pages.map((page) =>
    graphicsOf(page).flatMap((graphic) =>
      graphic.kind === 'rule' && graphic.y1 === graphic.y2 ? [[graphic.y1, graphic.width]] : [],
    ),
  );
  expect(lines).toEqual([[[80, 1.25]], [[50, 0.5]]]);
});

describe('boxes of fields', () => {
  const boxes = [
    { path: 'purpose', row: 2, column: 1, bottom: 2, right: 2 },
    { path: 'actions', row: 3, column: 1 },
  ] as const;
  test('are told where they are asked for: where rows have grown to, on the paper, blank ones too', () => {
    const grown = sheet({ cells: [cell(1, 1, 'あ'.repeat(60)), cell(2, 1, '目的', { right: 2, bottom: 2 })] });
    expect(lay(grown).pages[0]?.boxes).toBeUndefined();
    const [page] = layoutSheet(grown, { policy: 'grow', boxes }).pages;
    const [purpose, actions] = page?.boxes ?? [];
    expect(purpose).toMatchObject({ path: 'purpose', x: 50, width: 200, height: 30 });
    expect(purpose?.y).toBeGreaterThan(50 + 30);
    expect(actions).toEqual({ path: 'actions', x: 50, y: (purpose?.y ?? 0) + 30, width: 100, height: 30 });
  });
  test('a box that goes on to another page lies on both, one in a hidden row on none', () => {
    const long = sheet({ rows: [30, 1200, 0], cells: [cell(1, 1, '一'), cell(2, 1, '二')] });
    const { pages } = layoutSheet(long, { policy: 'leave', boxes });
    const parts = pages.flatMap((page, at) => (page.boxes ?? []).map(({ path, height }) => ({ at, path, height })));
    expect(new Set(parts.map(({ path }) => path))).toEqual(new Set(['purpose']));
    expect(parts.map(({ at }) => at)).toEqual([0, 1]);
    expect(parts.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(1200, 3);
  });
});
