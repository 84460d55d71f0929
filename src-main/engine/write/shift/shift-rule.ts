import { moveFormula } from '../formulas/formula-tokens.ts';
import { parseArea } from '../../book/address.ts';
import { lastGone, shiftArea, type RowShift } from './row-shift.ts';
import { shiftFormula, type FormulaPlace } from './shift-formula.ts';

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cell that the formulas of a rule over these areas are written for: the upper left one of them all. */
function anchorOf(sqref: string, top: (area: { readonly top: number; readonly bottom: number }) => number | undefined) {
  let anchor: Cell | undefined;
  for (const ref of sqref.split(/\s+/)) {
    const area = parseArea(ref);
    const row = area && top(area);
    if (area === undefined || row === undefined) continue;
    anchor =
      anchor === undefined
        ? { row, column: area.left }
        : { row: Math.min(anchor.row, row), column: Math.min(anchor.column, area.left) };
  }
  return anchor;
}

/**
 * How the formulas of a rule (conditional format, validation) over `sqref` move. They are relative to its first cell: where
 * that one's row goes, they are written anew for the first one that is left, so that no rule dies with one of its rows.
 */
export function ruleShifter(sqref: string, shift: RowShift, place: FormulaPlace): (formula: string) => string {
  const plain = (formula: string): string => shiftFormula(formula, shift, place);
  if (shift.count > 0) return plain;
  const end = lastGone(shift);
  const old = anchorOf(sqref, (area) => area.top);
  const left = anchorOf(sqref, (area) =>
    area.top < shift.at || area.top > end ? area.top : area.bottom > end ? end + 1 : undefined,
  );
  if (old === undefined || left === undefined || (old.row === left.row && old.column === left.column)) return plain;
  const after = anchorOf(sqref, (area) => shiftArea(shift, { ...area, left: 1, right: 1 })?.top);
  const broken = (before: string, formula: string) => formula.includes('#REF!') && !before.includes('#REF!');
  return (formula) => {
    const moved = plain(moveFormula(formula, left.row - old.row, left.column - old.column));
    if (!broken(formula, moved)) return moved;
    // It looks at the row that goes; as seen from each cell the rule stays what it was.
    const same = moveFormula(formula, (after?.row ?? old.row) - old.row, left.column - old.column);
    return /(?<![\w$])\$?[A-Z]{1,3}\$\d/i.test(formula) ? moved : same;
  };
}
