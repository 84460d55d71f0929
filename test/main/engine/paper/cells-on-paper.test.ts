import { describe, expect, test } from 'vitest';
import { openPaperBook } from '../../../../src-main/engine/paper/paper-book.ts';
import { headerSections } from '../../../../src-shared/paper/header-codes.ts';
import { layoutSheet } from '../../../../src-shared/paper/layout.ts';
import { textsOf, type PrintedPage } from '../../../../src-shared/paper/page.ts';
import { zipParts } from '../../../helpers/fixture-workbook.ts';
import { reopen, smallParts, type SmallBook } from '../../../helpers/small-book.ts';

const part = 'xl/worksheets/sheet1.xml';
const geometryOf = (xml: string, book: SmallBook = {}) =>
  openPaperBook(reopen(zipParts(smallParts({ ...book, sheets: { 個票: xml } })))).geometry(part);
const pagesOf = (xml: string, book?: SmallBook): readonly PrintedPage[] =>
  layoutSheet(geometryOf(xml, book), { policy: 'grow' }).pages;
const text = (at: string, words: string, style = 0) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`;

/** Gives the cell format `s` this alignment. */
const aligned =
  (alignment: string): NonNullable<SmallBook['tamper']> =>
  (parts) => {
    const styles = String(parts.get('xl/styles.xml'));
    parts.set(
      'xl/styles.xml',
      styles.replace(
        /(<cellXfs.*?)<\/cellXfs>/su,
        `$1<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment ${alignment}/></xf></cellXfs>`,
      ),
    );
  };

describe('centred across a selection', () => {
  const columns = '<cols><col min="1" max="5" width="10" customWidth="1"/></cols>';
  const middle = (row: string, tamper = aligned('horizontal="centerContinuous"')) => {
    const [page] = pagesOf(
      `${columns}<sheetData><row r="1">${row}</row><row r="2">${text('E2', '端')}</row></sheetData>`,
      {
        tamper,
      },
    );
    const block = textsOf(page).find(({ cell }) => cell === 'A1');
    const line = block?.lines[0];
    const width = (page?.body.width ?? 0) / 5;
    return line === undefined || page === undefined ? undefined : (line.x + line.width / 2 - page.body.x) / width;
  };
  test('is the middle of the cell and the empty ones aligned alike at its right', () => {
    expect(middle(`${text('A1', '題名', 1)}<c r="B1" s="1"/><c r="C1" s="1"/><c r="D1" s="1"/>`)).toBeCloseTo(2, 1);
  });
  test('ends at a cell that holds something or is aligned otherwise', () => {
    expect(middle(`${text('A1', '題名', 1)}<c r="B1" s="1"/>${text('C1', '次', 1)}<c r="D1" s="1"/>`)).toBeCloseTo(
      1,
      1,
    );
    expect(middle(`${text('A1', '題名', 1)}<c r="B1" s="1"/><c r="C1" s="0"/><c r="D1" s="1"/>`)).toBeCloseTo(1, 1);
    expect(middle(text('A1', '題名', 1))).toBeCloseTo(0.5, 1);
  });
});

describe('codes of headers', () => {
  const values = { page: 1, pages: 1, sheet: '', file: '', date: '', time: '' };
  const looks = (code: string) =>
    headerSections(code, values, 1).center.map(({ text: words, underline, strike, script }) => [
      words,
      underline ?? strike ?? script,
    ]);
  test.each([
    ['U', 'single'],
    ['E', 'double'],
    ['S', true],
    ['X', 'super'],
    ['Y', 'sub'],
  ])('&%s is switched on and off', (letter, look) => {
    expect(looks(`前&${letter}中&${letter}後&${letter}終`)).toEqual([
      ['前', undefined],
      ['中', look],
      ['後', undefined],
      ['終', look],
    ]);
  });
  test('one underline takes the place of the other, one script too', () => {
    expect(looks('&U一&E二&E三')).toEqual([
      ['一', 'single'],
      ['二', 'double'],
      ['三', undefined],
    ]);
    expect(looks('&X一&Y二')).toEqual([
      ['一', 'super'],
      ['二', 'sub'],
    ]);
  });
  test('colours of the theme are the workbook’s; an ampersand before them is none of theirs', () => {
    const { setup } = geometryOf(
      `<sheetData><row r="1">${text('A1', '一')}</row></sheetData><headerFooter><oddHeader>&amp;K04+000青&amp;&amp;K01+000</oddHeader></headerFooter>`,
    );
    const [first] = headerSections(setup.header.odd, values, 1).center;
    expect(first?.colour).toMatch(/^#[0-9a-f]{6}$/u);
    expect(setup.header.odd.endsWith('&&K01+000')).toBe(true);
  });
});

describe('number formats on paper', () => {
  const shown = (cells: string, formats: readonly string[], before = '') =>
    Object.fromEntries(
      geometryOf(`${before}<sheetData><row r="1">${cells}</row></sheetData>`, { formats }).cells.map((cell) => [
        cell.column,
        cell.text.map((run) => run.text).join(''),
      ]),
    );
  test('texts stand in their section, which may hide them or say something else', () => {
    const formats = ['@" 様"', ';;;', '0;0;0;"["@"]"', '0;-0;0;"文字です"', '0.0'];
    const row = ['A', 'B', 'C', 'D', 'E'].map((column, at) => text(`${column}1`, '山田', at + 1)).join('');
    expect(shown(row, formats)).toEqual({ 1: '山田 様', 3: '[山田]', 4: '文字です', 5: '山田' });
    const formulas = row.replaceAll('t="inlineStr"', 't="str"').replaceAll(/<is><t>(.*?)<\/t><\/is>/gu, '<v>$1</v>');
    expect(shown(formulas, formats)).toEqual({ 1: '山田 様', 3: '[山田]', 4: '文字です', 5: '山田' });
  });
  test('words around a text leave its runs as they are', () => {
    const rich = '<c r="A1" s="1" t="inlineStr"><is><r><rPr><b/></rPr><t>山</t></r><r><t>田</t></r></is></c>';
    const [cell] = geometryOf(`<sheetData><row r="1">${rich}</row></sheetData>`, { formats: ['"（"@"）様"'] }).cells;
    expect(cell?.text.map((run) => [run.text, run.font.bold === true])).toEqual([
      ['（', false],
      ['山', true],
      ['田', false],
      ['）様', false],
    ]);
  });
  const zeros =
    '<c r="A1"><v>0</v></c><c r="B1" s="1"><v>0</v></c><c r="C1"><v>5</v></c><c r="D1" s="1"><v>0.0001</v></c>';
  test('zeros are left out where the view hides them, and only they', () => {
    expect(shown(zeros, ['0.0%'], '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>')).toEqual({
      3: '5',
      4: '0.0%',
    });
    expect(shown(zeros, ['0.0%'])).toMatchObject({ 1: '0', 2: '0.0%' });
  });
  test('dates kept as ISO texts are shown by their format', () => {
    expect(shown('<c r="A1" s="1" t="d"><v>2026-04-01T00:00:00</v></c>', ['yyyy"年"m"月"d"日"'])).toEqual({
      1: '2026年4月1日',
    });
  });
});

describe('options of printing', () => {
  const error = '<sheetData><row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="s"><v>0</v></c></row></sheetData>';
  test.each([
    ['blank', ''],
    ['dash', '--'],
    ['NA', '#N/A'],
    ['displayed', '#REF!'],
  ])('errors are printed as %s says', (errors, words) => {
    const { cells } = geometryOf(`${error}<pageSetup errors="${errors}"/>`, { strings: ['<si><t>#REF!</t></si>'] });
    const said = (column: number) =>
      cells
        .find((cell) => cell.column === column)
        ?.text.map((run) => run.text)
        .join('');
    expect(said(1) ?? '').toBe(words);
    expect(said(2)).toBe('#REF!');
  });
  test('black and white: black text and lines, no fills', () => {
    const tamper: NonNullable<SmallBook['tamper']> = (parts) => {
      const styles = String(parts.get('xl/styles.xml'));
      parts.set(
        'xl/styles.xml',
        styles
          .replace('<font><sz', '<font><color rgb="FFFF0000"/><sz')
          .replace('patternType="none"/>', 'patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>')
          .replace('<border/>', '<border><left style="thin"><color rgb="FF00FF00"/></left></border>'),
      );
    };
    const body = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><rPr><color rgb="FF0000FF"/></rPr><t>青</t></r><r><t>赤</t></r></is></c></row></sheetData>`;
    const colours = (xml: string) =>
      [...JSON.stringify(pagesOf(xml, { tamper })).matchAll(/#[0-9a-f]{6}/gu)].map(([colour]) => colour).toSorted();
    expect(new Set(colours(body))).toEqual(new Set(['#0000ff', '#00ff00', '#ff0000', '#ffff00']));
    expect(new Set(colours(`${body}<pageSetup blackAndWhite="1"/>`))).toEqual(new Set(['#000000']));
  });
});
