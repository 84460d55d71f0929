import { describe, expect, test } from 'vitest';
import { openPaperBook } from '../../../../src-main/engine/paper/paper-book.ts';
import type { SheetCell } from '../../../../src-shared/paper/sheet.ts';
import { layoutSheet } from '../../../../src-shared/paper/layout.ts';
import { zipParts } from '../../../helpers/fixture-workbook.ts';
import { reopen, smallParts } from '../../../helpers/small-book.ts';

const red =
  '<dxf><font><color rgb="FFFF0000"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>';
const cellXml = (at: string, value: number | string) =>
  typeof value === 'number'
    ? `<c r="${at}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** A sheet of rows A, B, C with these rules; `dxfs` replace the workbook's. */
function geometry(rows: readonly (readonly (number | string | undefined)[])[], rules: string, more = '', dxfs = red) {
  const data = rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((value, c) => (value === undefined ? '' : cellXml(`${'ABC'[c]}${r + 1}`, value))).join('')}</row>`,
    )
    .join('');
  const parts = smallParts({
    sheets: {
      個票: `<sheetData>${data}</sheetData>${rules}${more}`,
      他: `<sheetData><row r="1">${cellXml('A1', '甲')}</row></sheetData>`,
    },
    tamper: (all) => {
      const styles = String(all.get('xl/styles.xml')).replace(/<dxfs[^]*?(?:\/>|<\/dxfs>)/u, '');
      all.set(
        'xl/styles.xml',
        styles.replace(
          /<\/cellXfs>(<cellStyles[^]*?<\/cellStyles>)?/u,
          (found) => `${found}<dxfs count="1">${dxfs}</dxfs>`,
        ),
      );
    },
  });
  return openPaperBook(reopen(zipParts(parts))).geometry('xl/worksheets/sheet1.xml');
}
const format = (sqref: string, rule: string) =>
  `<conditionalFormatting sqref="${sqref}">${rule}</conditionalFormatting>`;
const rule = (type: string, more = '', ...formulas: readonly string[]) =>
  `<cfRule type="${type}" dxfId="0" priority="1" ${more}>${formulas.map((one) => `<formula>${one.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</formula>`).join('')}</cfRule>`;
/** Rows of column A that the rule holds for. */
const held = (
  values: readonly (number | string | undefined)[],
  sqref: string,
  one: string,
  beside: readonly (number | string)[] = [],
) => {
  const sheet = geometry(
    values.map((value, r) => [value, beside[r]]),
    format(sqref, one),
  );
  return sheet.cells
    .filter(({ column, style }) => column === 1 && sheet.styles[style]?.fill === '#ffc7ce')
    .map(({ row }) => row);
};

describe('formulas', () => {
  test.each([
    ['AND($A1="D",$B1<3)', [1]],
    ['OR($A1="D",$B1=9)', [1, 2, 3]],
    ['NOT($A1="D")', [2]],
    ['IF($B1>2,TRUE,FALSE)', [2, 3]],
    ['ISBLANK($A4)', [1, 2, 3]],
    ['LEFT($A1)="D"', [1, 3]],
    ['MID($A1,1,1)&RIGHT($A1,1)="DD"', [1, 3]],
    ['LEN($A1)=1', [1, 2, 3]],
    ['COUNTIF($A$1:$A$3,$A1)>1', [1, 3]],
    ['$B1>$B$1', [2, 3]],
    ['B1=MAX($B$1:$B$3)', [2, 3]],
    ['SUM($B$1:$B1)>5', [2, 3]],
    ['MOD(ROW(),2)=1', [1, 3]],
    ['$A1=他!$A$1', []],
    ['他!$A$1="甲"', [1, 2, 3]],
    ['VLOOKUP($A1,$A$1:$B$3,2,FALSE)=1', [1, 3]],
    ['TODAY()>40000', [1, 2, 3]],
    ['ISERROR(1/0)', [1, 2, 3]],
    ['IFERROR(1/0,$B1=1)', [1]],
    ['SUMPRODUCT(($A$1:$A$3="D")*1)=2', [1, 2, 3]],
    ['SEARCH("d",$A1)=1', [1, 3]],
    ['-$B1^2=1', [1]],
    ['$B1%=0.01', [1]],
  ])('%s', (formula, rows) => {
    expect(held(['D', 'C', 'D'], 'A1:A3', rule('expression', '', formula), [1, 9, 9])).toEqual(rows);
  });
  test('what is not known holds nowhere and is told, before printing', () => {
    const sheet = geometry([['D']], format('A1:A3', rule('expression', '', 'WEBSERVICE($A1)="x"')));
    expect(sheet.unknown).toEqual([{ cell: 'A1', what: 'WEBSERVICE' }]);
    expect(layoutSheet(sheet, { policy: 'grow' }).notes).toEqual([
      { kind: 'rule', sheet: '個票', cell: 'A1', what: 'WEBSERVICE' },
    ]);
    expect(geometry([['D']], format('A1', rule('expression', '', '((('))).unknown).toHaveLength(1);
    expect(geometry([['D']], format('A1', rule('heardOfNever'))).unknown).toEqual([
      { cell: 'A1', what: 'heardOfNever' },
    ]);
  });
});

describe('other conditions', () => {
  const numbers = [1, 5, 3, 5, 9];
  test.each([
    [rule('cellIs', 'operator="greaterThan"', '$B$1'), [5]],
    [rule('cellIs', 'operator="between"', '3', '5'), [2, 3, 4]],
    [rule('cellIs', 'operator="notBetween"', '5', '3'), [1, 5]],
    [rule('duplicateValues'), [2, 4]],
    [rule('uniqueValues'), [1, 3, 5]],
    [rule('top10', 'rank="1"'), [5]],
    [rule('top10', 'rank="2" bottom="1"'), [1, 3]],
    [rule('top10', 'rank="40" percent="1"'), [2, 4, 5]],
    [rule('aboveAverage'), [2, 4, 5]],
    [rule('aboveAverage', 'aboveAverage="0"'), [1, 3]],
    [rule('notContainsErrors'), [1, 2, 3, 4, 5]],
  ])('%s', (one, rows) => expect(held(numbers, 'A1:A5', one, [5])).toEqual(rows));
  test.each([
    [rule('containsText', 'operator="containsText" text="遅"'), [2]],
    [rule('notContainsText', 'text="遅"'), [1, 3]],
    [rule('beginsWith', 'text="一"'), [2]],
    [rule('endsWith', 'text="り"'), [1]],
    [rule('containsBlanks'), [3]],
    [rule('notContainsBlanks'), [1, 2]],
  ])('texts: %s', (one, rows) =>
    expect(held(['予定通り', '一部遅延', undefined], 'A1:A3', one, [1, 1, 1])).toEqual(rows),
  );
  test('days', () => {
    const now = new Date();
    const today = Math.round(
      (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(1899, 11, 30)) / 86_400_000,
    );
    const period = (name: string) =>
      held([today - 8, today - 1, today, today + 1], 'A1:A4', rule('timePeriod', `timePeriod="${name}"`));
    expect(period('today')).toEqual([3]);
    expect(period('yesterday')).toEqual([2]);
    expect(period('tomorrow')).toEqual([4]);
    expect(period('last7Days')).toEqual([2, 3]);
  });
  test('the first rule that sets something wins; one that stops ends the rest', () => {
    const two = (stop: string) =>
      geometry(
        [[1]],
        format(
          'A1',
          `<cfRule type="expression" dxfId="0" priority="1" ${stop}><formula>TRUE</formula></cfRule><cfRule type="expression" dxfId="1" priority="2"><formula>TRUE</formula></cfRule>`,
        ),
        '',
        `${red}<dxf><font><b/></font><fill><patternFill><bgColor rgb="FF00FF00"/></patternFill></fill></dxf>`,
      );
    const look = (sheet: ReturnType<typeof geometry>) => sheet.styles[sheet.cells[0]?.style ?? 0];
    expect(look(two(''))).toMatchObject({ fill: '#ffc7ce', font: { font: { bold: true } } });
    expect(look(two('stopIfTrue="1"'))?.font.font.bold).not.toBe(true);
  });
  test('a rule sets lines, underline and a number’s format', () => {
    const dxf =
      '<dxf><font><u/></font><numFmt numFmtId="200" formatCode="0&quot;件&quot;"/><border><bottom style="thin"><color rgb="FF0000FF"/></bottom></border></dxf>';
    const sheet = geometry([[7]], format('A1', rule('expression', '', 'TRUE')), '', dxf);
    const [first] = sheet.cells;
    expect(first?.text[0]).toMatchObject({ text: '7件', underline: 'single' });
    expect(sheet.styles[first?.style ?? 0]?.border.bottom).toMatchObject({ colour: '#0000ff' });
  });
});

describe('scales, bars and icons', () => {
  const only = (rows: readonly number[], one: string, more = ''): readonly SheetCell[] =>
    geometry(
      rows.map((value) => [value]),
      format(`A1:A${rows.length}`, one),
      more,
    ).cells;
  test('a colour between two', () => {
    const sheet = geometry(
      [[0], [5], [10]],
      format(
        'A1:A3',
        '<cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF000000"/></colorScale></cfRule>',
      ),
    );
    expect(sheet.cells.map(({ style }) => sheet.styles[style]?.fill)).toEqual(['#ffffff', '#808080', '#000000']);
  });
  test('bars as long as the values; alone where the value is hidden', () => {
    const bars =
      '<cfRule type="dataBar" priority="1"><dataBar showValue="0"><cfvo type="num" val="0"/><cfvo type="num" val="10"/><color rgb="FF638EC6"/></dataBar></cfRule>';
    const cells = only([0, 5, 10], bars);
    expect(cells.map(({ bar }) => bar?.to)).toEqual([0.1, 0.5, 0.9]);
    expect(cells.every(({ text }) => text.length === 0)).toBe(true);
  });
  test('newer bars: whole length, a line at zero, the older half is not drawn twice', () => {
    const id = '<extLst><ext uri="x"><x14:id xmlns:x14="x">{1}</x14:id></ext></extLst>';
    const older = `<cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>${id}</cfRule>`;
    const newer =
      '<extLst><ext xmlns:x14="x" xmlns:xm="m"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar" id="{1}"><x14:dataBar minLength="0" maxLength="100" gradient="0"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="FFFF0000"/></x14:dataBar></x14:cfRule><xm:sqref>A1:A3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>';
    const [low, , high] = only([-5, 0, 5], older, newer);
    expect(low?.bar).toMatchObject({ from: 0, to: 0.5, axis: 0.5, colour: '#ff0000', fades: false });
    expect(high?.bar).toMatchObject({ from: 0.5, to: 1, colour: '#638ec6' });
  });
  test('icons by their steps, the other way round, and as newer rules have them', () => {
    const icons = (more: string) =>
      `<cfRule type="iconSet" priority="1"><iconSet iconSet="3Arrows" ${more}><cfvo type="percent" val="0"/><cfvo type="percent" val="33"/><cfvo type="percent" val="67"/></iconSet></cfRule>`;
    expect(only([1, 5, 9], icons('')).map(({ icon }) => icon?.index)).toEqual([0, 1, 2]);
    expect(only([1, 5, 9], icons('reverse="1"')).map(({ icon }) => icon?.index)).toEqual([2, 1, 0]);
    const newer =
      '<extLst><ext xmlns:x14="x" xmlns:xm="m"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="iconSet" priority="1"><x14:iconSet iconSet="3Stars"><x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>4</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>8</xm:f></x14:cfvo></x14:iconSet></x14:cfRule><xm:sqref>A1:A3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>';
    const cells = geometry([[1], [5], [9]], '', newer).cells;
    expect(cells.map(({ icon }) => [icon?.set, icon?.index])).toEqual([
      ['3Stars', 0],
      ['3Stars', 1],
      ['3Stars', 2],
    ]);
  });
  test('bars and icons are drawn', () => {
    const cells = geometry(
      [[1], [5], [9]],
      format(
        'A1:A3',
        '<cfRule type="iconSet" priority="1"><iconSet><cfvo type="percent" val="0"/><cfvo type="percent" val="33"/><cfvo type="percent" val="67"/></iconSet></cfRule>',
      ),
    );
    const { pages, notes } = layoutSheet(cells, { policy: 'grow' });
    expect(pages[0]?.ink.filter((one) => one.kind === 'path' && one.label.startsWith('3TrafficLights1'))).toHaveLength(
      3,
    );
    expect(notes).toEqual([]);
  });
});

describe('cells that are not stored', () => {
  test('a rule over empty cells fills them', () => {
    const sheet = geometry([['x', undefined, 1]], format('A1:C2', rule('containsBlanks')));
    expect(
      sheet.cells
        .filter(({ style }) => sheet.styles[style]?.fill === '#ffc7ce')
        .map(({ row, column }) => `${row} ${column}`),
    ).toEqual(['1 2']);
  });
});

test('small charts in cells are drawn with the values of today', () => {
  const group = (type: string) =>
    `<extLst><ext xmlns:x14="x" xmlns:xm="m"><x14:sparklineGroups><x14:sparklineGroup type="${type}"><x14:colorSeries rgb="FFFF0000"/><x14:sparklines><x14:sparkline><xm:f>個票!A1:B1</xm:f><xm:sqref>C1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>`;
  const drawn = (type: string) => geometry([[1, 4]], '', group(type)).drawings;
  expect(drawn('line')).toMatchObject([{ kind: 'ink', anchor: { row: 1, column: 3 }, ink: [{ stroke: '#ff0000' }] }]);
  const [columns] = drawn('column');
  expect(columns?.kind === 'ink' && columns.ink[0]?.kind === 'path' && columns.ink[0].d.split('M')).toHaveLength(3);
});
