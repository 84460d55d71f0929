import { describe, expect, it } from 'vitest';
import { encodePart } from '../../../../src-main/engine/package/part-text.ts';
import { patchCell } from '../../../../src-main/engine/write/patch/patch-cell.ts';
import type { PatchOptions, WorkbookPackage } from '../../../../src-main/engine/types.ts';
import { reopen, smallPackage, type SmallBook } from '../../../helpers/small-book.ts';

const sheet1 = 'xl/worksheets/sheet1.xml';

function patched(pkg: WorkbookPackage, address: string, text: string, options: PatchOptions = {}): WorkbookPackage {
  const result = patchCell(pkg, sheet1, address, text, options);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return reopen(result.value.bytes);
}

/** What stands between `<worksheet …>` and `</worksheet>` after one cell was changed. */
function sheetAfter(
  sheet: string,
  address: string,
  text: string,
  book: SmallBook = {},
  options: PatchOptions = {},
): string {
  const pkg = patched(smallPackage({ ...book, sheets: { Sheet1: sheet } }), address, text, options);
  return pkg.text(sheet1).text.replace(/^[\s\S]*?<worksheet[^>]*>|<\/worksheet>$/g, '');
}

const failureOf = (sheet: string, address: string, text: string, options: PatchOptions = {}): string => {
  const result = patchCell(smallPackage({ sheets: { Sheet1: sheet } }), sheet1, address, text, options);
  return result.ok ? 'ok' : `${result.failure.kind}/${result.failure.reason}`;
};

const row = (cells: string, attributes = ''): string => `<sheetData><row r="2"${attributes}>${cells}</row></sheetData>`;
const is = (text: string): string => `<is><t>${text}</t></is>`;

describe('a cell that is there', () => {
  it.each([
    [
      'shared string',
      row('<c r="B2" s="3" t="s"><v>0</v></c>'),
      'い',
      row(`<c r="B2" s="3" t="inlineStr">${is('い')}</c>`),
    ],
    [
      'inline string',
      row('<c r="B2" t="inlineStr"><is><t>あ</t></is></c>'),
      'い',
      row(`<c r="B2" t="inlineStr">${is('い')}</c>`),
    ],
    ['empty cell', row('<c r="B2" s="7"/>'), 'い', row(`<c r="B2" s="7" t="inlineStr">${is('い')}</c>`)],
    ['cell without address', row('<c/><c s="7"/>'), 'い', row(`<c/><c s="7" t="inlineStr">${is('い')}</c>`)],
    [
      'cell with other quotes and order',
      row("<c  t = 's' s='3'  r='B2' ><v>0</v></c >"),
      'い',
      row(`<c  t = "inlineStr" s='3'  r='B2' >${is('い')}</c>`),
    ],
    ['boolean', row('<c r="B2" t="b"><v>1</v></c>'), 'い', row(`<c r="B2" t="inlineStr">${is('い')}</c>`)],
    ['emptying', row('<c r="B2" s="3" t="s"><v>0</v></c>'), '', row('<c r="B2" s="3"/>')],
    [
      'extension stays',
      row('<c r="B2" t="s"><v>0</v><extLst><ext uri="x"/></extLst></c>'),
      '',
      row('<c r="B2"><extLst><ext uri="x"/></extLst></c>'),
    ],
    [
      'rich value goes',
      row('<c r="B2" t="e" vm="1"><v>#VALUE!</v></c>'),
      'い',
      row(`<c r="B2" t="inlineStr">${is('い')}</c>`),
    ],
    ['what looks like a formula', row('<c r="B2"/>'), '=1+1', row(`<c r="B2" t="inlineStr">${is('=1+1')}</c>`)],
    ['markup', row('<c r="B2"/>'), '<a> & ]]>', row(`<c r="B2" t="inlineStr">${is('&lt;a&gt; &amp; ]]&gt;')}</c>`)],
    ['literal escape', row('<c r="B2"/>'), '_x000D_', row(`<c r="B2" t="inlineStr">${is('_x005F_x000D_')}</c>`)],
    [
      'control characters and half a pair',
      row('<c r="B2"/>'),
      'a\u0001\ud842b',
      row(`<c r="B2" t="inlineStr">${is('a_x0001__xD842_b')}</c>`),
    ],
    [
      'blanks and line ends',
      row('<c r="B2"/>'),
      ' a\r\nb',
      row('<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a\nb</t></is></c>'),
    ],
    ['a number', row('<c r="B2" s="1"><v>30</v></c>'), '３１分', row('<c r="B2" s="1"><v>31</v></c>')],
    [
      'a number becomes text',
      row('<c r="B2" s="1"><v>30</v></c>'),
      '未定',
      row(`<c r="B2" s="1" t="inlineStr">${is('未定')}</c>`),
    ],
    [
      'text stays text',
      row('<c r="B2" s="1" t="s"><v>0</v></c>'),
      '31',
      row(`<c r="B2" s="1" t="inlineStr">${is('31')}</c>`),
    ],
  ])('%s', (_, before, typed, after) => {
    expect(sheetAfter(before, 'B2', typed, { strings: ['<si><t>あ</t></si>'], formats: ['0"分"'] })).toBe(after);
  });

  it('loses its furigana and keeps the runs that the edit left alone', () => {
    const red = '<rPr><color rgb="FFFF0000"/><sz val="11"/></rPr>';
    const strings = [
      `<si><r>${red}<t>●</t></r><r><t>行政課</t></r><rPh sb="1" eb="4"><t>ギョウセイカ</t></rPh><phoneticPr fontId="1"/></si>`,
    ];
    expect(sheetAfter(row('<c r="B2" t="s"><v>0</v></c>'), 'B2', '●財政課', { strings })).toBe(
      row(`<c r="B2" t="inlineStr"><is><r>${red}<t>●</t></r><r><t>財政課</t></r></is></c>`),
    );
  });

  it('leaves every other byte of the part alone', () => {
    const before =
      '\r\n<!-- a --><dimension ref="A1:C9"/>\r\n<sheetData>\n<row  r="1" ht="20"><c r="A1"><v>1.0E0</v></c><c r="B1" t="s"><v>0</v></c>\t</row>\n</sheetData><?pi x?>\r\n<extLst><ext uri="a"><x xmlns="u">&#x41;</x></ext></extLst>\r\n';
    const strings = ['<si><t>あ</t></si>'];
    const after = sheetAfter(before, 'B1', 'い', { strings });
    expect(after).toBe(before.replace('<c r="B1" t="s"><v>0</v></c>', `<c r="B1" t="inlineStr">${is('い')}</c>`));
  });

  it.each(['utf-16le-bom', 'utf-16be-bom', 'utf-8-bom'] as const)('keeps the encoding %s', (encoding) => {
    const xml =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>あ</t></is></c></row></sheetData></worksheet>';
    const pkg = smallPackage({ tamper: (parts) => parts.set(sheet1, encodePart(xml, encoding)) });
    expect(patched(pkg, 'A1', '𠮷').text(sheet1)).toEqual({ text: xml.replace('あ', '𠮷'), encoding });
  });

  it('writes elements with the prefix of the part, formats from the string table too', () => {
    const xml =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const strings = ['<si><r><rPr><b/><sz val="9"/></rPr><t>太</t></r><r><t>字</t></r></si>'];
    const pkg = smallPackage({ sheets: { Sheet1: xml }, strings });
    expect(patched(pkg, 'A1', '太い').text(sheet1).text).toContain(
      '<x:c r="A1" t="inlineStr"><x:is><x:r><x:rPr><x:b/><x:sz val="9"/></x:rPr><x:t>太</x:t></x:r><x:r><x:t>い</x:t></x:r></x:is></x:c>',
    );
    expect(patched(pkg, 'C3', 'い').text(sheet1).text).toContain(
      '<x:row r="3"><x:c r="C3" t="inlineStr"><x:is><x:t>い</x:t></x:is></x:c></x:row></x:sheetData>',
    );
  });
});

describe('a cell that is not there', () => {
  const cell = (address: string, style = ''): string => `<c r="${address}"${style} t="inlineStr">${is('い')}</c>`;
  it.each([
    ['first in its row', row('<c r="C2"/>'), 'B2', row(`${cell('B2')}<c r="C2"/>`)],
    [
      'between others, with the left one’s style',
      row('<c r="A2" s="4"/><c r="C2"/>'),
      'B2',
      row(`<c r="A2" s="4"/>${cell('B2', ' s="4"')}<c r="C2"/>`),
    ],
    [
      'last in its row, spans grow',
      row('<c r="A2"/>', ' spans="1:1"'),
      'C2',
      row(`<c r="A2"/>${cell('C2')}`, ' spans="1:3"'),
    ],
    ['in an empty row', '<sheetData><row r="2" spans="2:2"/></sheetData>', 'A2', row(cell('A2'), ' spans="1:2"')],
    [
      'with the row’s style',
      row('<c r="A2" s="4"/>', ' s="9" customFormat="1"'),
      'B2',
      row(`<c r="A2" s="4"/>${cell('B2', ' s="9"')}`, ' s="9" customFormat="1"'),
    ],
    [
      'a missing row between',
      '<sheetData><row r="1"><c r="B1" s="5"/></row><row r="3"/></sheetData>',
      'B2',
      `<sheetData><row r="1"><c r="B1" s="5"/></row><row r="2">${cell('B2', ' s="5"')}</row><row r="3"/></sheetData>`,
    ],
    [
      'a missing row at the end',
      '<sheetData><row r="1"/></sheetData>',
      'B2',
      `<sheetData><row r="1"/><row r="2">${cell('B2')}</row></sheetData>`,
    ],
    ['an empty sheet', '<sheetData/>', 'B2', `<sheetData><row r="2">${cell('B2')}</row></sheetData>`],
    [
      'the column’s style',
      '<cols><col min="1" max="3" width="9" style="6"/></cols><sheetData/>',
      'B2',
      `<cols><col min="1" max="3" width="9" style="6"/></cols><sheetData><row r="2">${cell('B2', ' s="6"')}</row></sheetData>`,
    ],
    [
      'the style of its merged area',
      `${row('<c r="A2" s="1"/><c r="C2" s="8"/>')}<mergeCells><mergeCell ref="B2:C2"/></mergeCells>`,
      'B2',
      `${row(`<c r="A2" s="1"/>${cell('B2', ' s="8"')}<c r="C2" s="8"/>`)}<mergeCells><mergeCell ref="B2:C2"/></mergeCells>`,
    ],
    ['the dimension grows', `<dimension ref="A1:A2"/>${row('')}`, 'D2', `<dimension ref="A1:D2"/>${row(cell('D2'))}`],
    [
      'rows without numbers',
      '<sheetData><row><c/></row><row><c><v>1</v></c></row></sheetData>',
      'B2',
      `<sheetData><row><c/></row><row><c><v>1</v></c>${cell('B2')}</row></sheetData>`,
    ],
  ])('%s', (_, before, address, after) => {
    expect(sheetAfter(before, address, 'い')).toBe(after);
  });

  it('is not made to hold nothing', () => {
    const pkg = smallPackage({ sheets: { Sheet1: row('<c r="A2"/>') } });
    expect(patched(pkg, 'B2', '').read(sheet1)).toEqual(pkg.read(sheet1));
  });
});

describe('formulas', () => {
  it('are refused until they are unlocked', () => {
    const formula = row('<c r="B2" t="str"><f>A1&amp;"x"</f><v>x</v></c>');
    expect(failureOf(formula, 'B2', 'い')).toBe('locked/formula');
    expect(sheetAfter(formula, 'B2', 'い', {}, { unlock: true })).toBe(row(`<c r="B2" t="inlineStr">${is('い')}</c>`));
  });

  it.each([
    ['the first cell of an array', 'B2'],
    ['another cell of an array', 'C2'],
  ])('%s is refused even then', (_, address) => {
    const array = row('<c r="B2"><f t="array" ref="B2:C2">A1:B1</f><v>1</v></c><c r="C2"><v>2</v></c>');
    expect(failureOf(array, address, 'い', { unlock: true })).toBe('locked/array');
  });

  it('an array of one cell can be replaced', () => {
    const array = row('<c r="B2" cm="1"><f t="array" ref="B2">SUM(A1:A3)</f><v>1</v></c>');
    expect(sheetAfter(array, 'B2', 'い', {}, { unlock: true })).toBe(row(`<c r="B2" t="inlineStr">${is('い')}</c>`));
  });

  it('a shared formula finds a new home when its first cell goes', () => {
    const rows = (first: string, second: string): string =>
      `<sheetData><row r="1"><c r="B1">${first}</c></row><row r="2"><c r="B2">${second}<v>2</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row></sheetData>`;
    const before = rows(
      '<f t="shared" ref="B1:B3" si="0">A1*$A$1&amp;"A1"&amp;\'A1\'!A1</f><v>1</v>',
      '<f t="shared" si="0"/>',
    );
    const after = rows(is('い'), '<f t="shared" si="0" ref="B2:B3">A2*$A$1&amp;"A1"&amp;\'A1\'!A2</f>').replace(
      '<c r="B1">',
      '<c r="B1" t="inlineStr">',
    );
    expect(sheetAfter(before, 'B1', 'い', {}, { unlock: true })).toBe(after);
  });

  it('leave the calculation chain, the sheet’s id to the next cell', () => {
    const sheets = {
      Sheet1: '<sheetData><row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><f>2</f><v>2</v></c></row></sheetData>',
    };
    const chain = (calcChain: string): WorkbookPackage =>
      patched(smallPackage({ sheets, calcChain }), 'A1', 'い', { unlock: true });
    expect(chain('<c r="A1" i="11" l="1"/><c r="B1"/>').text('xl/calcChain.xml').text).toContain(
      '<c r="B1" i="11"/></calcChain>',
    );
    expect(chain('<c r="A1" i="12"/><c r="A1" i="11"/>').text('xl/calcChain.xml').text).toContain(
      '<c r="A1" i="12"/></calcChain>',
    );
    const gone = chain('<c r="A1" i="11"/>');
    expect(gone.has('xl/calcChain.xml')).toBe(false);
    expect(gone.text('[Content_Types].xml').text).not.toContain('calcChain');
    expect(gone.text('xl/_rels/workbook.xml.rels').text).not.toContain('calcChain');
  });
});

describe('refusals', () => {
  it('of text longer than a cell holds', () => {
    expect(failureOf('<sheetData/>', 'A1', 'あ'.repeat(32_768))).toBe('too-large/cell');
    expect(failureOf('<sheetData/>', 'A1', 'あ'.repeat(32_767))).toBe('ok');
  });

  it('of signed packages, until the signature may break', () => {
    const pkg = smallPackage({ tamper: (parts) => parts.set('_xmlsignatures/sig1.xml', '<Signature/>') });
    const refused = patchCell(pkg, sheet1, 'A1', 'い');
    expect(refused.ok ? 'ok' : refused.failure).toMatchObject({ kind: 'unsafe', reason: 'signed' });
    expect(patchCell(pkg, sheet1, 'A1', 'い', { breakSignature: true }).ok).toBe(true);
  });
});
