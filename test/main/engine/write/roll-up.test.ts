import { describe, expect, it } from 'vitest';
import { patchCell } from '../../../../src-main/engine/write/patch/patch-cell.ts';
import type { PatchedPackage } from '../../../../src-main/engine/write/patch/patch-package.ts';
import { StoredValues } from '../../../../src-main/engine/write/formulas/stored-values.ts';
import { reopen, smallPackage } from '../../../helpers/small-book.ts';

const column = (count: number, formula: (row: number) => string): string =>
  `<sheetData>${Array.from({ length: count }, (_, n) => `<row r="${n + 1}"><c r="A${n + 1}"><f>${formula(n + 1)}</f><v>1</v></c></row>`).join('')}</sheetData>`;

/** Changes A1 of the second sheet, which the formulas of the first read. */
function change(formulas: string, text: string, afterSheets = ''): PatchedPackage {
  const pkg = smallPackage({ sheets: { 一覧: formulas, 個票: '<sheetData/>' }, afterSheets });
  const patched = patchCell(pkg, 'xl/worksheets/sheet2.xml', 'A1', text);
  if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
  return patched.value;
}

const resultAt = ({ bytes }: PatchedPackage, row: number) =>
  new StoredValues(reopen(bytes)).get('xl/worksheets/sheet1.xml', row, 1);

describe('formulas that depend on others', () => {
  it('follow from the first to the last', () => {
    const patched = change(
      column(300, (row) => (row === 1 ? '個票!A1' : `A${row - 1}`)),
      '値',
    );
    expect(patched.stale).toEqual([]);
    expect(resultAt(patched, 300)).toEqual({ kind: 'text', text: '値' });
  });

  it('in a circle are left to Excel', () => {
    const patched = change(
      column(2, (row) => `IF(個票!A1="","",A${3 - row})`),
      '値',
    );
    expect(patched.stale.length).toBe(2);
    expect(resultAt(patched, 1)).toMatchObject({ kind: 'number', value: 1 });
  });

  it('read a defined name', () => {
    const patched = change(
      column(1, () => 'UPPER(題名)'),
      '値',
      '<definedNames><definedName name="題名">個票!$A$1</definedName></definedNames>',
    );
    expect(patched.stale).toEqual([{ sheet: '一覧', row: 1, column: 1 }]);
  });

  it('of an empty cell give 0', () => {
    const pkg = smallPackage({
      sheets: {
        一覧: column(1, () => '個票!A1'),
        個票: '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>',
      },
    });
    const patched = patchCell(pkg, 'xl/worksheets/sheet2.xml', 'A1', '');
    expect(patched.ok && resultAt(patched.value, 1)).toMatchObject({ kind: 'number', value: 0 });
  });

  it('in followers of a shared formula count as they read there', () => {
    const shared =
      '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">個票!A2</f><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row></sheetData>';
    const pkg = smallPackage({ sheets: { 一覧: shared, 個票: '<sheetData/>' } });
    const patched = patchCell(pkg, 'xl/worksheets/sheet2.xml', 'A3', '値');
    if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
    expect(resultAt(patched.value, 1)).toMatchObject({ kind: 'number', value: 1 });
    expect(resultAt(patched.value, 2)).toEqual({ kind: 'text', text: '値' });
  });
});

describe('formulas made to exhaust', () => {
  const grown = '"' + 'a'.repeat(200) + '"';
  it.each([
    ['replacing', `SUBSTITUTE(REPT(${grown},160),"a",REPT(${grown},160))&amp;個票!A1`],
    ['joining', `REPT(${grown},160)&amp;REPT(${grown},160)&amp;個票!A1`],
    ['nesting', `${'('.repeat(2000)}個票!A1${')'.repeat(2000)}`],
    ['brackets without end', `${'['.repeat(8000)}個票!A1`],
    ['counting', `COUNTIF(個票!A1:XFD1048576,"x")`],
  ])('%s are left to Excel', (_, formula) => {
    expect(
      change(
        column(50, () => formula),
        '値',
      ).stale.length,
    ).toBe(50);
  });

  it('in numbers beyond any plan are not gone through, but calculated on load', () => {
    const patched = change(
      column(210_000, () => '1'),
      '値',
    );
    expect(reopen(patched.bytes).text('xl/workbook.xml').text).toContain('fullCalcOnLoad="1"');
  });
});
