import { describe, expect, test } from 'vitest';
import { greyOf, imposed, placesOnPaper, sidesOf } from '../../../src-shared/paper/impose.ts';
import { keptNumbers } from '../../../src-shared/paper/kept-numbers.ts';
import { isPageList, parsePageList } from '../../../src-shared/paper/page-list.ts';
import { graphicsOf, textsOf, type PrintedPage } from '../../../src-shared/paper/page.ts';

const page = (words: string, more: Partial<PrintedPage> = {}): PrintedPage => ({
  width: 600,
  height: 800,
  sheet: words,
  scale: 100,
  body: { x: 0, y: 0, width: 600, height: 800 },
  ink: [
    { kind: 'fill', colour: '#ff0000', x: 100, y: 100, width: 50, height: 50 },
    {
      kind: 'text',
      box: { x: 100, y: 700, width: 200, height: 20 },
      role: 'cell',
      cell: 'A1',
      lines: [{ x: 100, y: 715, width: 60, text: words, font: 'ＭＳ ゴシック', size: 12, colour: '#0000ff' }],
    },
  ],
  ...more,
});
const pages = ['一', '二', '三', '四', '五'].map((words) => page(words));
const words = (one: PrintedPage | undefined) => textsOf(one).flatMap(({ lines }) => lines.map(({ text }) => text));

describe('pages of a job', () => {
  test.each([
    ['', [1, 2, 3, 4, 5]],
    ['2-3,5', [2, 3, 5]],
    ['４－', [4, 5]],
    ['-2', [1, 2]],
    ['3,1,3', [1, 3]],
    ['9', []],
  ])('«%s»', (list, expected) => expect([...parsePageList(list, 5)].toSorted()).toEqual(expected));
  test.each(['1-3,8', '１～３、８', ' 2 ', ''])('«%s» is a list', (list) => expect(isPageList(list)).toBe(true));
  test.each(['a', '1-2-3', '1;2', '--'])('«%s» is none', (list) => expect(isPageList(list)).toBe(false));
  test('only those chosen go to paper, in the job’s order', () =>
    expect([placesOnPaper(5, { pages: '4,2' }), placesOnPaper(3, {})]).toEqual([
      [2, 4],
      [1, 2, 3],
    ]));
});

describe('two pages on one side', () => {
  const sides = [...imposed(pages, { perSheet: 2 })];
  test('all pages are there, the paper is turned, everything stands inside its half', () => {
    expect(sides.map(words)).toEqual([['一', '二'], ['三', '四'], ['五']]);
    expect(sidesOf(5, { perSheet: 2 })).toBe(3);
    const [side] = sides;
    expect([side?.width, side?.height]).toEqual([800, 600]);
    const [left, right] = textsOf(side).map(({ lines }) => lines[0]) ?? [];
    // 400 by 600 hold a page of 600 by 800 at two thirds.
    expect(left?.size).toBeCloseTo(8);
    expect(left?.x).toBeCloseTo(100 * (2 / 3));
    expect((right?.x ?? 0) - (left?.x ?? 0)).toBeCloseTo(400);
    expect(left?.y).toBeCloseTo(715 * (2 / 3) + (600 - 800 * (2 / 3)) / 2);
  });
  test('lying pages stand one above the other', () => {
    const [side] = imposed([page('上', { width: 800, height: 600 }), page('下', { width: 800, height: 600 })], {
      perSheet: 2,
    });
    const [above, below] = textsOf(side).map(({ lines }) => lines[0]?.y ?? 0) ?? [];
    expect([side?.width, side?.height]).toEqual([600, 800]);
    expect((below ?? 0) - (above ?? 0)).toBeCloseTo(400);
  });
  test('each half keeps its own watermark and heading', () => {
    const [side] = imposed([page('一', { watermark: '未確定', heading: 'No.1' }), page('二', { heading: 'No.2' })], {
      perSheet: 2,
    });
    expect(words(side)?.filter((text) => text === '未確定')).toHaveLength(1);
    expect(side?.heading).toBe('No.1 ／ No.2');
  });
});

test('grey keeps how bright a colour is, in fills and texts', () => {
  expect([greyOf('#ffffff'), greyOf('#000000'), greyOf('#ff0000')]).toEqual(['#ffffff', '#000000', '#4c4c4c']);
  const [one] = imposed([page('一')], { grey: true });
  expect(graphicsOf(one)[0]).toMatchObject({ colour: '#4c4c4c' });
  expect(textsOf(one)[0]?.lines[0]?.colour).toBe('#1d1d1d');
});

describe('numbers of a booklet that was handed out', () => {
  const part = (key: string, count = 1) => ({ key, pages: count });
  const before = [part('cover'), part('a'), part('b', 2), part('c')];
  test.each([
    ['the same', [part('cover'), part('a'), part('b', 2), part('c')], [['1'], ['2'], ['3', '4'], ['5']]],
    [
      'a sheet that grew',
      [part('cover'), part('a', 3), part('b', 2), part('c')],
      [['1'], ['2', '2-2', '2-3'], ['3', '4'], ['5']],
    ],
    [
      'a sheet that shrank stands for the rest',
      [part('cover'), part('a'), part('b', 1), part('c')],
      [['1'], ['2'], ['3～4'], ['5']],
    ],
    [
      'a sheet of two pages that grew',
      [part('cover'), part('a'), part('b', 3), part('c')],
      [['1'], ['2'], ['3', '4', '4-2'], ['5']],
    ],
    [
      'a new sheet counts on behind the one before',
      [part('cover'), part('a', 2), part('new', 2), part('b', 2), part('c')],
      [['1'], ['2', '2-2'], ['2-3', '2-4'], ['3', '4'], ['5']],
    ],
    ['a sheet that went leaves its number free', [part('cover'), part('b', 2), part('c')], [['1'], ['3', '4'], ['5']]],
    ['another order', [part('cover'), part('c'), part('a'), part('b', 2)], [['1'], ['5'], ['2'], ['3', '4']]],
  ])('%s', (_, now, expected) => expect(keptNumbers(now, before)).toEqual(expected));
});
