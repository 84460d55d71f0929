import { describe, expect, test } from 'vitest';
import { shiftFormula } from '../../../../src-main/engine/write/shift/shift-formula.ts';
import { shiftRef, shiftSqref } from '../../../../src-main/engine/write/shift/row-shift.ts';

const insert = { at: 12, count: 2 };
const remove = { at: 12, count: -2 };
const other = { sheet: 'No.1', own: false };
const own = { sheet: 'No.1', own: true };

describe('two rows come in before row 12 of No.1', () => {
  test.each([
    ["'No.1'!H19", "'No.1'!H21"],
    ["'no.1'!$H$19", "'no.1'!$H$21"],
    ["'No.1'!H11", "'No.1'!H11"],
    ["'No.2'!H19", "'No.2'!H19"],
    ['H19', 'H19'],
    ["SUM('No.1'!C10:C13)", "SUM('No.1'!C10:C15)"],
    ["SUM('No.1'!$C$12:$C$13)", "SUM('No.1'!$C$14:$C$15)"],
    ["SUM('No.1'!C10:C11)", "SUM('No.1'!C10:C11)"],
    ["SUM('No.1'!10:12)", "SUM('No.1'!10:14)"],
    ["SUM('No.1'!A:C)", "SUM('No.1'!A:C)"],
    ["SUM('No.1:No.3'!H19)", "SUM('No.1:No.3'!H19)"],
    ["[1]No.1!H19+'[1]No.1'!H19", "[1]No.1!H19+'[1]No.1'!H19"],
    [`IF('No.1'!H19="H19",'No.1'!H19,"'No.1'!H19")`, `IF('No.1'!H21="H19",'No.1'!H21,"'No.1'!H19")`],
    ["LOG10('No.1'!A20)", "LOG10('No.1'!A22)"],
    ["Table1[[#This Row],[A20]]+'No.1'!A20", "Table1[[#This Row],[A20]]+'No.1'!A22"],
    ["'No.1'!A1048576", '#REF!'],
  ])('%s becomes %s', (before, after) => {
    expect(shiftFormula(before, insert, other)).toBe(after === '#REF!' ? "'No.1'!#REF!" : after);
  });

  test('references without a sheet move on the sheet itself only', () => {
    expect(shiftFormula('A20+B5', insert, own)).toBe('A22+B5');
    expect(shiftFormula("A20+'No.2'!A20", insert, own)).toBe("A22+'No.2'!A20");
  });

  test("a sheet's name with an apostrophe", () => {
    expect(shiftFormula("'a''b'!A20", insert, { sheet: "a'b", own: false })).toBe("'a''b'!A22");
  });
});

describe('rows 12 and 13 of No.1 go', () => {
  test.each([
    ["'No.1'!H19", "'No.1'!H17"],
    ["'No.1'!H12", "'No.1'!#REF!"],
    ["SUM('No.1'!C10:C13)", "SUM('No.1'!C10:C11)"],
    ["SUM('No.1'!C12:C15)", "SUM('No.1'!C12:C13)"],
    ["SUM('No.1'!C13:C12)", "SUM('No.1'!#REF!)"],
    ["SUM('No.1'!C15:C10)", "SUM('No.1'!C13:C10)"],
  ])('%s becomes %s', (before, after) => expect(shiftFormula(before, remove, other)).toBe(after));

  test('the cell whose content goes on in the next row keeps its references', () => {
    expect(shiftFormula("'No.1'!$A$12", remove, { ...other, kept: new Set(['A12']) })).toBe("'No.1'!$A$12");
  });
});

describe('areas', () => {
  test.each([
    ['A11:B13', insert, 'A11:B15'],
    ['A1:B11', insert, 'A1:B11'],
    ['C:D', insert, 'C:D'],
    ['A12:B13', remove, undefined],
    ['A11:B13', remove, 'A11:B11'],
  ] as const)('%s', (ref, shift, expected) => expect(shiftRef(shift, ref)).toBe(expected));

  test('a list of areas loses what goes', () => {
    expect(shiftSqref(remove, 'A12 B14:B15')).toBe('B12:B13');
    expect(shiftSqref(remove, 'A12 B13')).toBeUndefined();
  });
});
