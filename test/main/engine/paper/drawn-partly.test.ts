import { expect, test } from 'vitest';
import { drawingInBlack } from '../../../../src-main/engine/paper/black-and-white.ts';
import { askedInVain, drawnPartly } from '../../../../src-main/engine/paper/drawn-partly.ts';
import { pageSetup } from '../../../../src-main/engine/paper/page-setup.ts';
import { openPaperBook } from '../../../../src-main/engine/paper/paper-book.ts';
import { readCellStyles } from '../../../../src-main/engine/paper/cell-styles.ts';
import { colourTable } from '../../../../src-main/engine/book/styles/colours.ts';
import { scanSheet } from '../../../../src-main/engine/paper/scan-sheet.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { readTree } from '../../../../src-main/engine/xml/xml-tree.ts';
import { pictureReader } from '../../../../src-main/engine/paper/pictures.ts';
import { placeholder } from '../../../../src-main/engine/paper/placeholder.ts';
import { headerSections } from '../../../../src-shared/paper/header-codes.ts';
import { cityMark } from '../../../helpers/png.ts';
import { layoutSheet } from '../../../../src-shared/paper/layout.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';

const shape = (name: string, inside: string) =>
  `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="${name}"/></xdr:nvSpPr>${inside}</xdr:sp>`;

test.each([
  ['<a:rPr><a:highlight><a:srgbClr val="FFFF00"/></a:highlight></a:rPr>', 'highlight'],
  ['<xdr:spPr><a:effectLst><a:outerShdw/></a:effectLst></xdr:spPr>', 'effect'],
  ['<xdr:spPr><a:effectLst><a:glow/></a:effectLst></xdr:spPr>', 'effect'],
])('%s is told by the name of its shape', (inside, what) => {
  const root = readTree(`<w xmlns:xdr="x" xmlns:a="a">${shape('矢印', inside)}${shape('枠', '<xdr:spPr/>')}</w>`);
  expect(drawnPartly(root)).toEqual([{ label: '矢印', what }]);
});

test('what is not printed at all is not told', () => {
  const effect = '<xdr:spPr><a:effectLst><a:glow/></a:effectLst></xdr:spPr>';
  const hidden = shape('影', effect).replace('<xdr:cNvPr', '<xdr:cNvPr hidden="1"');
  const onScreen = `<xdr:oneCellAnchor>${shape('釦', effect)}<xdr:clientData fPrintsWithSheet="0"/></xdr:oneCellAnchor>`;
  expect(drawnPartly(readTree(`<w xmlns:xdr="x" xmlns:a="a">${hidden}${onScreen}</w>`))).toEqual([]);
});

test.each([
  ['9', undefined],
  ['0', undefined],
  ['8', undefined],
  ['119', '119'],
  ['256', '256'],
])('paper %s is unknown: %s', (size, unknown) => {
  const scanned = scanSheet(`<worksheet><sheetData/><pageSetup paperSize="${size}"/></worksheet>`);
  expect(pageSetup(scanned.setup).unknownPaper).toBe(unknown);
});

const chartOf = (inside: string) =>
  `<c:chartSpace xmlns:c="c" xmlns:r="r"><c:chart><c:plotArea>${inside}</c:plotArea></c:chart><c:userShapes r:id="rId1"/></c:chartSpace>`;
const series =
  '<c:ser><c:trendline/><c:errBars/><c:val><c:numLit><c:ptCount val="1"/><c:pt idx="0"><c:v>3</c:v></c:pt></c:numLit></c:val></c:ser>';

test('a sheet tells what its charts, its shapes and its paper are printed without, each once', () => {
  const parts = new Map(fixtureWorkbook({ items: 1 }).parts);
  const name = [...parts.keys()].find((part) => part.endsWith('sheet4.xml')) ?? '';
  const rels = name.replace('worksheets/', 'worksheets/_rels/').concat('.rels');
  const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  parts.set(
    rels,
    `<Relationships xmlns="${relationships}"><Relationship Id="rIdD" Type="${office}/drawing" Target="../drawings/drawing9.xml"/></Relationships>`,
  );
  parts.set(
    'xl/drawings/_rels/drawing9.xml.rels',
    `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/chart" Target="../charts/chart9.xml"/></Relationships>`,
  );
  parts.set('xl/charts/chart9.xml', chartOf(`<c:bar3DChart>${series}${series}</c:bar3DChart>`));
  const place = '<xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from><xdr:ext cx="1270000" cy="1270000"/>';
  const frame =
    '<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="3" name="グラフ 1"/></xdr:nvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>';
  parts.set(
    'xl/drawings/drawing9.xml',
    `<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:c="c" xmlns:r="${office}"><xdr:oneCellAnchor>${place}${frame}</xdr:oneCellAnchor></xdr:wsDr>`,
  );
  const sheet = String(parts.get(name))
    .replace(/<(drawing|legacyDrawing)\b[^>]*\/>/gu, '')
    .replace(/<pageSetup[^>]*\/>/u, '<pageSetup paperSize="119"/>')
    .replace('</worksheet>', `<drawing xmlns:r="${office}" r:id="rIdD"/></worksheet>`);
  const opened = openWorkbook(zipParts(parts.set(name, sheet)));
  if (!opened.ok) throw new Error(opened.failure.kind);
  const { notes } = layoutSheet(openPaperBook(opened.value.package).geometry(name), { policy: 'grow' });
  const told = notes.flatMap((note) => (note.kind === 'partly' ? [`${note.what} ${note.label}`] : []));
  expect(told.toSorted()).toEqual([
    'chart-shapes グラフ 1',
    'error-bars グラフ 1',
    'flat グラフ 1',
    'paper 119',
    'trend-line グラフ 1',
  ]);
});

test('comments and headings that a sheet asks for are told', () => {
  const asked = (more: string, hasComments: boolean) =>
    askedInVain(scanSheet(`<worksheet><sheetData/>${more}</worksheet>`).setup, hasComments).map(({ what }) => what);
  expect(asked('<printOptions headings="1"/><pageSetup cellComments="atEnd"/>', true)).toEqual([
    'comments',
    'headings',
  ]);
  expect(asked('<pageSetup cellComments="asDisplayed"/>', false)).toEqual([]);
  expect(asked('<pageSetup cellComments="none"/>', true)).toEqual([]);
});

test.each([
  ['<patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill>', []],
  ['<patternFill patternType="none"/>', []],
  ['<patternFill patternType="darkUp"><fgColor rgb="FFFF0000"/></patternFill>', [1]],
  ['<patternFill patternType="gray125"/>', [1]],
  ['<gradientFill degree="90"><stop position="0"><color rgb="FFFF0000"/></stop></gradientFill>', [1]],
])('cells whose ground is more than one colour are told: %s', (fill, evened) => {
  const styles = `<styleSheet><fills><fill><patternFill patternType="none"/></fill><fill>${fill}</fill></fills><cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs></styleSheet>`;
  expect([...readCellStyles(readTree(styles), colourTable(undefined, undefined)).evened]).toEqual(evened);
});

test('a shape in black and white is black on white; one without a ground stays so', () => {
  const plain = placeholder('枠', { name: 'ＭＳ ゴシック', size: 10 }, 'shape');
  const anchor = { row: 1, column: 1, x: 0, y: 0, width: 10, height: 10 };
  const black = drawingInBlack({ kind: 'shape', anchor, shape: { ...plain, fill: '#ff0000' } });
  expect(JSON.stringify(black).match(/#[0-9a-f]{6}/gu)).toEqual(expect.arrayContaining(['#ffffff', '#000000']));
  expect(JSON.stringify(black)).not.toMatch(/#(?!ffffff|000000)[0-9a-f]{6}/u);
  const empty = drawingInBlack({ kind: 'shape', anchor, shape: plain });
  expect(empty.kind === 'shape' && empty.shape.fill).toBeUndefined();
});

test.each([
  ['no picture', Buffer.from('not a picture'), false],
  ['a cut-off name', Buffer.from([0x89, 0x50]), false],
  ['PNG', cityMark(), true],
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), true],
  ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), true],
])('bytes that are %s: a picture or a note', (_, bytes, shown) => {
  const pkg = {
    relationships: () => [{ id: 'rId1', external: false, target: 'xl/media/image1.png' }],
    has: () => true,
    read: () => bytes,
  };
  const read = pictureReader(pkg as unknown as Parameters<typeof pictureReader>[0]);
  expect(read('xl/drawings/drawing1.xml', 'rId1') !== undefined).toBe(shown);
});

test('a header names the folder of the file', () => {
  const values = { page: 1, pages: 1, sheet: '', file: '個票.xlsx', date: '', time: '' };
  const said = (folder?: string) => headerSections('&L&Z&F', { ...values, folder }, 1).left.map(({ text }) => text);
  expect(said('C:\\評価\\')).toEqual(['C:\\評価\\個票.xlsx']);
  expect(said()).toEqual(['個票.xlsx']);
});

test('a picture or a chart that keeps its colours in black and white is told', () => {
  const anchor = { row: 1, column: 1, x: 0, y: 0, width: 10, height: 10 };
  const told = (flagged: string) =>
    askedInVain(scanSheet(`<worksheet><sheetData/><pageSetup blackAndWhite="${flagged}"/></worksheet>`).setup, false, [
      { kind: 'ink', anchor, ink: [], label: 'グラフ 1' },
    ]);
  expect(told('1')).toEqual([{ label: 'グラフ 1', what: 'colour' }]);
  expect(told('0')).toEqual([]);
});
