import { describe, expect, test } from 'vitest';
import { BookValues } from '../../../src-main/engine/paper/book-values.ts';
import { chartInk } from '../../../src-main/engine/paper/charts/chart-ink.ts';
import { readCellStyles } from '../../../src-main/engine/paper/cell-styles.ts';
import { colourTable } from '../../../src-main/engine/book/styles/colours.ts';
import { displayNumber } from '../../../src-main/engine/book/styles/number-format.ts';
import type { Ink } from '../../../src-shared/paper/page.ts';
import { polygonBounds, polygonsOf } from '../../../src-shared/paper/polygons.ts';
import { scaleOf, ticksOf } from '../../../src-shared/paper/charts/scale-axis.ts';

const cache = (kind: 'num' | 'str', values: readonly (string | number | undefined)[], f = '') =>
  `<c:${kind}Ref><c:f>${f}</c:f><c:${kind}Cache>${kind === 'num' ? '<c:formatCode>General</c:formatCode>' : ''}<c:ptCount val="${values.length}"/>${values
    .map((value, index) => (value === undefined ? '' : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`))
    .join('')}</c:${kind}Cache></c:${kind}Ref>`;
const series = (
  index: number,
  name: string,
  values: string,
  categories = cache('str', ['甲', '乙', '丙']),
  more = '',
) =>
  `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:v>${name}</c:v></c:tx>${more}<c:cat>${categories}</c:cat><c:val>${values}</c:val></c:ser>`;
const axes =
  '<c:catAx><c:axId val="1"/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines/><c:crossAx val="1"/></c:valAx>';
const chart = (inside: string, more = '<c:legend><c:legendPos val="b"/></c:legend>') =>
  `<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:plotArea><c:layout/>${inside}${axes}</c:plotArea>${more}</c:chart></c:chartSpace>`;

/** The chart in a frame of 300 by 200 points, beside a sheet «表» with these rows. */
function ink(
  xml: string,
  rows: readonly (readonly (number | string)[])[] = [],
  columns = '',
): readonly Ink[] | undefined {
  const colours = colourTable(undefined, undefined);
  const shared = { styles: readCellStyles(undefined, colours), date1904: false, string: () => ({ text: '' }) };
  const sheet = `<worksheet>${columns}<sheetData>${rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((value, c) => `<c r="${'ABC'[c]}${r + 1}"${typeof value === 'number' ? '' : ' t="str"'}><v>${value}</v></c>`).join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`;
  const values = new BookValues(
    shared,
    (name) => (name === '表' ? sheet : undefined),
    new Map([['実績値', '表!$B$1:$B$3']]),
  );
  const book = {
    colours,
    words: (value: number, format: string) => displayNumber(value, format),
    values,
    package: { has: () => true, text: () => ({ text: xml }) },
  };
  return chartInk(
    book as unknown as Parameters<typeof chartInk>[0],
    'chart1.xml',
    { width: 300, height: 200 },
    { font: { name: 'ＭＳ Ｐゴシック', size: 10 }, label: 'グラフ 1' },
  );
}
const words = (drawn: readonly Ink[] | undefined) =>
  drawn?.flatMap((one) => (one.kind === 'text' ? one.lines.map(({ text }) => text) : [])) ?? [];
/** Boxes of what is drawn for a series. */
const shapes = (drawn: readonly Ink[] | undefined, name: string) =>
  drawn?.flatMap((one) => (one.kind === 'path' && one.label === name ? [polygonBounds(polygonsOf(one.d))] : [])) ?? [];
const bar = (more: string, inside: string) =>
  `<c:barChart>${more}${inside}<c:axId val="1"/><c:axId val="2"/></c:barChart>`;

describe('bars', () => {
  test.each([
    ['col', 'height'],
    ['bar', 'width'],
  ] as const)('%s: as long as their values say, with names, legend and scale', (direction, side) => {
    const drawn = ink(chart(bar(`<c:barDir val="${direction}"/>`, series(0, '計画', cache('num', [10, 20, 40])))));
    const bars = shapes(drawn, '計画');
    expect(bars).toHaveLength(3);
    expect(bars[1]![side] / bars[0]![side]).toBeCloseTo(2, 1);
    expect(bars[2]![side] / bars[0]![side]).toBeCloseTo(4, 1);
    for (const text of ['甲', '乙', '丙', '計画', '0', '40']) expect(words(drawn)).toContain(text);
  });
  test('stacked ones stand on each other, percent ones fill the axis', () => {
    const both = series(0, '一', cache('num', [1, 2, 3])) + series(1, '二', cache('num', [3, 2, 1]));
    const stacked = ink(chart(bar('<c:grouping val="stacked"/><c:overlap val="100"/>', both)));
    for (const [index, below] of shapes(stacked, '一').entries()) {
      const above = shapes(stacked, '二')[index]!;
      expect(above.x).toBeCloseTo(below.x, 1);
      expect(above.y + above.height).toBeCloseTo(below.y, 1);
    }
    const percent = ink(chart(bar('<c:grouping val="percentStacked"/>', both)));
    const whole = shapes(percent, '一').map((one, index) => one.height + shapes(percent, '二')[index]!.height);
    expect(Math.max(...whole) - Math.min(...whole)).toBeLessThan(0.1);
    expect(words(percent)).toContain('100%');
  });
  test('a value that is missing has no bar; one below zero hangs', () => {
    const drawn = ink(chart(bar('', series(0, '値', cache('num', [5, undefined, -5])))));
    const [up, down] = shapes(drawn, '値');
    expect(shapes(drawn, '値')).toHaveLength(2);
    expect(up!.y + up!.height).toBeCloseTo(down!.y, 1);
  });
});

describe('values of today', () => {
  const rows = [
    ['甲', 1],
    ['乙', 2],
    ['丙', 8],
  ] as const;
  const live = (f: string) =>
    chart(bar('', series(0, '値', cache('num', [1, 1, 1], f), cache('str', ['a', 'b', 'c'], '表!$A$1:$A$3'))));
  test.each(['表!$B$1:$B$3', "'表'!$B$1:$B$3", '(表!$B$1,表!$B$2:$B$3)', '[0]!実績値'.replace('[0]!', '')])(
    '%s: cells go before what is stored',
    (f) => {
      const drawn = ink(live(f), rows);
      const bars = shapes(drawn, '値');
      expect(bars[2]!.height / bars[0]!.height).toBeCloseTo(8, 0);
      for (const text of ['甲', '乙', '丙']) expect(words(drawn)).toContain(text);
      expect(words(drawn)).not.toContain('a');
    },
  );
  test.each(['[1]表!$B$1:$B$3', '無い!$B$1:$B$3', 'OFFSET(表!$B$1,0,0)'])('%s leads nowhere: what is stored', (f) => {
    const heights = shapes(ink(live(f), rows), '値').map(({ height }) => height);
    expect(new Set(heights).size).toBe(1);
    expect(heights).toHaveLength(3);
  });
  test('hidden rows are left out unless the chart wants them', () => {
    const hidden = '<cols><col min="2" max="2" hidden="1"/></cols>';
    expect(shapes(ink(live('表!$B$1:$B$3'), rows, hidden), '値')).toHaveLength(0);
    const wanted = live('表!$B$1:$B$3').replace('</c:chart>', '<c:plotVisOnly val="0"/></c:chart>');
    expect(shapes(ink(wanted, rows, hidden), '値')).toHaveLength(3);
  });
});

describe('other kinds', () => {
  const group = (name: string, more: string, values: readonly (number | undefined)[] = [1, 2, 4]) =>
    chart(`<c:${name}>${more}${series(0, '値', cache('num', values))}<c:axId val="1"/><c:axId val="2"/></c:${name}>`);
  test('a line goes through its values and is parted where one is missing', () => {
    const [line] = shapes(ink(group('lineChart', '')), '値');
    expect(line!.width).toBeGreaterThan(100);
    expect(shapes(ink(group('lineChart', '', [1, 2, undefined, 3, 4])), '値')).toHaveLength(2);
  });
  test('slices of a pie and a ring take their shares; each has its name in the legend', () => {
    for (const name of ['pieChart', 'doughnutChart', 'pie3DChart']) {
      const drawn = ink(group(name, '<c:varyColors val="1"/>'));
      const fills = ['甲', '乙', '丙'].map((label) => drawn?.find((one) => one.kind === 'path' && one.label === label));
      expect(new Set(fills.map((one) => (one?.kind === 'path' ? one.fill : ''))).size).toBe(3);
      for (const text of ['甲', '乙', '丙']) expect(words(drawn)).toContain(text);
    }
  });
  test('a radar has its names around and its values in', () => {
    const drawn = ink(group('radarChart', '<c:radarStyle val="marker"/>'));
    expect(words(drawn)).toEqual(expect.arrayContaining(['甲', '乙', '丙']));
    expect(shapes(drawn, '値')[0]!.height).toBeGreaterThan(20);
  });
  test('points of a scatter lie where both values say', () => {
    const xy = `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>点</c:v></c:tx><c:xVal>${cache('num', [0, 5, 10])}</c:xVal><c:yVal>${cache('num', [0, 10, 5])}</c:yVal></c:ser><c:axId val="1"/><c:axId val="2"/></c:scatterChart>`;
    const drawn = ink(chart(xy).replaceAll('catAx', 'valAx'));
    expect(shapes(drawn, '点')[0]!.width).toBeGreaterThan(100);
    expect(words(drawn)).toEqual(expect.arrayContaining(['0', '10']));
  });
  test('labels say value, name or share', () => {
    const labels = (what: string) => ink(group('pieChart', `<c:dLbls><c:${what} val="1"/></c:dLbls>`));
    expect(words(labels('showVal'))).toEqual(expect.arrayContaining(['1', '2', '4']));
    expect(words(labels('showPercent'))).toContain('57%');
  });
  test('a surface and a part without plots are not drawn', () => {
    expect(ink(group('surfaceChart', ''))).toBeUndefined();
    expect(ink('<c:chartSpace xmlns:c="c"/>')).toBeUndefined();
  });
});

test('a scale has its values on it, ends at its steps and has no more labels than there is room for', () => {
  for (const values of [[1, 2, 3], [70, 72, 90], [0.1, 0.2], [-5, 5], [1e6, 3e6], [95, 99], [0], [], [-3, -2]]) {
    const scale = scaleOf(values, {}, 5);
    for (const value of values) {
      expect(scale.min).toBeLessThanOrEqual(value);
      expect(scale.max).toBeGreaterThanOrEqual(value);
    }
    expect(ticksOf(scale).length).toBeLessThanOrEqual(9);
    expect(ticksOf(scale).at(-1)).toBeCloseTo(scale.max, 6);
  }
  expect(scaleOf([1, 2], { min: 0, max: 10, step: 5 }, 5)).toEqual({ min: 0, max: 10, step: 5 });
});
