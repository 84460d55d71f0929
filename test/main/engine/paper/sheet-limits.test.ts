import { describe, expect, test } from 'vitest';
import { sheetLimits } from '../../../../src-main/engine/book/sheet-limits.ts';
import { openPaperBook } from '../../../../src-main/engine/paper/paper-book.ts';
import { scanSheet } from '../../../../src-main/engine/paper/scan-sheet.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { withCapacities } from '../../../../src-main/engine/paper/field-capacity.ts';
import { append, largest, smallest } from '../../../../src-shared/domain/large-lists.ts';
import { smallPackage } from '../../../helpers/small-book.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';

const columnsOf = (cols: string) => scanSheet(`<worksheet><cols>${cols}</cols><sheetData/></worksheet>`).columns;
const most = 16_384;

describe('columns', () => {
  test.each([
    ['99999999999999999999', '99999999999999999999', [most, most]],
    ['9007199254740993', '9007199254740993', [most, most]],
    ['1e308', '1e309', [most, most]],
    ['-5', '1e20', [1, most]],
    ['2.5', '3.9', [2, 3]],
    ['5', '2', [5, 2]],
  ])('from %s to %s are columns of a sheet', (min, max, expected) => {
    const [column] = columnsOf(`<col min="${min}" max="${max}" width="5"/>`);
    expect([column?.min, column?.max]).toEqual(expected);
  });

  test('that are set over and over are set twice at most', () => {
    const many = columnsOf('<col min="1" max="16384" width="9"/>'.repeat(1000));
    expect(many).toHaveLength(sheetLimits.columnsSet / most);
  });

  test('of a workbook whose first item has such ones leave what the window works out for its boxes as quick', () => {
    const base = fixtureWorkbook({ items: 1 });
    const name = [...base.parts.keys()].find((part) => part.endsWith('sheet4.xml')) ?? '';
    const harmed = String(base.parts.get(name)).replace(
      '<cols>',
      `<cols>${'<col min="1e20" max="1e20" width="5"/><col min="1" max="16384" width="9"/>'.repeat(20_000)}`,
    );
    const opened = openWorkbook(zipParts(new Map(base.parts).set(name, harmed)));
    if (!opened.ok) throw new Error(opened.failure.kind);
    expect(withCapacities(opened.value.package, opened.value.items)).toHaveLength(1);
  });
});

test('rows, breaks and merged areas are those of a sheet, so many as one may have', () => {
  const breaks = Array.from({ length: 30_000 }, (_, n) => `<brk id="${n + 1}"/>`).join('');
  const sheet = scanSheet(
    `<worksheet><sheetData><row r="1e20" ht="1e99"/></sheetData><rowBreaks><brk id="1e300"/><brk id="7.9"/>${breaks}</rowBreaks></worksheet>`,
  );
  expect([...sheet.rows.keys()]).toEqual([1_048_576]);
  expect(sheet.setup.rowBreaks).toHaveLength(sheetLimits.breaks);
  expect(sheet.setup.rowBreaks.every((id) => Number.isInteger(id) && id <= 1_048_576)).toBe(true);
  const merged = '<mergeCell ref="A1:XFD150"/>'.repeat(20_000);
  const book = smallPackage({
    sheets: { a: `<sheetData><row r="1"><c r="B1"><v>1</v></c></row></sheetData><mergeCells>${merged}</mergeCells>` },
  });
  expect(openPaperBook(book).geometry('xl/worksheets/sheet1.xml').cells.length).toBeLessThan(2);
});

test('a number format longer than any program writes is none', () => {
  const book = smallPackage({
    formats: ['0'.repeat(200_000), '[>1]0;'.repeat(50_000), `0.${'0'.repeat(20)}`],
    sheets: {
      a: '<sheetData><row r="1"><c r="A1" s="1"><v>1.5</v></c><c r="B1" s="2"><v>1.5</v></c><c r="C1" s="3"><v>1.5</v></c></row></sheetData>',
    },
  });
  const shown = openPaperBook(book)
    .geometry('xl/worksheets/sheet1.xml')
    .cells.map(({ text }) => text[0]?.text);
  expect(shown).toEqual(['1.5', '1.5', `1.5${'0'.repeat(19)}`]);
});

const drawing = (anchors: number, inside: string): string =>
  `<wsDr>${`<oneCellAnchor><from><col>1</col><row>1</row></from><ext cx="9999" cy="9999"/>${inside}<clientData/></oneCellAnchor>`.repeat(anchors)}</wsDr>`;
function drawn(part: string, picture: Uint8Array) {
  const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const book = smallPackage({
    sheets: { a: '<sheetData/><drawing r:id="rId1"/>' },
    tamper: (parts) => {
      const types = String(parts.get('[Content_Types].xml')).replace(
        '</Types>',
        '<Default Extension="png" ContentType="image/png"/></Types>',
      );
      parts.set('[Content_Types].xml', types);
      const link = (type: string, target: string) =>
        `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
      parts.set('xl/worksheets/_rels/sheet1.xml.rels', link('drawing', '../drawings/drawing1.xml'));
      parts.set('xl/drawings/_rels/drawing1.xml.rels', link('image', '../media/image1.png'));
      parts.set('xl/drawings/drawing1.xml', part);
      parts.set('xl/media/image1.png', picture);
    },
  });
  return openPaperBook(book).geometry('xl/worksheets/sheet1.xml').drawings;
}

describe('drawings', () => {
  test('more than a sheet has are left out, and the last one says so', () => {
    const shapes = drawn(drawing(3000, '<sp><spPr><prstGeom prst="rect"/></spPr></sp>'), new Uint8Array());
    expect(shapes).toHaveLength(sheetLimits.drawings + 1);
    expect(JSON.stringify(shapes.at(-1))).toContain('図形が多すぎる');
  });

  test('one picture anchored two thousand times goes on paper as often as there is room, elsewhere a frame stands for it', () => {
    const picture = '<pic><nvPicPr><cNvPr name="印"/></nvPicPr><blipFill><blip embed="rId1"/></blipFill><spPr/></pic>';
    const png = new Uint8Array(2 ** 20);
    // Its beginning alone says what it is; a file that is no picture leaves a frame.
    png.set(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1'));
    const shapes = drawn(drawing(900, picture), png);
    const shown = shapes.filter(({ kind }) => kind === 'picture').length;
    expect(shown).toBeGreaterThan(5);
    expect(shown).toBeLessThanOrEqual(sheetLimits.picturesOfSheet / 2 ** 20);
    expect(shapes).toHaveLength(900);
  });
});

test('a box of 32,000 lines is laid out', () => {
  const lines = `<c r="A1" t="inlineStr"><is><t>${'x\n'.repeat(16_000)}</t></is></c>`;
  const geometry = openPaperBook(
    smallPackage({ sheets: { a: `<sheetData><row r="1">${lines}</row></sheetData>` } }),
  ).geometry('xl/worksheets/sheet1.xml');
  expect(geometry.cells[0]?.text[0]?.text.length).toBe(32_000);
});

test('lists as long as a workbook can make them', () => {
  const long = Array.from({ length: 400_000 }, (_, n) => n);
  const joined: number[] = [-1];
  append(joined, long);
  expect([joined.length, largest(joined, 0), smallest(joined, 0)]).toEqual([400_001, 399_999, -1]);
});

test('rules that look at ever more cells are not followed any further, and are told', () => {
  const rules = Array.from(
    { length: 5000 },
    (_, n) =>
      `<conditionalFormatting sqref="A1:T200"><cfRule type="expression" priority="${n + 1}"><formula>SUM($A$1:$Z$99)&gt;${n}</formula></cfRule></conditionalFormatting>`,
  ).join('');
  const base = fixtureWorkbook({ items: 1 });
  const name = [...base.parts.keys()].find((part) => part.endsWith('sheet4.xml')) ?? '';
  const harmed = String(base.parts.get(name)).replace('</sheetData>', `</sheetData>${rules}`);
  const opened = openWorkbook(zipParts(new Map(base.parts).set(name, harmed)));
  if (!opened.ok) throw new Error(opened.failure.kind);
  const started = process.cpuUsage();
  const book = openPaperBook(opened.value.package);
  const { unknown = [] } = book.geometry(name);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(15);
  expect(unknown.map(({ what }) => what)).toContain('too many cells');
});
