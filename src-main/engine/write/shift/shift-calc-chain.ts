import type { XmlEdit } from '../../xml/xml-edit.ts';
import { shiftAddress } from './shift-notes.ts';
import type { RowShift } from './row-shift.ts';

/**
 * Moves a sheet's cells in the calculation chain (ECMA-376 part 1, 18.6). An entry without `i` is on the sheet of the
 * entry before it, so that the entry after one that goes is given its own.
 */
export function shiftCalcChain(edit: XmlEdit, sheetId: number, shift: RowShift, kept: ReadonlySet<string>): void {
  let current = '';
  let explain = false;
  edit.walk((e, s) => {
    if (s.local !== 'c') return;
    const own = s.attribute('i');
    current = own ?? current;
    const moved = Number(current) === sheetId ? shiftAddress(s.attribute('r') ?? '', shift, kept) : s.attribute('r');
    if (moved === undefined) {
      explain ||= own !== undefined;
      return e.remove();
    }
    if (moved !== s.attribute('r')) e.set('r', moved);
    if (explain && own === undefined) e.set('i', current);
    explain = false;
  });
}
