import { expect, test } from 'vitest';
import { imposed, sideScale } from '../../../src-shared/paper/impose.ts';
import { textsOf, type LayoutNote, type PrintedPage } from '../../../src-shared/paper/page.ts';
import { watchedForSmallType } from '../../../src-shared/paper/small-type.ts';
import type { SheetCell } from '../../../src-shared/paper/sheet.ts';
import { cell, lay, setup, sheet } from '../../helpers/paper-sheet.ts';

const font = (size: number) => ({ name: 'ＭＳ ゴシック', size });
const page = (cells: readonly SheetCell[], scale = 100) =>
  lay(sheet({ cells, setup: { ...setup, scale } }), 'leave').pages;
const noted = (pages: readonly PrintedPage[], perSheet: 1 | 2 = 1) => {
  const notes: LayoutNote[] = [];
  const sides = [...imposed(watchedForSmallType(pages, { perSheet }, notes), { perSheet })];
  return { notes, sides };
};
const words = (size: number) => cell(1, 1, '', { text: [{ text: '目標', font: font(size) }] });

test.each([
  [10, 100, 1, []],
  [7, 100, 1, []],
  [6, 100, 1, [6]],
  [10, 64, 1, [6.4]],
  [10, 70, 1, []],
  [9, 100, 2, [6.3]],
  [10, 100, 2, []],
] as const)('words of %s points at %s%%, %s a side', (size, scale, perSheet, sizes) => {
  const { notes, sides } = noted(page([words(size)], scale), perSheet);
  expect(notes).toEqual(sizes.map((at) => ({ kind: 'small', sheet: 'No.1', size: at })));
  // What is told is what stands on the side.
  const drawn = Math.min(...textsOf(sides[0]).flatMap(({ lines }) => lines.map((line) => line.size)));
  expect(drawn < 6.95).toBe(sizes.length > 0);
});

test('the scale of a page on its side is that of what is drawn, on any paper', () => {
  for (const [width, height] of [
    [595, 842],
    [842, 595],
    [612, 1008],
    [1008, 612],
    [400, 420],
  ] as const) {
    const [laid] = page([words(10)]);
    if (laid === undefined) throw new Error('no page');
    const [side] = imposed([{ ...laid, width, height }], { perSheet: 2 });
    expect(textsOf(side)[0]?.lines[0]?.size).toBeCloseTo(10 * sideScale({ width, height }, { perSheet: 2 }), 6);
  }
});

test('furigana and raised signs are small by nature; blanks are no words', () => {
  const text = [
    { text: 'm', font: font(10) },
    { text: '2', font: font(10), script: 'super' as const },
    { text: '　', font: font(4) },
  ];
  const ruby = [{ text: 'もくひょう', start: 0, end: 2 }];
  expect(noted(page([cell(1, 1, '', { text }), cell(2, 1, '目標', { ruby })])).notes).toEqual([]);
});
