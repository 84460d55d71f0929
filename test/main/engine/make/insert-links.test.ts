import { describe, expect, test } from 'vitest';
import { insertItems } from '../../../../src-main/engine/make/insert/insert-items.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import {
  addAnchors,
  addChart,
  addControls,
  addExtensions,
  addPart,
  linkedTextBox,
  linkingShape,
  putRow,
  relateTo,
} from '../../../helpers/linked-parts.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';
import { newFindings, open, value } from './open.ts';

const years = [2025, 2026];
/** It has a sheet No.1 of its own, so that what comes in gets another name. */
const target = fixtureWorkbook({ items: [filledItem(901, years), filledItem(902, years)] });

const made = fixtureWorkbook({
  items: [filledItem(1, years), filledItem(2, years)],
  elements: {
    conditionalFormatting:
      '<conditionalFormatting sqref="B11"><cfRule type="expression" priority="1"><formula>\'No.1\'!$C$11=1</formula></cfRule></conditionalFormatting>',
  },
});
const parts = new Map(made.parts);
const key = made.sheets['No.1'] ?? '';
const drawing = addAnchors(parts, key, [
  linkedTextBox(71, "'No.1'!$C$5", '値'),
  linkedTextBox(72, '$C$5', '値'),
  linkedTextBox(73, '集計!$C$5', '別'),
  linkingShape(74, 'rIdLink'),
]);
relateTo(parts, drawing, 'rIdLink', 'hyperlink', "#'No.1'!A1");
addChart(parts, key, 75, 'xl/elsewhere/chart9.xml', [
  { name: "'No.1'!$B$11", nameCache: '指標', values: "'No.1'!$C$11:$D$11", valueCache: ['1', '2'] },
  { name: '別表!$B$11', nameCache: '別の指標', values: '別表!$C$11:$D$11', valueCache: ['3', '4'] },
]);
addControls(parts, key, "'No.1'!$Q$9", '$Q$1:$Q$5', [30, 16]);
addExtensions(parts, key, {
  rule: ["'No.1'!$C$11=2", 'C11'],
  sparklines: [
    ["'No.1'!C11:D11", 'L11'],
    ['別表!C11:D11', 'L12'],
  ],
});
putRow(parts, key, 80, ['<c r="Q80" cm="1"><f t="array" ref="Q80:Q81">UNIQUE(C11:C12)</f><v>1</v></c>']);
const spreading =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>';
addPart(
  parts,
  'xl/metadata.xml',
  spreading,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml',
);
relateTo(parts, 'xl/workbook.xml', 'rIdMetadata', 'sheetMetadata', 'metadata.xml');
const bytes = zipParts(parts);

test('the workbook that these tests stand on is good', () => expect(lintPackage(bytes)).toEqual([]));

describe('a sheet that comes in under another name', () => {
  const source = open(bytes);
  const result = value(insertItems(open(target.bytes), source, [source.items[0]?.key ?? '']));
  const { package: pkg } = result.opened;
  const name = result.inserted[0]?.sheet ?? '';
  const all = pkg.entryNames
    .filter((one) => /\.(xml|rels|vml)$/.test(one))
    .map((one) => pkg.text(one).text.replaceAll('&quot;', '"'))
    .join('\n');
  const sheet = pkg.text(result.opened.items.find((one) => one.sheet === name)?.key ?? '').text;

  test('is called so', () => expect(name).toBe('No.1 (2)'));
  test('leaves a good package', () => expect(newFindings(target.bytes, result.bytes)).toEqual([]));
  test('its chart shows it, and keeps what it showed of sheets that did not come', () => {
    expect(all).toContain("<c:f>'No.1 (2)'!$C$11:$D$11</c:f>");
    expect(all).toContain('<c:tx><c:v>別の指標</c:v></c:tx>');
    expect(all).toMatch(/<c:numLit>.*<c:v>3<\/c:v>.*<c:v>4<\/c:v>.*<\/c:numLit>/);
    expect(all).not.toContain('別表!');
  });
  test('its shapes and controls mean it', () => {
    expect(all).toContain(`textlink="'No.1 (2)'!$C$5"`);
    expect(all).toContain('textlink="$C$5"');
    expect(all).not.toContain('集計!$C$5');
    expect(all).toContain(`fmlaLink="'No.1 (2)'!$Q$9" fmlaRange="$Q$1:$Q$5"`);
    expect(all).toContain("<x:FmlaLink>'No.1 (2)'!$Q$9</x:FmlaLink>");
    expect(all).toContain(`Target="#'No.1%20(2)'!A1"`);
  });
  test('its rules and sparklines mean it; one of a sheet that did not come goes', () => {
    expect(sheet).toContain("<formula>'No.1 (2)'!$C$11=1</formula>");
    expect(sheet).toContain("<xm:f>'No.1 (2)'!$C$11=2</xm:f>");
    expect(sheet).toContain("<xm:f>'No.1 (2)'!C11:D11</xm:f>");
    expect(sheet).not.toContain('<xm:sqref>L12</xm:sqref>');
  });
  test('a formula that spills still does', () => {
    expect(sheet).toMatch(/<c r="Q80"[^>]* cm="1"[^>]*><f t="array"/);
    expect(all).toContain('dynamicArrayProperties');
  });
});

test('dates of the other date system read as they did', () => {
  const dated = (date1904: boolean) =>
    open(
      fixtureWorkbook({
        items: [
          {
            ...filledItem(date1904 ? 1 : 901, years),
            values: {
              ...filledItem(date1904 ? 1 : 901, years).values,
              'indicators.0.current': {
                number: date1904 ? 40268 : 41730,
                format: 'yyyy"年"m"月"d"日"',
                shown: '2014年4月1日',
              },
            },
          },
        ],
        tamper: (name, data) =>
          date1904 && name === 'xl/workbook.xml'
            ? String(data).replace('<bookViews>', '<workbookPr date1904="1"/><bookViews>')
            : data,
      }).bytes,
    );
  const [from, to] = [dated(true), dated(false)];
  const shown = (opened: typeof from, at: number) => opened.items[at]?.fields['indicators.0.current']?.text;
  expect(shown(from, 0)).toBe('2014年4月1日');
  const into = value(insertItems(to, from, [from.items[0]?.key ?? ''])).opened;
  expect(shown(into, 1)).toBe('2014年4月1日');
  const back = value(insertItems(from, to, [to.items[0]?.key ?? ''])).opened;
  expect(shown(back, 1)).toBe('2014年4月1日');
});

test('a picture in a cell cannot come along, and that is told', () => {
  const withPicture = fixtureWorkbook({
    items: 1,
    extraCells: { Q3: { formula: '_xlfn.DISPIMG("ID_1",1)', cached: '' } },
  });
  const source = open(withPicture.bytes);
  const { lost } = value(insertItems(open(target.bytes), source, [source.items[0]?.key ?? '']));
  expect(lost).toEqual([{ sheet: 'No.1', cell: 'Q3', what: 'picture-in-cell' }]);
});

test.each([
  ['no formats', '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'],
  ['an empty list of names', undefined],
])('a workbook with %s takes a sheet in', (_, styles) => {
  const small = fixtureWorkbook({
    items: [filledItem(901, years)],
    tamper: (name, data) => {
      if (styles !== undefined && name === 'xl/styles.xml') return styles;
      if (styles !== undefined && name.startsWith('xl/worksheets/'))
        return String(data).replace(/\s(?:s|style|dxfId)="\d+"/g, '');
      return styles === undefined && name === 'xl/workbook.xml'
        ? String(data).replace(/<definedNames>[\s\S]*<\/definedNames>/, '<definedNames/>')
        : data;
    },
  }).bytes;
  const source = open(bytes);
  const made = value(insertItems(open(small), source, [source.items[0]?.key ?? '']));
  expect(newFindings(small, made.bytes)).toEqual([]);
});
