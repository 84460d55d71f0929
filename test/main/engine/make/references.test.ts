import { describe, expect, test } from 'vitest';
import { addRow, removeRow } from '../../../../src-main/engine/write/rows/change-rows.ts';
import { shiftFormula } from '../../../../src-main/engine/write/shift/shift-formula.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';
import {
  addAnchors,
  addChart,
  addControls,
  addExtensions,
  linkedTextBox,
  linkingShape,
  relateTo,
} from '../../../helpers/linked-parts.ts';
import { newFindings, open, value } from './open.ts';

/** Places that point at rows from beside the cells. The form of two indicators has them in rows 11 and 12. */
const made = fixtureWorkbook({
  items: [filledItem(1, [2025, 2026], 1, 2), filledItem(2, [2025, 2026])],
  lists: 'none',
  extraCells: {
    M20: { formula: 'VLOOKUP(C3,リスト!$A$2:$B$40,2,FALSE)', cached: 'x' },
    M21: { formula: "SUM('[1]別'!C12:D20)+SUM(リスト!A9:A30)+C20", cached: '1', number: true },
  },
  elements: {
    dataValidations:
      '<dataValidations count="2"><dataValidation type="list" sqref="G20"><formula1>リスト!$B$11:$B$40</formula1></dataValidation><dataValidation type="custom" sqref="C11:C12"><formula1>LEN(C11)&lt;9</formula1></dataValidation></dataValidations>',
    conditionalFormatting:
      '<conditionalFormatting sqref="B11:K12"><cfRule type="expression" dxfId="0" priority="1"><formula>AND($B11="",B11&lt;&gt;リスト!$A$12)</formula></cfRule></conditionalFormatting>',
  },
  extraSheets: [
    {
      name: '集計',
      cells: {
        A1: { formula: "SUM('No.1'!C20:'No.1'!C22)", cached: '1', number: true },
        A2: { formula: "SUM(リスト!$A$2:$A$30)+'No.1'!C20", cached: '1', number: true },
      },
    },
  ],
});
const parts = new Map(made.parts);
const key = made.sheets['No.1'] ?? '';
const drawing = addAnchors(parts, key, [
  linkedTextBox(91, '$C$20', '値'),
  linkedTextBox(92, "'No.1'!$C$21", '値'),
  linkedTextBox(93, 'リスト!$C$21', '値'),
  linkingShape(94, 'rIdLink'),
]);
relateTo(parts, drawing, 'rIdLink', 'hyperlink', "#'No.1'!C20");
addChart(parts, key, 95, 'xl/other/place/diagram.xml', [
  { name: "'No.1'!$B$12", nameCache: '指標', values: "'No.1'!$C$12:$K$12", valueCache: ['1'] },
]);
addControls(parts, key, '$M$30', '$M$31:$M$35', [24, 12]);
addExtensions(parts, key, {
  validation: ["'No.1'!$M$31:$M$35", 'G21'],
  rule: ['AND(C11="",リスト!$A$12="")', 'C11:C12'],
  sparklines: [
    ["'No.1'!C11:K11", 'L11'],
    ["'No.1'!C12:K12", 'L12'],
    ['リスト!A12:C12', 'L20'],
  ],
});
const bytes = zipParts(parts);

const texts = (result: ReturnType<typeof addRow>) => {
  const { opened, bytes: changed } = value(result);
  const text = (part: string) => opened.package.text(part).text.replaceAll('&quot;', '"');
  return {
    sheet: text(key),
    other: text(made.sheets['集計'] ?? ''),
    drawing: text(drawing),
    links: text(drawing.replace(/[^/]*$/, (name) => `_rels/${name}.rels`)),
    chart: text('xl/other/place/diagram.xml'),
    control: text('xl/ctrlProps/ctrlProp1.xml'),
    vml: text('xl/drawings/controls1.vml'),
    findings: newFindings(bytes, changed),
  };
};

test('the workbook that these tests stand on is good', () => expect(lintPackage(bytes)).toEqual([]));

describe('a row comes in below row 12', () => {
  const after = texts(addRow(open(bytes), key, 'indicators'));

  test('nothing breaks', () => expect(after.findings).toEqual([]));
  test('ranges of other sheets and books stay whole', () => {
    expect(after.sheet).toContain('<f>VLOOKUP(C3,リスト!$A$2:$B$40,2,FALSE)</f>');
    expect(after.sheet).toContain("<f>SUM('[1]別'!C12:D20)+SUM(リスト!A9:A30)+C21</f>");
    expect(after.sheet).toContain('<formula1>リスト!$B$11:$B$40</formula1>');
    expect(after.sheet).toContain('リスト!$A$12)</formula>');
    expect(after.sheet).toContain('リスト!$A$12=""');
    expect(after.other).toContain("<f>SUM(リスト!$A$2:$A$30)+'No.1'!C21</f>");
  });
  test('a range whose two ends name the sheet moves', () =>
    expect(after.other).toContain("<f>SUM('No.1'!C21:'No.1'!C23)</f>"));
  test('text boxes, with and without a name of a sheet', () => {
    expect(after.drawing).toContain('textlink="$C$21"');
    expect(after.drawing).toContain(`textlink="'No.1'!$C$22"`);
    expect(after.drawing).toContain('textlink="リスト!$C$21"');
  });
  test('links of shapes', () => expect(after.links).toContain(`Target="#'No.1'!C21"`));
  test('a chart in a folder of its own', () => expect(after.chart).toContain("<c:f>'No.1'!$B$12</c:f>"));
  test('controls, in both their parts', () => {
    expect(after.control).toContain('fmlaLink="$M$31" fmlaRange="$M$32:$M$36"');
    expect(after.vml).toContain('<x:FmlaRange>$M$32:$M$36</x:FmlaRange><x:FmlaLink>$M$31</x:FmlaLink>');
  });
  test('a sparkline stays in one cell and shows one row', () => {
    expect(after.sheet).toContain("<xm:f>'No.1'!C12:K12</xm:f><xm:sqref>L12</xm:sqref>");
    expect(after.sheet).toContain('<xm:f>リスト!A12:C12</xm:f><xm:sqref>L21</xm:sqref>');
  });
});

describe('row 11, the first of the block, goes', () => {
  const after = texts(removeRow(open(bytes), key, 'indicators', 0));

  test('nothing breaks', () => expect(after.findings).toEqual([]));
  test('rules that are relative to the row read as before from the row that is left', () => {
    expect(after.sheet).toContain('<conditionalFormatting sqref="B11:K11">');
    expect(after.sheet).toContain('<formula>AND($B11="",B11&lt;&gt;リスト!$A$12)</formula>');
    expect(after.sheet).toContain('sqref="C11"><formula1>LEN(C11)&lt;9</formula1>');
    expect(after.sheet).toContain('<xm:f>AND(C11="",リスト!$A$12="")</xm:f>');
    expect(after.sheet).not.toContain('#REF!');
  });
  test('the sparkline of the row goes, the next one is alone in its cell', () => {
    expect(after.sheet.match(/<xm:sqref>L11<\/xm:sqref>/g)).toHaveLength(1);
    expect(after.sheet).toContain("<xm:f>'No.1'!C11:K11</xm:f><xm:sqref>L11</xm:sqref>");
    expect(after.sheet).toContain('<xm:f>リスト!A12:C12</xm:f><xm:sqref>L19</xm:sqref>');
  });
  test('lists on other sheets stay alive', () =>
    expect(after.sheet).toContain('<formula1>リスト!$B$11:$B$40</formula1>'));
});

describe('what a formula means of other sheets never moves', () => {
  const own = { sheet: '個票1', own: true };
  test.each([
    ['リスト!A10:B20', 'リスト!A10:B20'],
    ["'a b'!A10:'a b'!B20+A20", "'a b'!A10:'a b'!B20+A22"],
    ['SUM(リスト!A:B)+リスト!10:20', 'SUM(リスト!A:B)+リスト!10:20'],
    ['[1]個票1!A10:B20', '[1]個票1!A10:B20'],
    ['個票1!C10:個票1!C20', '個票1!C10:個票1!C22'],
    ['SUM(表1:表3!A20)', 'SUM(表1:表3!A20)'],
    ['(リスト!A20,A20)', '(リスト!A20,A22)'],
    ['リスト!A20:INDEX(A:A,20)', 'リスト!A20:INDEX(A:A,20)'],
  ])('%s', (before, after) => expect(shiftFormula(before, { at: 12, count: 2 }, own)).toBe(after));
});
