import type { Place } from '../../../../src-shared/form/description.ts';
import type { MetYear } from '../../../../src-shared/form/label-pattern.ts';
import type { CompiledField } from './compile.ts';
import type { LabelSearch } from './find-label.ts';
import type { Grid, Spot } from './grid.ts';
import type { Region } from './regions.ts';

/** How far from its label a box is looked for. */
const farthest = 60;

/** Boxes under a label, row by row within its columns; over it likewise. A label that begins a row ends them. */
function* under(search: LabelSearch, from: Spot, side: 'below' | 'above'): Generator<Spot> {
  const { grid } = search;
  let row = side === 'below' ? from.bottom + 1 : from.top - 1;
  for (let i = 0; i < farthest && row >= 1 && row <= grid.rows; i += 1) {
    let next = side === 'below' ? row + 1 : row - 1;
    for (let column = from.left; column <= from.right;) {
      const spot = grid.at(row, column);
      if (spot === undefined) return;
      const isFirst = column === from.left;
      column = spot.right + 1;
      if (isFirst) next = side === 'below' ? spot.bottom + 1 : spot.top - 1;
      const isHere = side === 'below' ? spot.top === row : spot.bottom === row;
      if (isHere || isFirst) yield spot;
      if (isFirst && search.isKnown(spot)) return;
      // A bare row was inserted, as far as one place can tell.
      if (isFirst && grid.isBare(spot) && isBareRow(grid, row, from)) break;
    }
    row = next;
  }
}

function isBareRow(grid: Grid, row: number, { left, right }: Spot): boolean {
  for (let column = left; column <= right; column += 1) {
    const spot = grid.at(row, column);
    if (spot !== undefined && !grid.isBare(spot)) return false;
  }
  return true;
}

/** Walks from a label; gives the spots that may be boxes, nearest first, as far as the next label. */
function* walk(grid: Grid, from: Spot, side: 'right' | 'left'): Generator<Spot> {
  let column = side === 'right' ? from.right + 1 : from.left - 1;
  for (let i = 0; i < farthest; i += 1) {
    const spot = grid.at(from.top, column);
    if (spot === undefined) return;
    yield spot;
    column = side === 'right' ? spot.right + 1 : spot.left - 1;
  }
}

/** The n-th box from a label; `isWide` boxes are none of one column. Bare places are passed over where a box follows: they were inserted. */
function boxFrom(
  search: LabelSearch,
  from: Spot,
  side: Exclude<Place['side'], 'own' | 'cross'>,
  n: number,
  isWide = false,
): Spot | undefined {
  const { grid } = search;
  const boxes: Spot[] = [];
  let firstBare: Spot | undefined;
  let bares = 0;
  const spots = side === 'below' || side === 'above' ? under(search, from, side) : walk(grid, from, side);
  for (const spot of spots) {
    // The dashes of `01 - 23 - 0004` stand between boxes; alone a dash is a value.
    if (n > 1 && boxes.length > 0 && isDash(grid.key(spot))) continue;
    if (search.isKnown(spot)) {
      if (boxes.length > 0 && boxes.length < n) continue;
      break;
    }
    const isGap =
      grid.isBare(spot) ||
      (!spot.filled &&
        !spot.merged &&
        (grid.style(spot) === grid.style(from) || (isWide && grid.isGapColumn(spot.left))));
    if (isGap) {
      // Where nothing of the sheet begins, it has ended.
      if (!grid.isGapColumn(spot.left)) firstBare ??= spot;
      bares += 1;
      if (bares > 8 && !spot.filled) break;
      continue;
    }
    boxes.push(spot);
    if (boxes.length >= n) return spot;
  }
  return n === 1 ? (boxes[0] ?? firstBare) : undefined;
}

const isDash = (key: string): boolean => /^[-‐-―ー－~]$/u.test(key);

/** The box where a row label and a column heading cross; a heading over the label too has its box beside the label. */
export function crossing(search: LabelSearch, row: Spot, column: Spot): Spot | undefined {
  const { grid } = search;
  if (row.cell >= 0 && column.left <= row.right && column.right > row.right) return boxFrom(search, row, 'right', 1);
  const first = grid.at(row.top, column.left);
  if (first === undefined || !grid.isBare(first)) return first;
  // A column inserted inside the heading's own columns: the box begins further right.
  for (let at = first.right + 1; at <= column.right;) {
    const next = grid.at(row.top, at);
    if (next === undefined) break;
    if (!grid.isBare(next)) return next;
    at = next.right + 1;
  }
  return first;
}

/** The nth box from where a row and a heading cross: further right under the heading, or the box beside it. */
export function nthCrossing(search: LabelSearch, row: Spot, column: Spot, n: number): Spot | undefined {
  const { grid } = search;
  let spot = crossing(search, row, column);
  for (let i = 1; i < n && spot !== undefined; i += 1) {
    let next = grid.at(row.top, spot.right + 1);
    while (next !== undefined && grid.isBare(next) && next.right < column.right)
      next = grid.at(row.top, next.right + 1);
    spot = next === undefined || grid.isBare(next) || search.isKnown(next) ? undefined : next;
  }
  return spot;
}

/** Where the labels of a field lead; the labels come too, outer first. */
export interface FoundBox {
  readonly spot: Spot;
  readonly rows: readonly Spot[];
  readonly columns: readonly Spot[];
  readonly year: MetYear | undefined;
}

export function boxOfField(search: LabelSearch, compiled: CompiledField, region: Region): FoundBox | undefined {
  const { place } = compiled.field;
  const n = place.n ?? 1;
  const { at } = compiled;
  const isWide = at !== undefined && at.right > at.left;
  if (place.side === 'own') return ownBox(search, compiled, region);
  const rows = compiled.rows.length === 0 ? undefined : search.one(compiled.rows, region, 'rows');
  const columns = compiled.columns.length === 0 ? undefined : search.one(compiled.columns, region, 'columns');
  const rowSpots = rows?.map(({ spot }) => spot) ?? [];
  const columnSpots = columns?.map(({ spot }) => spot) ?? [];
  const year = [...(rows ?? []), ...(columns ?? [])].find(({ match }) => match.year !== undefined)?.match.year;
  const found = (spot: Spot | undefined): FoundBox | undefined =>
    spot && { spot, rows: rowSpots, columns: columnSpots, year };
  const row = rowSpots.at(-1);
  const column = columnSpots.at(-1);
  switch (place.side) {
    case 'right':
    case 'left':
      return found(row && boxFrom(search, row, place.side, n, isWide));
    case 'below':
    case 'above':
      return found(column && boxFrom(search, column, place.side, n, isWide));
    case 'cross':
      return found(row && column && nthCrossing(search, row, column, n));
  }
}

/** The cell that begins with the label's words, or holds nothing but them. */
function ownBox(search: LabelSearch, { rows, columns }: CompiledField, region: Region): FoundBox | undefined {
  const label = rows.at(-1) ?? columns.at(-1);
  if (label === undefined) return undefined;
  const chosen = search.owning(label, region);
  return chosen && { spot: chosen, rows: [], columns: [], year: undefined };
}
