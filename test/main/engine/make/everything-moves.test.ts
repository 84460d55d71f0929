import { describe, expect, test } from 'vitest';
import { addRow, removeRow } from '../../../../src-main/engine/write/rows/change-rows.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';
import { open, value } from './open.ts';

/**
 * One sheet with everything that can point at rows. The form of two indicators has them in rows 11 and 12, 進捗管理 begins in
 * row 14, and overall.grade stands in I23.
 */
const x14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const made = fixtureWorkbook({
  items: [filledItem(1, [2025, 2026], 1, 2), filledItem(2, [2025, 2026])],
  lists: 'none',
  arrows: (_, places) => {
    const below = places['progress.2025.firstHalf.text'];
    const indicator = places['indicators.1.2025.plan'];
    const step = places['steps.0.2025.plan'];
    if (below === undefined || indicator === undefined || step === undefined) return [];
    const at = (place: typeof below, y = 2) => ({ row: place.top, column: place.left, x: 2, y });
    return [
      { kind: 'oneCell', text: '下', from: at(below), to: at(below) },
      { kind: 'absolute', text: '固定', from: at(step), to: at(step) },
      { kind: 'arrow', text: '指標の行', from: at(indicator), to: at(indicator, 20) },
      { kind: 'arrow', text: '長い矢印', from: at(step), to: at(below, 10) },
    ];
  },
  extraCells: {
    M20: { formula: 'C11+C12', cached: '1', number: true },
    M21: { formula: 'SUM(C11:C12)', cached: '2', number: true },
  },
  elements: {
    protectedRanges: '<protectedRanges><protectedRange sqref="B11:K12 D15" name="入力"/></protectedRanges>',
    conditionalFormatting:
      '<conditionalFormatting sqref="C11:K12"><cfRule type="expression" dxfId="0" priority="1"><formula>$I$23="D"</formula></cfRule></conditionalFormatting>',
    dataValidations:
      '<dataValidations count="2"><dataValidation type="list" sqref="C12"><formula1>$M$20:$M$21</formula1></dataValidation><dataValidation type="whole" sqref="I23"><formula1>1</formula1></dataValidation></dataValidations>',
    hyperlinks: `<hyperlinks><hyperlink ref="D15" location="'No.1'!I23" display="評価"/></hyperlinks>`,
    rowBreaks:
      '<rowBreaks count="2" manualBreakCount="2"><brk id="5" max="16383" man="1"/><brk id="13" max="16383" man="1"/></rowBreaks>',
    ignoredErrors: '<ignoredErrors><ignoredError sqref="C11:K12" numberStoredAsText="1"/></ignoredErrors>',
    extLst: `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="${x14}"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>'No.1'!$M$20:$M$21</xm:f></x14:formula1><xm:sqref>G15 G16</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`,
    sheetViews:
      '<sheetViews><sheetView workbookViewId="0" topLeftCell="A15"><selection activeCell="D15" sqref="D15:F15"/></sheetView></sheetViews>',
  },
  definedNames: [
    { name: '評価欄', refers: "'No.1'!$I$23" },
    { name: '行全体', refers: "'No.1'!$11:$12" },
    { name: '局所', refers: "'No.1'!$B$11:$B$12", sheet: 'No.1' },
  ],
  extraSheets: [
    {
      name: '集計 表',
      cells: {
        A1: { formula: "'No.1'!I23", cached: 'A' },
        A2: { formula: "SUM('No.1'!C11:C12)", cached: '3', number: true },
        A3: { formula: "COUNTA('No.1'!C10:C15)", cached: '6', number: true },
        A4: { formula: "'No.2'!I23", cached: 'A' },
      },
    },
  ],
});

/** The same with a shared formula over the rows of the extra sheet, which follows its cells down the form. */
const parts = new Map(made.parts);
const extra = made.sheets['集計 表'] ?? '';
parts.set(
  extra,
  String(parts.get(extra)).replace(
    '</sheetData>',
    `<row r="10"><c r="A10"><f t="shared" ref="A10:A12" si="0">'No.1'!C11</f><v>1</v></c></row><row r="11"><c r="A11"><f t="shared" si="0"/><v>2</v></c></row><row r="12"><c r="A12"><f t="shared" si="0"/><v>0</v></c></row></sheetData>`,
  ),
);
const bytes = zipParts(parts);
const key = made.sheets['No.1'] ?? '';

const texts = (result: ReturnType<typeof addRow>) => {
  const { opened, bytes: changed } = value(result);
  return {
    sheet: opened.package.text(key).text,
    other: opened.package.text(extra).text,
    book: opened.package.text('xl/workbook.xml').text,
    drawing: opened.package.text('xl/drawings/drawing1.xml').text,
    chain: opened.package.text('xl/calcChain.xml').text,
    findings: lintPackage(changed),
  };
};

/** Rows of each shape's anchor, as written. */
const anchorRows = (drawing: string) =>
  Array.from(drawing.matchAll(/<xdr:(?:from|to)>.*?<xdr:row>(\d+)</g), (m) => Number(m[1]));

test('the workbook that these tests stand on is good', () => expect(lintPackage(bytes)).toEqual([]));

describe('an indicator is added below row 12', () => {
  const { sheet, other, book, drawing, chain, findings } = texts(addRow(open(bytes), key, 'indicators'));

  test('the package stays good', () => expect(findings).toEqual([]));
  test('cells of the sheet', () => {
    expect(sheet).toContain('<dimension ref="A1:M25"/>');
    expect(sheet).toContain('<c r="M21"');
    expect(sheet).toMatch(/<f>C11\+C12<\/f>.*<f>SUM\(C11:C12\)<\/f>/);
    expect(sheet).toContain('topLeftCell="A16"');
    expect(sheet).toContain('<selection activeCell="D16" sqref="D16:F16"/>');
  });
  test('ranges take the new row in', () => {
    expect(sheet).toContain('<protectedRange sqref="B11:K13 D16" name="入力"/>');
    expect(sheet).toContain('<conditionalFormatting sqref="C11:K13">');
    expect(sheet).toContain('<formula>$I$24="D"</formula>');
    expect(sheet).toContain('<ignoredError sqref="C11:K13"');
    expect(sheet).toContain('sqref="C12:C13"><formula1>$M$21:$M$22</formula1>');
    expect(sheet).toContain('sqref="I24"');
    expect(sheet).toContain("<xm:f>'No.1'!$M$21:$M$22</xm:f>");
    expect(sheet).toContain('<xm:sqref>G16 G17</xm:sqref>');
  });
  test('links and breaks', () => {
    expect(sheet).toContain(`<hyperlink ref="D16" location="'No.1'!I24"`);
    expect(sheet).toMatch(/<brk id="5" .*<brk id="14" /);
  });
  test('formulas of other sheets', () => {
    expect(other).toContain("<f>'No.1'!I24</f>");
    expect(other).toContain("<f>SUM('No.1'!C11:C12)</f>");
    expect(other).toContain("<f>COUNTA('No.1'!C10:C16)</f>");
    expect(other).toContain("<f>'No.2'!I23</f>");
  });
  test('a shared formula parts where its cells do', () => {
    expect(other).not.toContain('shared');
    expect(other).toMatch(
      /r="A10"[^>]*><f>'No.1'!C11<\/f>.*r="A11"[^>]*><f>'No.1'!C12<\/f>.*r="A12"[^>]*><f>'No.1'!C14<\/f>/,
    );
  });
  test('names', () => {
    expect(book).toContain("評価欄\">'No.1'!$I$24<");
    expect(book).toContain("'No.1'!$11:$12<");
    expect(book).toContain("'No.1'!$A$1:$K$25<");
    expect(book).toContain("'No.2'!$A$1:$K$23<");
  });
  // Below: from row 14; absolute: none; in the indicator's row: 11, 11; long: from the step, 9, to 14 + 1.
  test('shapes', () => expect(anchorRows(drawing)).toEqual([15, 11, 11, 9, 15]));
  test('the calculation chain', () => expect(chain).toMatch(/<c r="M21" i="4"\/><c r="M22" i="4"\/>/));
});

describe('the second indicator, row 12, is removed', () => {
  const { sheet, other, book, drawing, findings } = texts(removeRow(open(bytes), key, 'indicators', 1));

  test('the package stays good', () => expect(findings).toEqual([]));
  test('cells and formulas', () => {
    expect(sheet).toMatch(/<f>C11\+#REF!<\/f>.*<f>SUM\(C11:C11\)<\/f>/);
    expect(other).toContain("<f>'No.1'!I22</f>");
    expect(other).toContain("<f>SUM('No.1'!C11:C11)</f>");
    expect(other).toMatch(/r="A11"[^>]*><f>'No.1'!#REF!<\/f>/);
  });
  test('what stood on the row alone goes', () => {
    expect(sheet).toContain('<dataValidations count="1">');
    expect(sheet).not.toContain('$M$19:$M$20</formula1>');
    expect(sheet).toContain('<conditionalFormatting sqref="C11:K11">');
    expect(sheet).toMatch(/<brk id="5" .*<brk id="12" /);
    expect(book).toContain("'No.1'!$11:$11<");
  });
  test('the shape in the row goes, the others move', () => expect(anchorRows(drawing)).toEqual([13, 9, 13]));
});

test('the label of a block whose first row goes stays, and so do references to it', () => {
  const before = open(bytes);
  const removed = value(removeRow(before, key, 'indicators', 0)).opened.package.text(key).text;
  expect(removed).toMatch(/<c r="A11"[^>]*t="s"><v>(\d+)<\/v>/);
  expect(before.package.text(key).text.match(/<c r="A11"[^>]*><v>(\d+)</)?.[1]).toBe(
    removed.match(/<c r="A11"[^>]*><v>(\d+)</)?.[1],
  );
});
