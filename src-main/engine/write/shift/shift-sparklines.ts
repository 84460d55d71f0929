import type { XmlEdit } from '../../xml/xml-edit.ts';
import { shiftRef, type RowShift } from './row-shift.ts';
import { shiftFormula, type FormulaPlace } from './shift-formula.ts';

/**
 * Moves a group of sparklines (MS-XLSX 2.6.231): each stands in exactly one cell, and shows one row or one column. One whose
 * cell or whose numbers go is taken out, a group without any with it.
 */
export function shiftSparklineGroup(e: XmlEdit, shift: RowShift, place: FormulaPlace): void {
  const { s } = e;
  const { start, depth } = s;
  let kept = 0;
  let lost = false;
  e.children((_, child) => {
    if (child.local === 'f') {
      e.text((formula) => {
        const moved = shiftFormula(formula, shift, place);
        lost ||= moved.includes('#REF!') && !formula.includes('#REF!');
        return moved;
      });
    } else if (child.local === 'sparklines' && child.depth === depth + 1) {
      e.children(() => {
        if (shiftSparkline(e, shift, place)) kept++;
      });
    }
  });
  if (kept === 0 || lost) e.splice(start, s.end, '');
}

/** From a sparkline's `open`, goes to its `close`; false when it was taken out. */
function shiftSparkline(e: XmlEdit, shift: RowShift, place: FormulaPlace): boolean {
  const { s } = e;
  const { start } = s;
  let keep = true;
  e.children((_, child) => {
    if (child.local === 'sqref')
      e.text((sqref) => {
        const moved = shiftRef(shift, sqref.trim());
        keep &&= moved !== undefined;
        return moved;
      });
    else if (child.local === 'f')
      e.text((formula) => {
        const moved = shiftFormula(formula, shift, place);
        keep &&= formula.includes('#REF!') || !moved.includes('#REF!');
        return moved;
      });
  });
  if (!keep) e.splice(start, s.end, '');
  return keep;
}

/**
 * Changes what the sparklines of the current group show; those for which `change` gives nothing go, and the group when
 * none is left.
 */
export function changeSparklines(e: XmlEdit, change: (formula: string) => string | undefined): void {
  const { s } = e;
  const { start, depth } = s;
  let kept = 0;
  let lost = false;
  const goes = (): boolean => {
    let gone = false;
    e.text((formula) => {
      const changed = change(formula);
      gone = changed === undefined;
      return changed;
    });
    return gone;
  };
  e.children((_, child) => {
    if (child.local === 'f') lost ||= goes();
    else if (child.local === 'sparklines' && child.depth === depth + 1)
      e.children((__, one) => {
        const from = one.start;
        let gone = false;
        e.children((___, part) => {
          if (part.local === 'f') gone ||= goes();
        });
        if (gone) e.splice(from, one.end, '');
        else kept++;
      });
  });
  if (kept === 0 || lost) e.splice(start, s.end, '');
}
