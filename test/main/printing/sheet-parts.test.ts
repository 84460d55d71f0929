import { describe, expect, test } from 'vitest';
import { readDrawing } from '../../../src-main/engine/paper/read-drawing.ts';
import type { AnchorGrid } from '../../../src-main/engine/paper/anchor-grid.ts';
import { colourTable } from '../../../src-main/engine/book/styles/colours.ts';
import { pageSetup } from '../../../src-main/engine/paper/page-setup.ts';
import { scanSheet } from '../../../src-main/engine/paper/scan-sheet.ts';
import { readTree } from '../../../src-main/engine/xml/xml-tree.ts';
import { cropOf, wholePicture } from '../../../src-shared/paper/crop.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { ownSheet } from '../../../src-shared/paper/own-paper.ts';
import { graphicsOf, textsOf } from '../../../src-shared/paper/page.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheet = (body: string) => scanSheet(`<x:worksheet xmlns:x="${main}">${body}</x:worksheet>`);

describe('the sheet part', () => {
  const scanned = sheet(
    '<x:sheetPr><x:pageSetUpPr fitToPage="true"/></x:sheetPr><x:cols><x:col min="2" max="3" width="9" hidden="1"/></x:cols>' +
      '<x:sheetData><x:row r="2" ht="30" hidden="1"><x:c r="B2" t="inlineStr" ph="1"><x:is><x:r><x:rPr><x:b/></x:rPr><x:t>太</x:t></x:r><x:rPh sb="0" eb="1"><x:t>ふと</x:t></x:rPh></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData>' +
      '<x:mergeCells><x:mergeCell ref="B2:C4"/></x:mergeCells>' +
      '<x:conditionalFormatting sqref="B2 D4:D5"><x:cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><x:formula>"D"</x:formula></x:cfRule></x:conditionalFormatting>' +
      '<x:pageMargins left="0.5" right="0.5" top="1" bottom="1" header="0.3" footer="0.3"/><x:pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/>' +
      '<x:headerFooter><x:oddFooter>&amp;C- &amp;P -</x:oddFooter></x:headerFooter><x:rowBreaks count="1"><x:brk id="17" man="1"/></x:rowBreaks>',
  );
  test('prefixes, cells without addresses, runs and furigana', () => {
    expect(scanned.cells.map(({ row, column, type, value }) => [row, column, type, value])).toEqual([
      [2, 2, 'inlineStr', ''],
      [2, 3, 'n', '5'],
    ]);
    expect(scanned.cells[0]?.phonetic).toBe(true);
    expect(scanned.cells[0]?.inline?.children.map((node) => node.name)).toEqual(['r', 'rPh']);
  });
  test('sizes, merges, breaks and rules', () => {
    expect(scanned.rows.get(2)).toEqual({ height: 30, hidden: true, custom: false });
    expect(scanned.columns).toEqual([{ min: 2, max: 3, width: 9, hidden: true }]);
    expect(scanned.merges).toEqual([{ top: 2, left: 2, bottom: 4, right: 3 }]);
    expect(scanned.setup.rowBreaks).toEqual([17]);
    expect(scanned.conditional[0]).toMatchObject({
      type: 'cellIs',
      attributes: { operator: 'equal' },
      formulas: ['"D"'],
      areas: [{ top: 2 }, { top: 4 }],
    });
  });
  test('paper, orientation, fit and footer', () => {
    const setup = pageSetup(scanned.setup);
    expect([
      setup.paper.name,
      Math.round((setup.paper.width * 25.4) / 72),
      Math.round((setup.paper.height * 25.4) / 72),
    ]).toEqual(['A3', 420, 297]);
    expect(setup.fit).toEqual({ width: 1, height: 0 });
    expect(setup.margins.top).toBe(72);
    expect(setup.footer).toEqual({ odd: '&C- &P -' });
    expect(setup.headerApart).toBeUndefined();
    expect(pageSetup(sheet('<x:headerFooter alignWithMargins="0"/>').setup).headerApart).toBe(true);
  });
});

describe('drawings', () => {
  const grid: AnchorGrid = {
    columnLeft: (column) => (column - 1) * 50,
    rowTop: (row) => (row - 1) * 20,
    columnWidth: () => 50,
    rowHeight: () => 20,
    rowAt: (y) => Math.floor(y / 20) + 1,
    columnAt: (x) => Math.floor(x / 50) + 1,
  };
  const read = (body: string) =>
    readDrawing(readTree(`<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="r" xmlns:mc="m">${body}</xdr:wsDr>`), {
      grid,
      colours: colourTable(undefined, undefined),
      font: { name: 'ＭＳ Ｐゴシック', size: 11 },
      picture: (id) => (id === 'rId1' ? { type: 'image/png', data: 'AA==' } : undefined),
    });
  const corner = (name: string, column: number, row: number, x = 0, y = 0) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>${x * 12700}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${y * 12700}</xdr:rowOff></xdr:${name}>`;
  test('an arrow between two cells, its colours, line and text', () => {
    const [drawing] = read(
      `<xdr:twoCellAnchor>${corner('from', 1, 2, 5, 4)}${corner('to', 3, 3, 10, 90)}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="矢印"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rightArrow"><a:avLst><a:gd name="adj1" fmla="val 60000"/></a:avLst></a:prstGeom><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill><a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:tailEnd type="triangle"/></a:ln></xdr:spPr><xdr:txBody><a:bodyPr anchor="ctr"/><a:p><a:pPr algn="ctr"/><a:r><a:rPr sz="800" b="1"/><a:t>調査</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>`,
    );
    // An offset of 90 points in a row of 20 ends at the row's edge.
    expect(drawing?.anchor).toEqual({ row: 3, column: 2, x: 5, y: 4, width: 105, height: 36 });
    expect(drawing).toMatchObject({
      kind: 'shape',
      shape: {
        preset: 'rightArrow',
        adjust: { adj1: 60000 },
        fill: '#ff0000',
        line: { width: 1, colour: '#000000', tail: 'triangle' },
        vertical: 'center',
        text: [{ align: 'center', runs: [{ text: '調査', font: { size: 8, bold: true } }] }],
      },
    });
  });
  test('a picture of a kind that cannot be drawn leaves a box with its name, which is told', () => {
    const drawings = read(
      `<xdr:oneCellAnchor>${corner('from', 0, 0)}<xdr:ext cx="1270000" cy="508000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="図 1" descr="配置図"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId2"/></xdr:blipFill><xdr:spPr/></xdr:pic></xdr:oneCellAnchor>`,
    );
    const { pages, notes } = layoutSheet(
      {
        ...ownSheet({
          name: 'No.1',
          columns: [200],
          rows: [{ height: 100, cells: [{ text: '本文', column: 1, look: 'text' }] }],
          size: 10,
        }),
        drawings,
      },
      { policy: 'grow' },
    );
    expect(notes).toEqual([{ kind: 'picture', sheet: 'No.1', label: '配置図' }]);
    expect(
      textsOf(pages[0])
        .flatMap(({ lines }) => lines.map(({ text }) => text))
        .join(''),
    ).toContain('図「配置図」は印刷できない形式です');
  });
  const turned = (rot: number, kind = 'sp') =>
    `<xdr:${kind}><xdr:nvSpPr><xdr:cNvPr id="2" name="矢印"/></xdr:nvSpPr><xdr:spPr><a:xfrm rot="${rot * 60000}"><a:off x="0" y="0"/><a:ext cx="1270000" cy="127000"/></a:xfrm></xdr:spPr></xdr:${kind}>`;
  test.each([
    [0, [0, 0, 50, 100]],
    [44, [0, 0, 50, 100]],
    [45, [-25, 25, 100, 50]],
    [90, [-25, 25, 100, 50]],
    [134, [-25, 25, 100, 50]],
    [135, [0, 0, 50, 100]],
    [180, [0, 0, 50, 100]],
    [225, [-25, 25, 100, 50]],
    [314, [-25, 25, 100, 50]],
    [315, [0, 0, 50, 100]],
    [-90, [-25, 25, 100, 50]],
  ])('turned by %i° between two cells, a shape, connector or picture has its own frame', (rot, expected) => {
    for (const kind of ['sp', 'cxnSp', 'pic']) {
      const [drawing] = read(
        `<xdr:twoCellAnchor>${corner('from', 3, 2)}${corner('to', 4, 7)}${turned(rot, kind)}<xdr:clientData/></xdr:twoCellAnchor>`,
      );
      const { row, column, x, y, width, height } = drawing?.anchor ?? {};
      // It moves with the cell that the anchor names.
      expect([row, column]).toEqual([3, 4]);
      expect([x, y, width, height]).toEqual(expected);
    }
  });
  test('an anchor that names a size names that of the unturned shape', () => {
    const [drawing] = read(
      `<xdr:oneCellAnchor>${corner('from', 3, 2)}<xdr:ext cx="1270000" cy="127000"/>${turned(90)}<xdr:clientData/></xdr:oneCellAnchor>`,
    );
    expect(drawing?.anchor).toEqual({ row: 3, column: 4, x: 0, y: 0, width: 100, height: 10 });
  });
  test.each([
    ['rot="10800000"', 190, false, false, [75, 0]],
    ['flipH="1"', 350, true, false, [75, 0]],
    ['flipV="1"', 350, false, true, [0, 0]],
    ['rot="10800000" flipV="1"', 170, false, true, [75, 0]],
    ['', 10, false, false, [0, 0]],
  ])('a group with %s turns and flips its members about its centre', (attributes, rotation, flipH, flipV, at) => {
    const member = `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="左"/></xdr:nvSpPr><xdr:spPr><a:xfrm rot="600000"><a:off x="0" y="0"/><a:ext cx="50" cy="100"/></a:xfrm></xdr:spPr></xdr:sp>`;
    const [drawing] = read(
      `<xdr:twoCellAnchor>${corner('from', 0, 0)}${corner('to', 2, 1)}<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="3" name="組"/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm ${attributes}><a:chOff x="0" y="0"/><a:chExt cx="200" cy="100"/></a:xfrm></xdr:grpSpPr>${member}</xdr:grpSp></xdr:twoCellAnchor>`,
    );
    expect(drawing).toMatchObject({ shape: { rotation, flipH, flipV } });
    const { row = 0, column = 0, x = 0, y = 0, width, height } = drawing?.anchor ?? {};
    expect([width, height]).toEqual([25, 20]);
    expect(
      [grid.columnLeft(column) + x, grid.rowTop(row) + y].map((value) => Math.round(value * 1e6) / 1e6 + 0),
    ).toEqual(at);
  });
  test('a group on its side keeps the size of its members and lays them along the other way', () => {
    const member = (x: number) =>
      `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="${x}"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="${x}" y="0"/><a:ext cx="100" cy="50"/></a:xfrm></xdr:spPr></xdr:sp>`;
    const found = read(
      `<xdr:twoCellAnchor>${corner('from', 2, 0)}${corner('to', 3, 5)}<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="3" name="組"/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm rot="5400000"><a:chOff x="0" y="0"/><a:chExt cx="200" cy="100"/></a:xfrm></xdr:grpSpPr>${member(0)}${member(100)}</xdr:grpSp></xdr:twoCellAnchor>`,
    );
    const centres = found.map(({ anchor: { row, column, x, y, width, height } }) => [
      Math.round(grid.columnLeft(column) + x + width / 2),
      Math.round(grid.rowTop(row) + y + height / 2),
      width,
      height,
    ]);
    // The upper half of a group of 100 by 50 becomes its right half when it is turned clockwise.
    expect(centres).toEqual([
      [138, 25, 50, 25],
      [138, 75, 50, 25],
    ]);
  });
  const frame = (uri: string, name: string) =>
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${name}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="100" cy="100"/></xdr:xfrm><a:graphic><a:graphicData uri="${uri}"/></a:graphic></xdr:graphicFrame>`;
  const chart = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
  const between = (body: string) =>
    `<xdr:twoCellAnchor>${corner('from', 0, 0)}${corner('to', 2, 2)}${body}<xdr:clientData/></xdr:twoCellAnchor>`;
  test.each([
    ['a chart', between(frame(chart, 'X')), 'chart', 'グラフ'],
    [
      'a chart of a later kind',
      between(
        `<mc:AlternateContent><mc:Choice Requires="cx1">${frame('http://schemas.microsoft.com/office/drawing/2014/chartex', 'X')}</mc:Choice><mc:Fallback/></mc:AlternateContent>`,
      ),
      'chart',
      'グラフ',
    ],
    ['SmartArt', between(frame('http://schemas.openxmlformats.org/drawingml/2006/diagram', 'X')), 'diagram', '図表'],
    ['a slicer', between(frame('http://schemas.microsoft.com/office/drawing/2010/slicer', 'X')), 'object', '部品'],
    [
      'ink',
      between(
        '<xdr:contentPart r:id="rId9"><nvContentPartPr><cNvPr id="2" name="X"/></nvContentPartPr></xdr:contentPart>',
      ),
      'object',
      '部品',
    ],
    [
      'a chart in a group',
      between(
        `<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="3" name="組"/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></xdr:grpSpPr>${frame(chart, 'X')}</xdr:grpSp>`,
      ),
      'chart',
      'グラフ',
    ],
  ])('%s leaves a box with its name, and a note', (_, body, what, word) => {
    const drawings = read(body);
    expect(drawings.map(({ anchor }) => [anchor.width, anchor.height])).toEqual([[100, 40]]);
    const { pages, notes } = layoutSheet(
      {
        ...ownSheet({
          name: 'No.1',
          columns: [200],
          rows: [{ height: 100, cells: [{ text: '本文', column: 1, look: 'text' }] }],
          size: 10,
        }),
        drawings,
      },
      { policy: 'grow' },
    );
    expect(notes).toEqual([{ kind: 'picture', sheet: 'No.1', label: 'X', what }]);
    expect(
      textsOf(pages[0])
        .flatMap(({ lines }) => lines.map(({ text }) => text))
        .join(''),
    ).toContain(`${word}「X」は印刷できません`);
  });
  test.each([
    ['l="25000" r="50000" t="10000"', { left: 0.25, top: 0.1, right: 0.5, bottom: 0 }],
    ['l="25%" b="-10%"', { left: 0.25, top: 0, right: 0, bottom: -0.1 }],
    ['', undefined],
    ['l="0" t="0" r="0" b="0"', undefined],
  ])('what is cut off a picture is told to the page: %s', (attributes, crop) => {
    const drawings = read(
      `<xdr:oneCellAnchor>${corner('from', 0, 0)}<xdr:ext cx="635000" cy="635000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="図"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:srcRect ${attributes}/></xdr:blipFill><xdr:spPr/></xdr:pic></xdr:oneCellAnchor>`,
    );
    const paper = ownSheet({ name: 'No.1', columns: [100], size: 10, rows: [] });
    const [page] = layoutSheet({ ...paper, rows: [30], drawings }, { policy: 'grow' }).pages;
    const picture = graphicsOf(page).find((graphic) => graphic.kind === 'picture');
    expect(picture?.crop).toEqual(crop);
    if (picture === undefined || crop === undefined) return;
    const whole = wholePicture(picture, crop);
    expect(whole.width).toBeCloseTo(picture.width / (1 - crop.left - crop.right));
    expect(whole.x + whole.width * crop.left).toBeCloseTo(picture.x);
    expect(whole.y + whole.height * (1 - crop.bottom)).toBeCloseTo(picture.y + picture.height);
  });
  test('a picture that is cut away altogether is never shown whole', () => {
    expect(cropOf(0.6, 0, 0.6, 0)?.right).toBeCloseTo(0.399);
    const whole = wholePicture(
      { x: 0, y: 0, width: 1, height: 1 },
      cropOf(0.6, 0, 0.6, 0) ?? { left: 0, top: 0, right: 0, bottom: 0 },
    );
    expect(whole.width).toBeCloseTo(1000);
  });
  test('pictures, groups, hidden shapes and alternate content', () => {
    const shape = (name: string, x: number, hidden = '') =>
      `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="${name}"${hidden}/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="${x}" y="0"/><a:ext cx="100" cy="100"/></a:xfrm></xdr:spPr></xdr:sp>`;
    const found = read(
      `<xdr:oneCellAnchor>${corner('from', 0, 0)}<xdr:ext cx="127000" cy="254000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="図" descr="市章"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill><xdr:spPr/></xdr:pic></xdr:oneCellAnchor>` +
        `<xdr:twoCellAnchor>${corner('from', 0, 0)}${corner('to', 2, 1)}<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="3" name="組"/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm><a:chOff x="0" y="0"/><a:chExt cx="200" cy="100"/></a:xfrm></xdr:grpSpPr>${shape('左', 0)}${shape('右', 100)}</xdr:grpSp></xdr:twoCellAnchor>` +
        `<mc:AlternateContent><mc:Choice Requires="a14"><xdr:absoluteAnchor><xdr:pos x="635000" y="254000"/><xdr:ext cx="127000" cy="127000"/>${shape('絶対', 0)}</xdr:absoluteAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>` +
        `<xdr:oneCellAnchor>${corner('from', 0, 0)}<xdr:ext cx="1" cy="1"/>${shape('隠', 0, ' hidden="1"')}</xdr:oneCellAnchor>`,
    );
    expect(found.map((drawing) => (drawing.kind === 'shape' ? drawing.shape.label : drawing.label))).toEqual([
      '市章',
      '左',
      '右',
      '絶対',
    ]);
    expect(found.map(({ anchor }) => [anchor.column, anchor.row, anchor.width, anchor.height])).toEqual([
      [1, 1, 10, 20],
      [1, 1, 50, 20],
      [2, 1, 50, 20],
      [2, 2, 10, 10],
    ]);
  });
});
