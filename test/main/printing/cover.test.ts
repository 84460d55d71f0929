import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';
import { isInside, polygonsOf } from '../../../src-shared/paper/polygons.ts';
import type { Drawing, Shape } from '../../../src-shared/paper/sheet.ts';
import { cell, lay, sheet, style } from '../../helpers/paper-sheet.ts';

const plain: Shape = {
  preset: 'rect',
  adjust: {},
  fill: '#ffffff',
  opacity: 1,
  flipH: false,
  flipV: false,
  rotation: 0,
  text: [],
  vertical: 'top',
  wrap: true,
  stacked: false,
  inset: { left: 0, top: 0, right: 0, bottom: 0 },
  label: '',
};
const over = (shape: Partial<Shape>, x: number, y: number, width: number, height: number): Drawing => ({
  kind: 'shape',
  anchor: { row: 1, column: 1, x, y, width, height },
  shape: { ...plain, ...shape },
});
const words = (...drawings: readonly Drawing[]) =>
  textsOf(
    lay(
      sheet({
        columns: [300],
        styles: [style({ wrap: false })],
        rows: [30, 30],
        cells: [cell(1, 1, 'あいうえおかきくけこ'), cell(2, 1, '二行目')],
        drawings,
      }),
    ).pages[0],
  ).map(({ lines }) => lines.map(({ text }) => text).join('|'));
const run = (text: string) => [{ align: 'left', runs: [{ text, font: { name: 'ＭＳ ゴシック', size: 10 } }] }] as const;

describe('one order of drawing', () => {
  test('cells, then drawings, each with its text before the next', () => {
    const { pages } = lay(
      sheet({
        cells: [cell(1, 1, '本文')],
        drawings: [
          over({ text: run('一') }, 0, 40, 20, 20),
          over({ text: run('二'), fill: '#ff0000' }, 100, 40, 20, 20),
        ],
      }),
    );
    expect(
      pages[0]?.ink.map((one) =>
        one.kind === 'text' ? one.lines[0]?.text : one.kind === 'path' ? one.fill : one.kind,
      ),
    ).toEqual(['本文', '#ffffff', '一', '#ff0000', '二']);
  });
});

describe('what lies under something opaque is no text of the page', () => {
  test.each([
    ['a white box', {}],
    ['a coloured box', { fill: '#336699' }],
    ['a box on its head', { rotation: 180 }],
    ['a box that is flipped', { flipH: true, flipV: true }],
  ])('%s hides the whole text below, and no other', (_, more) =>
    expect(words(over(more, 0, 0, 200, 28))).toEqual(['二行目']),
  );
  test('a box without fill, or one that can be seen through, hides nothing', () => {
    const { fill: _, ...bare } = plain;
    for (const shape of [bare, { ...plain, opacity: 0.99 }])
      expect(
        words({ kind: 'shape', anchor: { row: 1, column: 1, x: 0, y: 0, width: 200, height: 28 }, shape }),
      ).toEqual(['あいうえおかきくけこ', '二行目']);
  });
  test('of a line that is covered in part the rest stays, on both sides', () => {
    expect(words(over({}, 20.5, 0, 31, 28))).toEqual(['あい|かきくけこ', '二行目']);
    expect(words(over({}, 0, 0, 51.5, 28))).toEqual(['かきくけこ', '二行目']);
  });
  test('corners of a round shape hide nothing', () => {
    const [first] = words(over({ preset: 'ellipse' }, -2, -12, 110, 24));
    expect(first).toMatch(/^あ.*こ$/u);
    expect(first).not.toContain('え');
  });
  test('a later shape hides an earlier one’s text, an earlier one does not hide a later', () => {
    const below = over({ text: run('下の文'), fill: '#dddddd' }, 0, 0, 120, 28);
    const above = over({ text: run('上の文') }, 0, 0, 120, 28);
    expect(words(below, above)).toEqual(['二行目', '上の文']);
    expect(words(above, below)).toEqual(['二行目', '下の文']);
  });
  test('a picture shows no text through it when it is opaque, and is gone itself under a box', () => {
    const picture = {
      kind: 'picture',
      anchor: { row: 1, column: 1, x: 0, y: 0, width: 200, height: 28 },
      label: '印',
      rotation: 0,
      type: 'image/png',
      data: '',
    } as const;
    expect(words(picture)).toHaveLength(2);
    expect(words({ ...picture, opaque: true })).toEqual(['二行目']);
    const { pages } = layoutSheet(sheet({ drawings: [picture, over({}, -1, -1, 202, 30)] }), { policy: 'grow' });
    expect(pages[0]?.ink.map(({ kind }) => kind)).toEqual(['path']);
  });
});

test('of a picture that is covered in part is told what lies under, in its own measures however it lies', () => {
  const share = fc.double({ min: 0.05, max: 0.4, noNaN: true });
  fc.assert(
    fc.property(
      share,
      share,
      fc.constantFrom(0, 90, 180, 270),
      fc.boolean(),
      fc.boolean(),
      (x, y, turn, flipH, flipV) => {
        const picture = {
          kind: 'picture',
          anchor: { row: 1, column: 1, x: 50, y: 50, width: 100, height: 100 },
          label: '',
          rotation: turn,
          flipH,
          flipV,
          type: 'image/png',
          data: '',
        } as const;
        // Covers the upper left of the place that the picture takes.
        const { pages } = layoutSheet(
          sheet({ columns: [300], rows: [300], drawings: [picture, over({}, 40, 40, 10 + 100 * x, 10 + 100 * y)] }),
          { policy: 'grow' },
        );
        const drawn = pages[0]?.ink.find(({ kind }) => kind === 'picture');
        if (drawn?.kind !== 'picture' || drawn.hidden === undefined) throw new Error('nothing is told');
        const [hidden = []] = drawn.hidden;
        // By pencil: the corner of the paper, turned back and then mirrored back.
        const back = (px: number, py: number): readonly [number, number] => {
          const [tx, ty] = ({ 0: [px, py], 90: [py, 1 - px], 180: [1 - px, 1 - py], 270: [1 - py, px] } as const)[
            turn
          ] ?? [0, 0];
          return [flipH ? 1 - tx : tx, flipV ? 1 - ty : ty];
        };
        for (const [px, py, under] of [
          [x / 2, y / 2, true],
          [x + 0.1, y / 2, false],
          [x / 2, y + 0.1, false],
          [0.9, 0.9, false],
        ] as const)
          expect(isInside(hidden, ...back(px, py))).toBe(under);
      },
    ),
  );
});

test('inside and outside of an outline agree with its equation', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.99, max: 0.99, noNaN: true }),
      fc.double({ min: -0.99, max: 0.99, noNaN: true }),
      fc.constantFrom(
        ['M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z', (x: number, y: number) => Math.hypot(x, y) - 1] as const,
        ['M0 -1L1 0L0 1L-1 0Z', (x: number, y: number) => Math.abs(x) + Math.abs(y) - 1] as const,
        [
          'M-1 -1H1V1H-1ZM-0.5 -0.5V0.5H0.5V-0.5Z',
          (x: number, y: number) => 0.5 - Math.max(Math.abs(x), Math.abs(y)),
        ] as const,
      ),
      (x, y, [d, distance]) => {
        const away = distance(x, y);
        fc.pre(Math.abs(away) > 0.03);
        expect(isInside(polygonsOf(d), x, y)).toBe(away < 0);
      },
    ),
  );
});
