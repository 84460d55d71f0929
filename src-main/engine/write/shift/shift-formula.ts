import { tokenizeFormula, type FormulaToken } from '../formulas/formula-tokens.ts';
import { shiftRow, shiftSpan, type RowShift } from './row-shift.ts';

/** The sheet whose rows move, by its name, and where the formula stands. */
export interface FormulaPlace {
  readonly sheet: string;
  /** References without a sheet mean the shifted sheet: the formula stands on it. */
  readonly own: boolean;
  /** Cells whose content goes on in the first row that is left, although their own row goes (`C5`). */
  readonly kept?: ReadonlySet<string>;
}

/**
 * A formula (without `=`) after rows were put in or taken out on one sheet: references to that sheet move, ranges grow and
 * shrink, what was taken out becomes `#REF!`. Texts, other sheets and other workbooks stay; so do 3D references
 * (`Sheet1:Sheet3!A1`), as in Excel, since only one of their sheets changes. Gives the same string when nothing moves.
 */
export function shiftFormula(formula: string, shift: RowShift, place: FormulaPlace): string {
  if (!/\d/.test(formula)) return formula;
  const tokens = tokenizeFormula(formula);
  let out = '';
  for (let i = 0; i < tokens.length; i++) {
    const one = tokens[i] as FormulaToken;
    if (one.kind !== 'reference' || !pointsAtSheet(tokens, i, place)) {
      out += one.raw;
      continue;
    }
    const end = rangeEnd(tokens, i);
    if (end !== undefined) {
      out += shiftRange(one.raw, (tokens[end] as FormulaToken).raw, shift);
      i = end;
    } else {
      out += one.raw.includes(':')
        ? shiftRange(...(one.raw.split(':') as [string, string]), shift)
        : shiftCell(one.raw, shift, place);
    }
  }
  return out;
}

function pointsAtSheet(tokens: readonly FormulaToken[], index: number, place: FormulaPlace): boolean {
  const before = tokens[index - 1];
  if (before?.kind !== 'sheet') return place.own;
  return !before.book && sameSheet(before.sheet, place.sheet);
}

/** Sheet names compare without case (ECMA-376 part 1, 18.17.2.5). */
export const sameSheet = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

/** The index of the second reference of `A1:B2`, whose first is at `index`. */
function rangeEnd(tokens: readonly FormulaToken[], index: number): number | undefined {
  const colon = tokens[index + 1];
  const second = tokens[index + 2];
  const isRange = colon?.kind === 'operator' && colon.raw === ':' && second?.kind === 'reference';
  return isRange && !(tokens[index] as FormulaToken).raw.includes(':') && !second.raw.includes(':')
    ? index + 2
    : undefined;
}

const rowDigits = /\d+$/;
const rowOf = (reference: string): number | undefined => {
  const digits = rowDigits.exec(reference)?.[0];
  return digits === undefined ? undefined : Number(digits);
};
const withRow = (reference: string, row: number): string => reference.replace(rowDigits, String(row));

function shiftCell(reference: string, shift: RowShift, place: FormulaPlace): string {
  const row = rowOf(reference);
  if (row === undefined) return reference;
  const moved =
    shiftRow(shift, row) ?? (place.kept?.has(reference.replaceAll('$', '').toUpperCase()) ? shift.at : undefined);
  return moved === undefined ? '#REF!' : withRow(reference, moved);
}

function shiftRange(first: string, second: string, shift: RowShift): string {
  const a = rowOf(first);
  const b = rowOf(second);
  if (a === undefined || b === undefined) return `${first}:${second}`;
  const span = shiftSpan(shift, Math.min(a, b), Math.max(a, b));
  if (span === undefined) return '#REF!';
  const [top, bottom] = span;
  return a <= b
    ? `${withRow(first, top)}:${withRow(second, bottom)}`
    : `${withRow(first, bottom)}:${withRow(second, top)}`;
}
