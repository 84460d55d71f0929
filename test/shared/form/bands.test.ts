import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandsOf } from '../../../src-shared/form/bands.ts';
import type { DrawnCell, DrawnSheet } from '../../../src-shared/form/form-view.ts';
import { shownBand } from '../../../src-shared/form/shown-band.ts';

const all = { isSettled: () => false, isLeftOut: () => false };

/** Cells that do not overlap, as merges of a sheet never do: rectangles cut out of a grid. */
const sheets = fc
  .record({
    widths: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 30 }),
    rows: fc.integer({ min: 1, max: 12 }),
    cuts: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(4), fc.nat(6), fc.boolean()), { maxLength: 40 }),
  })
  .map(({ widths, rows, cuts }): DrawnSheet => {
    const taken = new Set<string>();
    const cells: DrawnCell[] = [];
    for (const [a, b, high, wide, isBox] of cuts) {
      const top = 1 + (a % rows);
      const left = 1 + (b % widths.length);
      const bottom = Math.min(rows, top + high);
      const right = Math.min(widths.length, left + wide);
      const own: string[] = [];
      for (let row = top; row <= bottom; row += 1)
        for (let column = left; column <= right; column += 1) own.push(`${row} ${column}`);
      if (own.some((place) => taken.has(place))) continue;
      for (const place of own) taken.add(place);
      const words = isBox ? { path: `box${cells.length}` } : { text: 'あ' };
      cells.push({ top, left, bottom, right, ...words });
    }
    return { widths, cells };
  });

const places = (cells: readonly { row: number; rowEnd: number; column: number; columnEnd: number }[]): string[] =>
  cells.flatMap(({ row, rowEnd, column, columnEnd }) => {
    const own: string[] = [];
    for (let r = row; r < rowEnd; r += 1) for (let c = column; c < columnEnd; c += 1) own.push(`${r} ${c}`);
    return own;
  });

describe('a sheet as bands of cells', () => {
  it('has every box once, each with room, none over another', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const bands = bandsOf(sheet);
        const boxes = bands.flatMap(({ cells }) => cells.flatMap(({ path }) => path ?? []));
        expect(boxes.toSorted()).toEqual(sheet.cells.flatMap(({ path }) => path ?? []).toSorted());
        for (const { tracks, rows, cells } of bands) {
          for (const { row, rowEnd, column, columnEnd } of cells) {
            expect(row).toBeLessThan(rowEnd);
            expect(column).toBeLessThan(columnEnd);
            expect(rowEnd).toBeLessThanOrEqual(rows + 1);
            expect(columnEnd).toBeLessThanOrEqual(tracks.length + 1);
          }
          const own = places(cells.filter(({ path }) => path !== undefined));
          // Boxes in hidden columns may share a line with a neighbour; all others stand apart.
          if (sheet.widths.every((width) => width >= 6)) expect(new Set(own).size).toBe(own.length);
        }
      }),
    );
  });

  it('is as plain drawn on squared paper as on wide columns', () => {
    const cell = (left: number, right: number, path: string): DrawnCell => ({ top: 1, bottom: 1, left, right, path });
    const wide = bandsOf({ widths: [60, 120, 180], cells: [cell(1, 1, 'a'), cell(2, 2, 'b'), cell(3, 3, 'c')] });
    const squared = bandsOf({
      widths: Array.from({ length: 36 }, () => 10),
      cells: [cell(1, 6, 'a'), cell(7, 18, 'b'), cell(19, 36, 'c')],
    });
    expect(squared).toEqual(wide);
    expect(wide[0]?.tracks).toEqual([60, 120, 180]);
  });

  it('takes near edges for one', () => {
    const bands = bandsOf({
      widths: [50, 2, 48, 50],
      cells: [
        { top: 1, bottom: 1, left: 1, right: 1, text: '名' },
        { top: 1, bottom: 1, left: 2, right: 4, path: 'a' },
        { top: 2, bottom: 2, left: 1, right: 2, text: '号' },
        { top: 2, bottom: 2, left: 3, right: 4, path: 'b' },
      ],
    });
    expect(bands).toHaveLength(1);
    expect(bands[0]?.tracks).toHaveLength(2);
  });
});

/** Two years of two columns beside a label, a note over all of it. */
const years: DrawnSheet = {
  widths: [80, 40, 40, 40, 40],
  cells: [
    { top: 1, bottom: 1, left: 2, right: 3, text: '令和5年度' },
    { top: 1, bottom: 1, left: 4, right: 5, text: '令和6年度' },
    { top: 2, bottom: 2, left: 1, right: 1, text: '事業費' },
    ...['old.a', 'old.b', 'new.a', 'new.b'].map((path, i) => ({ top: 2, bottom: 2, left: 2 + i, right: 2 + i, path })),
    { top: 3, bottom: 3, left: 1, right: 1, text: '備考' },
    { top: 3, bottom: 3, left: 2, right: 5, path: 'note' },
  ],
};

describe('what is shown of a band', () => {
  it('folds the columns of settled years with their heading, and lets a wide box shrink', () => {
    const [band] = bandsOf(years);
    if (band === undefined) throw new Error('no band');
    const shown = shownBand(band, { ...all, isSettled: (path) => path.startsWith('old') });
    expect(shown?.cells.flatMap(({ path }) => path ?? [])).toEqual(['new.a', 'new.b', 'note']);
    expect(shown?.cells.map(({ text }) => text)).not.toContain('令和5年度');
    expect(shown?.folds).toHaveLength(1);
    expect(shown?.folds[0]?.paths).toEqual(['old.a', 'old.b']);
    expect(shown?.tracks).toEqual([80, 0, 40, 40]);
  });

  it('shows all of it where nothing is settled', () => {
    for (const band of bandsOf(years))
      expect(shownBand(band, all)).toMatchObject({ cells: band.cells, folds: [], rows: band.rows });
  });

  it('keeps the labels of the boxes that are asked for, and nothing else', () => {
    const [band] = bandsOf(years);
    if (band === undefined) throw new Error('no band');
    const shown = shownBand(band, { ...all, isLeftOut: (path) => path !== 'new.b' });
    expect(shown?.cells.map(({ path, text }) => path ?? text)).toEqual(['令和6年度', '事業費', 'new.b']);
    expect(shownBand(band, { ...all, isLeftOut: () => true })).toBeUndefined();
  });

  it('never loses a box, whatever is settled', () => {
    fc.assert(
      fc.property(sheets, fc.nat(7), (sheet, seed) => {
        const isSettled = (path: string): boolean => (Number(path.slice(3)) + seed) % 3 === 0;
        for (const band of bandsOf(sheet)) {
          const shown = shownBand(band, { ...all, isSettled });
          const there = new Set([
            ...(shown?.cells.flatMap(({ path }) => path ?? []) ?? []),
            ...(shown?.folds.flatMap(({ paths }) => paths) ?? []),
          ]);
          // A settled box may be folded, one that is not settled never is.
          for (const { path } of band.cells)
            if (path !== undefined && !isSettled(path)) expect(there.has(path)).toBe(true);
          for (const cell of shown?.cells ?? []) expect(cell.column).toBeLessThan(cell.columnEnd);
        }
      }),
    );
  });
});
