import { tokenizeFormula, type FormulaToken } from '../formulas/formula-tokens.ts';
import { maxRow } from '../../book/address.ts';
import { lastGone, shiftRow, shiftSpan, type RowShift } from './row-shift.ts';

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
  for (let i = 0; i < tokens.length;) {
    const operand = operandAt(tokens, i);
    if (operand === undefined) {
      out += tokens[i++]?.raw ?? '';
      continue;
    }
    out += pointsAtSheet(operand, place)
      ? shiftOperand(operand, shift, place)
      : tokens
          .slice(i, operand.end)
          .map((one) => one.raw)
          .join('');
    i = operand.end;
  }
  return out;
}

/** `A1`, `A1:B2`, `Sheet1!A1:B2`, `Sheet1!A1:Sheet1!B2`: what stands behind a sheet's name belongs to it, both ends. */
interface Operand {
  readonly sheet: (FormulaToken & { readonly kind: 'sheet' }) | undefined;
  readonly first: string;
  readonly second: string | undefined;
  /** The prefix of the second end, as written. */
  readonly again: string;
  /** Index of the token behind it. */
  readonly end: number;
}

function operandAt(tokens: readonly FormulaToken[], start: number): Operand | undefined {
  const head = tokens[start];
  const sheet = head?.kind === 'sheet' ? head : undefined;
  let at = sheet === undefined ? start : start + 1;
  const first = tokens[at];
  if (first?.kind !== 'reference') return undefined;
  at++;
  const whole = { sheet, first: first.raw, second: undefined, again: '', end: at };
  if (tokens[at]?.raw !== ':' || first.raw.includes(':')) return whole;
  const prefix = tokens[at + 1];
  const again =
    prefix?.kind === 'sheet' && sheet !== undefined && sameSheet(prefix.sheet, sheet.sheet) ? prefix.raw : '';
  if (again !== '') at++;
  const second = tokens[at + 1];
  if (second?.kind !== 'reference' || second.raw.includes(':')) return whole;
  return { ...whole, second: second.raw, again, end: at + 2 };
}

function pointsAtSheet({ sheet }: Operand, place: FormulaPlace): boolean {
  return sheet === undefined ? place.own : !sheet.book && sameSheet(sheet.sheet, place.sheet);
}

function shiftOperand({ sheet, first, second, again }: Operand, shift: RowShift, place: FormulaPlace): string {
  const prefix = sheet?.raw ?? '';
  if (second === undefined) {
    const [a, b] = first.split(':') as [string, string | undefined];
    return prefix + (b === undefined ? shiftCell(first, shift, place) : shiftRange(a, b, '', shift));
  }
  return prefix + shiftRange(first, second, again, shift);
}

/** How many references of a formula lose all their cells. */
export function lostReferences(formula: string, shift: RowShift, place: FormulaPlace): number {
  const tokens = tokenizeFormula(formula);
  let lost = 0;
  for (let i = 0; i < tokens.length;) {
    const operand = operandAt(tokens, i);
    i = operand?.end ?? i + 1;
    if (operand === undefined || !pointsAtSheet(operand, place)) continue;
    const rows = [operand.first, ...(operand.second === undefined ? [] : [operand.second])]
      .flatMap((one) => one.split(':'))
      .map(rowOf);
    const [a, b] = [rows[0], rows.at(-1)];
    if (a === undefined || b === undefined) continue;
    const [top, bottom] = [Math.min(a, b), Math.max(a, b)];
    const end = lastGone(shift);
    if (shift.count < 0 ? top >= shift.at && bottom <= end : top + shift.count > maxRow && top >= shift.at) lost++;
  }
  return lost;
}

/** Sheet names compare without case (ECMA-376 part 1, 18.17.2.5). */
export const sameSheet = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

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

function shiftRange(first: string, second: string, again: string, shift: RowShift): string {
  const a = rowOf(first);
  const b = rowOf(second);
  if (a === undefined || b === undefined) return `${first}:${again}${second}`;
  const span = shiftSpan(shift, Math.min(a, b), Math.max(a, b));
  if (span === undefined) return '#REF!';
  const [top, bottom] = span;
  return a <= b
    ? `${withRow(first, top)}:${again}${withRow(second, bottom)}`
    : `${withRow(first, bottom)}:${again}${withRow(second, top)}`;
}
