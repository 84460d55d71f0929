import { formatArea, maxRow, parseArea, type Area } from '../../book/address.ts';

/**
 * Rows put in or taken out on one sheet. With `count` above 0 that many rows come in before row `at`; below 0, rows
 * `at` to `at - count - 1` go. Rows count from 1.
 */
export interface RowShift {
  readonly at: number;
  readonly count: number;
}

/** The last row that goes; `at - 1` when rows come in. */
export const lastGone = (shift: RowShift): number => (shift.count < 0 ? shift.at - shift.count - 1 : shift.at - 1);

/** Where a row goes to; `undefined` when it is taken out. */
export function shiftRow(shift: RowShift, row: number): number | undefined {
  if (row < shift.at) return row;
  if (row <= lastGone(shift)) return undefined;
  const moved = row + shift.count;
  return moved > maxRow ? undefined : moved;
}

/**
 * Where a stretch of rows goes to: it grows around rows that come in inside it and shrinks by those that go; `undefined`
 * when all of it goes. A stretch to the sheet's last row (a whole column) stays one.
 */
export function shiftSpan(shift: RowShift, top: number, bottom: number): readonly [number, number] | undefined {
  if (top === 1 && bottom === maxRow) return [top, bottom];
  if (shift.count > 0) {
    const newTop = top >= shift.at ? top + shift.count : top;
    return newTop > maxRow ? undefined : [newTop, Math.min(maxRow, bottom >= shift.at ? bottom + shift.count : bottom)];
  }
  const end = lastGone(shift);
  if (top >= shift.at && bottom <= end) return undefined;
  const newTop = top < shift.at ? top : top > end ? top + shift.count : shift.at;
  const newBottom = bottom < shift.at ? bottom : bottom > end ? bottom + shift.count : shift.at - 1;
  return [newTop, newBottom];
}

export function shiftArea(shift: RowShift, area: Area): Area | undefined {
  const span = shiftSpan(shift, area.top, area.bottom);
  return span === undefined ? undefined : { ...area, top: span[0], bottom: span[1] };
}

/** True when the rows come in inside the area, or some but not all of its rows go. */
export function crosses(shift: RowShift, area: Area): boolean {
  if (shift.count > 0) return area.top < shift.at && shift.at <= area.bottom;
  const touched = area.top <= lastGone(shift) && area.bottom >= shift.at;
  return touched && !(area.top >= shift.at && area.bottom <= lastGone(shift));
}

/** `A5` or `A5:C7` of a `ref` attribute after the shift; `undefined` when it goes. What is no area stays as it is. */
export function shiftRef(shift: RowShift, ref: string): string | undefined {
  const area = parseArea(ref);
  if (area === undefined) return ref;
  const moved = shiftArea(shift, area);
  if (moved === undefined) return undefined;
  if (moved.top === area.top && moved.bottom === area.bottom) return ref;
  return formatArea(moved);
}

/** A blank-separated list of areas (`sqref`); `undefined` when all of it goes. */
export function shiftSqref(shift: RowShift, sqref: string): string | undefined {
  const refs = sqref.split(/\s+/).filter((ref) => ref !== '');
  const moved = refs.map((ref) => shiftRef(shift, ref)).filter((ref) => ref !== undefined);
  return moved.length === 0 && refs.length > 0 ? undefined : moved.join(' ');
}
