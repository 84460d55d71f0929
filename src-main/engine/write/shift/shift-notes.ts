import { formatAddress, parseAddress } from '../../book/address.ts';
import type { XmlEdit } from '../../xml/xml-edit.ts';
import { shiftRow, type RowShift } from './row-shift.ts';

/** Moves one cell's address; the content of a kept cell goes on in the first row that is left. */
export function shiftAddress(address: string, shift: RowShift, kept: ReadonlySet<string>): string | undefined {
  const position = parseAddress(address);
  if (position === undefined) return address;
  const row = shiftRow(shift, position.row) ?? (kept.has(address.toUpperCase()) ? shift.at : undefined);
  return row === undefined ? undefined : formatAddress(row, position.column);
}

/** Moves the notes of a comments part (18.7.3) or of a threaded comments part (MS-XLSX 2.6.205). */
export function shiftComments(edit: XmlEdit, shift: RowShift, kept: ReadonlySet<string>): void {
  edit.walk((e, s) => {
    if (s.local !== 'comment' && s.local !== 'threadedComment') return;
    const ref = s.attribute('ref');
    if (ref === undefined) return;
    const moved = shiftAddress(ref, shift, kept);
    if (moved === undefined) e.remove();
    else e.set('ref', moved);
  });
}

/**
 * Moves the shapes of a VML drawing (19.4) with the rows of their cells: `Row` and the first and last row of `Anchor`,
 * all from 0. Edited as text: VML of some writers is no well-formed XML.
 */
export function shiftVml(text: string, shift: RowShift, kept: ReadonlySet<string>): string {
  return text.replace(/<(\w+:)?shape\b[\s\S]*?<\/(?:\w+:)?shape>/g, (shape) => {
    const row = number(/<(?:\w+:)?Row>\s*(\d+)\s*</.exec(shape));
    const column = number(/<(?:\w+:)?Column>\s*(\d+)\s*</.exec(shape));
    let by: number;
    if (row !== undefined && column !== undefined) {
      const moved = shiftAddress(formatAddress(row + 1, column + 1), shift, kept);
      if (moved === undefined) return '';
      by = (parseAddress(moved)?.row ?? row + 1) - row - 1;
    } else {
      const top = number(/<(?:\w+:)?Anchor>\s*(?:-?\d+\s*,\s*){2}(\d+)/.exec(shape));
      if (top === undefined) return shape;
      by = (shiftRow(shift, top + 1) ?? shift.at) - top - 1;
    }
    if (by === 0) return shape;
    return shape
      .replace(/(<(?:\w+:)?Row>\s*)(\d+)/, (_, tag: string, value: string) => tag + String(Number(value) + by))
      .replace(
        /(<(?:\w+:)?Anchor>\s*-?\d+\s*,\s*-?\d+\s*,\s*)(\d+)(\s*,\s*-?\d+\s*,\s*-?\d+\s*,\s*-?\d+\s*,\s*)(\d+)/,
        (_, head: string, top: string, middle: string, bottom: string) =>
          head + String(Math.max(0, Number(top) + by)) + middle + String(Math.max(0, Number(bottom) + by)),
      );
  });
}

const number = (match: RegExpExecArray | null): number | undefined => (match === null ? undefined : Number(match[1]));
