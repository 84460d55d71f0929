import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateOnLoad } from '../../../../src-main/engine/write/formulas/calculate-on-load.ts';
import { evaluateFormula } from '../../../../src-main/engine/write/formulas/evaluate.ts';
import { formulaReads } from '../../../../src-main/engine/write/formulas/formula-references.ts';
import { moveFormula, tokenizeFormula } from '../../../../src-main/engine/write/formulas/formula-tokens.ts';
import type { CellResult } from '../../../../src-main/engine/write/formulas/cell-result.ts';
import { formatArea } from '../../../../src-main/engine/book/address.ts';

describe('tokens', () => {
  it('joined are the formula again', () => {
    const pieces = fc.constantFrom(
      'A1',
      '$B$2',
      "'No.1'!",
      'Sheet1!',
      '[1]',
      '"a""b"',
      'IF',
      '(',
      ')',
      ',',
      ':',
      '1.5E3',
      '#REF!',
      '表1[[#All],[列]]',
      ' ',
      '数量',
      '"',
      "'",
      'é',
      '{1,2;3}',
      '%',
      '<=',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        expect(
          tokenizeFormula(parts.join(''))
            .map((one) => one.raw)
            .join(''),
        ).toBe(parts.join(''));
      }),
    );
  });

  it.each([
    ['A1+$A1+A$1+$A$1', 2, 1, 'B3+$A3+B$1+$A$1'],
    ['SUM(A1:B2,C:C,3:3)', 1, 1, 'SUM(B2:C3,D:D,4:4)'],
    ['\'A1 表\'!A1&"A1"&Sheet1!A1', 1, 0, '\'A1 表\'!A2&"A1"&Sheet1!A2'],
    ['LOG10(A1)+A1B+TAXES2013', 1, 0, 'LOG10(A2)+A1B+TAXES2013'],
    ['XFD1048576', 1, 1, 'A1'],
    ['表1[A1]', 1, 1, '表1[A1]'],
  ])('%s moved by %i, %i', (formula, rows, columns, moved) => {
    expect(moveFormula(formula, rows, columns)).toBe(moved);
  });
});

describe('what a formula reads', () => {
  const names: Readonly<Record<string, string>> = { 状況: 'リスト!$A$2:$A$7', 循環: '循環+A1', 税率: '0.1' };
  const reads = (formula: string): string => {
    const { areas, opaque } = formulaReads(formula, (name) => names[name]);
    return (
      areas.map(({ sheet, area }) => (sheet === undefined ? '' : `${sheet}!`) + formatArea(area)).join(' ') +
      (opaque ? ' ?' : '')
    );
  };
  it.each([
    ['IF(\'No.1\'!D4="","",\'No.1\'!D4)', 'No.1!D4 No.1!D4'],
    ["'It''s'!A1", "It's!A1"],
    ['個票1!O3', '個票1!O3'],
    ['SUM(Sheet1!A1:B9)+C3', 'Sheet1!A1:B9 C3'],
    ['COUNTA(A:A)', 'A1:A1048576'],
    ['状況', 'リスト!A2:A7'],
    ['A1*税率', 'A1'],
    ['循環', 'A1'],
    ['[1]Sheet1!A1+B2', 'B2'],
    ['TRUE&FALSE', ''],
    ['INDIRECT("A"&B1)', 'B1 ?'],
    ['OFFSET(A1,1,1)', 'A1 ?'],
    ['表1[列]', ' ?'],
    ['SUM(Sheet1:Sheet3!A1)', ' ?'],
    ['知らない名前', ' ?'],
    ['A1:INDEX(B:B,3)', 'A1 B1:B1048576 ?'],
  ])('%s', (formula, areas) => {
    expect(reads(formula)).toBe(areas);
  });
});

describe('results', () => {
  const cells: Readonly<Record<string, CellResult>> = {
    A1: { kind: 'text', text: '予定通り\n進捗' },
    A2: { kind: 'blank' },
    A3: { kind: 'number', value: 12 },
    A4: { kind: 'text', text: '  a  b ' },
    A5: { kind: 'text', text: '行政課\n●財政課' },
    A6: { kind: 'number', value: 1 / 3 },
    B1: { kind: 'text', text: 'A' },
    B2: { kind: 'text', text: 'a' },
    B3: { kind: 'text', text: 'AB' },
  };
  const value = (formula: string): string | number | boolean | undefined => {
    const result = evaluateFormula(formula, (_, row, column) => cells[`${String.fromCharCode(64 + column)}${row}`]);
    if (result === undefined) return undefined;
    return result.kind === 'text' ? result.text : result.kind === 'blank' ? 'blank' : result.value;
  };
  it.each([
    ['A1', '予定通り\n進捗'],
    ["'No.1'!A1", '予定通り\n進捗'],
    ['A2', 'blank'],
    ['A2&""', ''],
    ['A3&"件"', '12件'],
    ['IF(A1="","",A1)', '予定通り\n進捗'],
    ['IF(A2="","",A2)', ''],
    ['IF(A3="","",A3)', 12],
    ['IF(A2<>"",Z99,"-")', '-'],
    ['IF(ISBLANK(A2),"未","済")', '未'],
    ['SUBSTITUTE(A1,CHAR(10),"")', '予定通り進捗'],
    ['TRIM(SUBSTITUTE(A1,CHAR(10)," "))', '予定通り 進捗'],
    ['TRIM(A4)', 'a b'],
    ['CLEAN(A1)', '予定通り進捗'],
    ['LEFT(A5,FIND("●",A5)-1)', '行政課\n'],
    ['TRIM(RIGHT(SUBSTITUTE(LEFT(A5,FIND("●",A5)-1),CHAR(10),REPT(" ",50)),50))', ''],
    ['MID(A1,3,2)', '通り'],
    ['LEN(A1)', 7],
    ['IFERROR(LEFT(A1,FIND("●",A1)),"なし")', 'なし'],
    ['IFERROR(A3,"")', 12],
    ['CONCATENATE(A3,"/",A3)', '12/12'],
    ['COUNTIF(B1:B3,"A")', 2],
    ['(A3)=12', true],
    ['A3="12"', false],
    ['_xlfn.CONCAT("a","b")', 'ab'],
  ])('%s', (formula, expected) => {
    expect(value(formula)).toBe(expected);
  });

  it.each([
    'A3*2',
    'A6&""',
    'SUM(A1:A3)',
    'A1:A3',
    'VLOOKUP(A1,B:C,2)',
    'TODAY()',
    'Z99',
    'FIND("●",A1)',
    'IF(A1,1,2)',
    '[1]Sheet1!A1',
    'COUNTIF(B1:B3,">1")',
    'COUNTIF(B1:B3,"A*")',
    'SUBSTITUTE(A1,"a","b",1)',
    'A1 B1',
    'IF(A2="","",A2',
    '',
    'CHAR(0)',
    'LEFT(A1,-1)',
    'REPT("a",99999)',
    `${'('.repeat(100)}A1${')'.repeat(100)}`,
  ])('%s is left to Excel', (formula) => {
    expect(value(formula)).toBeUndefined();
  });
});

describe('calculation on load', () => {
  const workbook = (inside: string): string =>
    `<workbook xmlns="m"><sheets><sheet name="A"/></sheets>${inside}</workbook>`;
  it.each([
    ['<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'],
    [
      '<calcPr fullCalcOnLoad="0" calcMode="manual"></calcPr>',
      '<calcPr fullCalcOnLoad="1" calcMode="manual"></calcPr>',
    ],
    ['<calcPr fullCalcOnLoad="1"/>', '<calcPr fullCalcOnLoad="1"/>'],
    ['', '<calcPr fullCalcOnLoad="1"/>'],
    [
      '<definedNames><definedName name="a">1</definedName></definedNames><pivotCaches/>',
      '<definedNames><definedName name="a">1</definedName></definedNames><calcPr fullCalcOnLoad="1"/><pivotCaches/>',
    ],
    ['<extLst/>', '<calcPr fullCalcOnLoad="1"/><extLst/>'],
  ])('%s', (before, after) => {
    expect(calculateOnLoad(workbook(before))).toBe(workbook(after));
  });
});
