import { token, type XmlScanner } from '../../xml/scanner.ts';
import type { XmlEdit } from '../../xml/xml-edit.ts';
import { lastGone, shiftRow, type RowShift } from './row-shift.ts';
import { below, distance, type RowHeights, type RowPlace } from './row-heights.ts';

interface Marker {
  readonly row: number;
  readonly offset: number;
  readonly rowAt: readonly [number, number];
  readonly offsetAt: readonly [number, number];
}

interface Anchor {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly editAs: string;
  readonly from?: Marker;
  readonly to?: Marker;
}

/**
 * Moves the anchors of a drawing part (ECMA-376 part 1, 20.5.2) with the rows that they stand on. A shape that moves and
 * sizes with its cells stretches over rows that come in inside it; one that only moves keeps its size, an absolute
 * one its place; a shape that lies in the rows that go, goes with them. `before` and `after` are the sheet's row heights.
 */
export function shiftDrawing(edit: XmlEdit, shift: RowShift, before: RowHeights, after: RowHeights): void {
  edit.walk((e, s) => {
    if (s.local !== 'twoCellAnchor' && s.local !== 'oneCellAnchor') return;
    const anchor = readAnchor(s);
    const { from, to } = anchor;
    if (from === undefined) return;
    if (anchor.editAs !== 'absolute' && from.row >= shift.at && lastRow(anchor) <= lastGone(shift)) {
      e.splice(anchor.start, anchor.end, '');
      return;
    }
    const newFrom = anchor.editAs === 'absolute' ? stay(from, before, after) : move(from, shift);
    write(e, from, newFrom);
    if (to === undefined) return;
    if (anchor.editAs === 'absolute') write(e, to, stay(to, before, after));
    else if (anchor.editAs === 'oneCell') write(e, to, below(after, newFrom, distance(before, from, to)));
    else write(e, to, endsAtBoundary(to, shift) && from.row < to.row ? to : move(to, shift));
  });
}

/** After rows were raised: shapes keep their size and stay at the cell that they begin in, absolute ones at their place. */
export function keepSizes(edit: XmlEdit, before: RowHeights, after: RowHeights): void {
  edit.walk((e, s) => {
    if (s.local !== 'twoCellAnchor' && s.local !== 'oneCellAnchor') return;
    const { from, to, editAs } = readAnchor(s);
    if (from === undefined) return;
    if (editAs === 'absolute') write(e, from, stay(from, before, after));
    if (to === undefined) return;
    write(e, to, editAs === 'absolute' ? stay(to, before, after) : below(after, from, distance(before, from, to)));
  });
}

/** A shape whose end lies on the edge above the rows that come in does not reach into them. */
const endsAtBoundary = (to: Marker, shift: RowShift): boolean =>
  shift.count > 0 && to.row === shift.at && to.offset === 0;

const lastRow = ({ from, to }: Anchor): number =>
  to === undefined ? (from?.row ?? 0) : to.offset === 0 && to.row > (from?.row ?? 0) ? to.row - 1 : to.row;

function move(marker: RowPlace, shift: RowShift): RowPlace {
  const row = shiftRow(shift, marker.row);
  return row === undefined ? { row: shift.at, offset: 0 } : { row, offset: marker.offset };
}

const stay = (marker: RowPlace, before: RowHeights, after: RowHeights): RowPlace =>
  below(after, { row: 1, offset: 0 }, distance(before, { row: 1, offset: 0 }, marker));

function write(edit: XmlEdit, old: Marker, place: RowPlace): void {
  if (place.row !== old.row) edit.splice(...old.rowAt, String(place.row - 1));
  if (place.offset !== old.offset) edit.splice(...old.offsetAt, String(place.offset));
}

/** From an anchor's `open`, goes to its `close`. */
function readAnchor(s: XmlScanner): Anchor {
  const { start, depth, local: kind } = s;
  const editAs = s.attribute('editAs') ?? 'twoCell';
  const markers: { from?: Marker; to?: Marker } = {};
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next()) {
    if (t !== token.open || s.depth !== depth + 1) continue;
    if (s.local === 'from') markers.from = readMarker(s);
    else if (s.local === 'to') markers.to = readMarker(s);
    else s.skip();
  }
  return { start, end: s.end, kind, editAs, ...markers };
}

function readMarker(s: XmlScanner): Marker {
  const { depth } = s;
  let row = 0;
  let offset = 0;
  let rowAt: readonly [number, number] = [0, 0];
  let offsetAt: readonly [number, number] = [0, 0];
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next()) {
    if (t !== token.open) continue;
    const { local, end } = s;
    const value = Number(s.readText());
    if (local === 'row') [row, rowAt] = [value + 1, [end, s.start]];
    else if (local === 'rowOff') [offset, offsetAt] = [value, [end, s.start]];
  }
  return { row, offset, rowAt, offsetAt };
}
