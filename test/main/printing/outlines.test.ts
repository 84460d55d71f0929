import { describe, expect, test } from 'vitest';
import { colourTable } from '../../../src-main/engine/book/styles/colours.ts';
import { readDrawing } from '../../../src-main/engine/paper/read-drawing.ts';
import type { AnchorGrid } from '../../../src-main/engine/paper/anchor-grid.ts';
import { readTree } from '../../../src-main/engine/xml/xml-tree.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { ownSheet } from '../../../src-shared/paper/own-paper.ts';
import { isInside, polygonBounds, polygonsOf } from '../../../src-shared/paper/polygons.ts';
import { mapGraphic } from '../../../src-shared/paper/page-map.ts';
import { shapeGraphics } from '../../../src-shared/paper/shapes.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';

const grid: AnchorGrid = {
  columnLeft: (column) => (column - 1) * 100,
  rowTop: (row) => (row - 1) * 50,
  columnWidth: () => 100,
  rowHeight: () => 50,
  rowAt: (y) => Math.max(1, Math.floor(y / 50) + 1),
  columnAt: (x) => Math.max(1, Math.floor(x / 100) + 1),
};

/** A shape of 200 by 100 with this geometry, filled red with a black line. */
function shape(geometry: string, text = '') {
  const [drawing] = readDrawing(
    readTree(
      `<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from><xdr:ext cx="2540000" cy="1270000"/><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="図形 1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2540000" cy="1270000"/></a:xfrm>${geometry}<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:oneCellAnchor></xdr:wsDr>`,
    ),
    {
      grid,
      colours: colourTable(undefined, undefined),
      font: { name: 'ＭＳ Ｐゴシック', size: 11 },
      picture: () => undefined,
    },
  );
  if (drawing?.kind !== 'shape') throw new Error('no shape');
  return drawing;
}
const preset = (name: string, adjust: Readonly<Record<string, number>> = {}) =>
  `<a:prstGeom prst="${name}"><a:avLst>${Object.entries(adjust)
    .map(([guide, value]) => `<a:gd name="${guide}" fmla="val ${value}"/>`)
    .join('')}</a:avLst></a:prstGeom>`;
const paths = (geometry: string) =>
  shapeGraphics(shape(geometry).shape, { x: 0, y: 0, width: 200, height: 100 }).flatMap((graphic) =>
    graphic.kind === 'path' ? [graphic] : [],
  );
function told(geometry: string, text = '') {
  const { notes, pages } = layoutSheet(
    {
      ...ownSheet({
        name: 'No.1',
        columns: [400],
        rows: [{ height: 200, cells: [{ text: '本文', column: 1, look: 'text' }] }],
        size: 10,
      }),
      drawings: [shape(geometry, text)],
    },
    { policy: 'grow' },
  );
  return {
    notes,
    words: textsOf(pages[0])
      .filter(({ role }) => role === 'shape')
      .flatMap(({ lines }) => lines.map((line) => line.text))
      .join(''),
  };
}

describe('callouts', () => {
  test.each(['wedgeRectCallout', 'wedgeRoundRectCallout', 'wedgeEllipseCallout', 'cloudCallout'])(
    '%s points to its place, on either side of the box',
    (name) => {
      for (const [adj1, adj2, at] of [
        [-70_000, 20_000, 'L-40 70'],
        [70_000, -20_000, 'L240 30'],
        [0, 120_000, 'L100 170'],
        [10_000, -100_000, 'L120 -50'],
      ] as const) {
        const [path] = paths(preset(name, { adj1, adj2 }));
        expect(path?.d).toContain(at);
        expect(path?.d).toMatch(/^M[^Z]*Z$/u);
        expect(path?.d).not.toContain('NaN');
      }
      expect(told(preset(name)).notes).toEqual([]);
    },
  );
  test('a line callout has its line', () =>
    expect(paths(preset('borderCallout1', { adj1: 50_000, adj2: 0, adj3: 150_000, adj4: -25_000 }))[0]?.d).toContain(
      'M0 50L-50 150',
    ));
});

describe('brackets and braces', () => {
  test('the curves are as high as their guide says', () => {
    expect(paths(preset('leftBracket', { adj: 20_000 }))[0]?.d).toBe(
      'M200 0A200 20 0 0 0 0 20V80A200 20 0 0 0 200 100',
    );
    expect(paths(preset('rightBracket', { adj: 20_000 }))[0]?.d).toBe('M0 0A200 20 0 0 1 200 20V80A200 20 0 0 1 0 100');
    expect(paths(preset('leftBrace', { adj1: 10_000, adj2: 40_000 }))[0]?.d).toBe(
      'M200 0A100 10 0 0 0 100 10V30A100 10 0 0 1 0 40A100 10 0 0 1 100 50V90A100 10 0 0 0 200 100',
    );
  });
});

describe('freeforms', () => {
  const free = (inside: string) => `<a:custGeom><a:pathLst>${inside}</a:pathLst></a:custGeom>`;
  const at = (x: number | string, y: number | string) => `<a:pt x="${x}" y="${y}"/>`;
  test('lines and curves, in the frame of the path; one without fill, one without line', () => {
    const [one, two] = paths(
      free(
        `<a:path w="100" h="10" stroke="0"><a:moveTo>${at(0, 0)}</a:moveTo><a:lnTo>${at(100, 10)}</a:lnTo><a:cubicBezTo>${at(50, 10)}${at(50, 5)}${at(0, 5)}</a:cubicBezTo><a:quadBezTo>${at(1, 1)}${at(0, 0)}</a:quadBezTo><a:close/></a:path><a:path w="100" h="10" fill="none"><a:moveTo>${at(0, 5)}</a:moveTo><a:arcTo wR="50" hR="5" stAng="10800000" swAng="10800000"/></a:path>`,
      ),
    );
    expect(one?.d).toBe('M0 0L200 100C100 100 100 50 0 50Q2 10 0 0Z');
    expect([one?.fill, one?.stroke]).toEqual(['#ff0000', undefined]);
    expect(two?.d).toBe('M0 50A100 50 0 0 1 100 0A100 50 0 0 1 200 50');
    expect([two?.fill, two?.stroke]).toEqual([undefined, '#000000']);
  });
  test('a path without a size of its own counts in EMU', () =>
    expect(
      paths(free(`<a:path><a:moveTo>${at(0, 0)}</a:moveTo><a:lnTo>${at(1_270_000, 0)}</a:lnTo></a:path>`))[0]?.d,
    ).toBe('M0 0L100 0'));
  test.each([
    ['places by formulas', free(`<a:path><a:moveTo>${at('x1', 0)}</a:moveTo></a:path>`)],
    ['no path', free('')],
    ['an unknown step', free('<a:path><a:unheard/></a:path>')],
  ])('%s: an unfilled frame and a note', (_, geometry) => {
    expect(paths(geometry)[0]?.fill).toBeUndefined();
    expect(told(geometry).notes).toEqual([{ kind: 'picture', sheet: 'No.1', label: '図形 1', what: 'shape' }]);
  });
});

describe('presets that the page does not draw', () => {
  test.each(['unheard', 'unheardOf2', 'plaqueX'])(
    '%s: an unfilled frame with its words or its name, and a note',
    (name) => {
      expect(paths(preset(name))[0]).toMatchObject({ stroke: '#000000' });
      expect(paths(preset(name))[0]?.fill).toBeUndefined();
      expect(told(preset(name))).toEqual({
        notes: [{ kind: 'picture', sheet: 'No.1', label: '図形 1', what: 'shape' }],
        words: '図形「図形 1」は印刷できない形です',
      });
      expect(told(preset(name), '注意').words).toBe('注意');
    },
  );
  test('a button keeps its fill', () => {
    expect(paths(preset('actionButtonHome'))[0]?.fill).toBe('#ff0000');
    expect(told(preset('actionButtonHome')).notes).toHaveLength(1);
  });
});

describe('shapes at the edge of a page', () => {
  const window = { x: 0, y: 500, width: 500, height: 500 };
  const stay = { scale: 1, x: 0, y: 0 };
  const one = shape(preset('rect')).shape;
  test.each([
    [90, { x: 0, y: 600, width: 200, height: 20 }, 'whole'],
    [270, { x: 90, y: 410, width: 20, height: 200 }, 'whole'],
    [0, { x: 90, y: 410, width: 20, height: 200 }, 'part'],
    [90, { x: 100, y: 510, width: 200, height: 20 }, 'part'],
    [0, { x: 100, y: 510, width: 200, height: 20 }, 'whole'],
    [0, { x: 90, y: 200, width: 20, height: 200 }, 'none'],
    [90, { x: 90, y: 200, width: 20, height: 200 }, 'none'],
  ])('turned by %i°, what is seen counts: %o, %s', (rotation, box, seen) => {
    const picture = { kind: 'picture', source: '', label: '', rotation, ...box } as const;
    for (const graphic of [...shapeGraphics({ ...one, rotation }, box), picture]) {
      const [drawn] = mapGraphic(graphic, stay, window);
      expect(drawn === undefined ? 'none' : 'clip' in drawn ? 'part' : 'whole').toBe(seen);
    }
  });
});

describe('presets that are drawn', () => {
  const names =
    'noSmoking donut frame halfFrame corner diagStripe heart lightningBolt sun moon cloud smileyFace arc chord pie blockArc teardrop plaque cube bevel foldedCorner mathPlus mathMinus mathMultiply mathDivide mathEqual mathNotEqual uturnArrow bentArrow bentUpArrow quadArrow leftUpArrow leftRightUpArrow curvedDownArrow curvedUpArrow curvedRightArrow curvedLeftArrow circularArrow rightArrowCallout leftArrowCallout upArrowCallout downArrowCallout notchedRightArrow stripedRightArrow star4 star8 star24 irregularSeal1 irregularSeal2 ribbon ribbon2 ellipseRibbon ellipseRibbon2 verticalScroll horizontalScroll wave doubleWave heptagon decagon dodecagon snip1Rect snip2SameRect snipRoundRect round1Rect round2DiagRect flowChartProcess flowChartDocument flowChartMultidocument flowChartDecision flowChartTerminator flowChartInputOutput flowChartSort flowChartCollate flowChartOr flowChartDelay flowChartDisplay flowChartMagneticDisk flowChartMagneticDrum flowChartMagneticTape chartX chartPlus chartStar gear6'.split(
      ' ',
    );
  test.each(names)('%s: within its frame or near it, more than a box, no note', (name) => {
    const [path] = paths(preset(name));
    expect(path?.d).not.toMatch(/NaN|Infinity|undefined/u);
    const { x, y, width, height } = polygonBounds(polygonsOf(path?.d ?? ''));
    expect(Math.min(x, y)).toBeGreaterThan(-45);
    expect(x + width).toBeLessThan(245);
    expect(y + height).toBeLessThan(130);
    expect(width * height).toBeGreaterThan(2000);
    if (name !== 'flowChartProcess') expect(path?.d).not.toBe('M0 0H200V100H0Z');
    expect(told(preset(name)).notes).toEqual([]);
  });
  test('rings and strokes are open where paper shows through', () => {
    const inside = (name: string, x: number, y: number) => isInside(polygonsOf(paths(preset(name))[0]?.d ?? ''), x, y);
    expect([inside('donut', 100, 50), inside('donut', 5, 50)]).toEqual([false, true]);
    expect([inside('frame', 100, 50), inside('frame', 3, 50)]).toEqual([false, true]);
    // The stroke goes through the middle; both halves beside it are open.
    expect([inside('noSmoking', 100, 50), inside('noSmoking', 140, 40), inside('noSmoking', 60, 60)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
