import type { GridPlace } from './page.ts';

interface Cell {
  readonly grid: GridPlace;
}
type Rows<T> = readonly (readonly T[])[];

interface Extent {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Where two blocks stand beside each other: rows (indices) `from` to `to`, parted before column `at`. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/**
 * The parts of a form's table in the order in which a person reads them: where two blocks of the description stand beside each
 * other, the left one wholly before the right one. A table whose blocks are not known, or follow each other, stays one part.
 *
 * @param rows each with its cells from left to right, the rows from above.
 */
export function partsOf<T extends Cell>(rows: Rows<T>): readonly Rows<T>[] {
  const cut = cutOf(rows);
  if (cut === undefined) return rows.length === 0 ? [] : [rows];
  const { from, to, at } = cut;
  const side = (isLeft: boolean): Rows<T> =>
    rows
      .slice(from, to + 1)
      .map((row) => row.filter(({ grid }) => grid.column < at === isLeft))
      .filter((row) => row.length > 0);
  return [rows.slice(0, from), side(true), side(false), rows.slice(to + 1)].flatMap(partsOf);
}

function cutOf(rows: Rows<Cell>): Cut | undefined {
  const blocks = [...extentsOf(rows).values()].toSorted((a, b) => a.left - b.left);
  for (const [index, left] of blocks.entries())
    for (const right of blocks.slice(index + 1)) {
      if (left.right >= right.left || left.top > right.bottom || right.top > left.bottom) continue;
      for (let at = left.right + 1; at <= right.left; at += 1) {
        const cut = cutAt(rows, left, right, at);
        if (cut !== undefined && isOther(rows, cut)) return cut;
      }
    }
  return undefined;
}

/** How far the boxes of each block reach. */
function extentsOf(rows: Rows<Cell>): ReadonlyMap<string, Readonly<Extent>> {
  const extents = new Map<string, Extent>();
  for (const { grid } of rows.flat()) {
    if (grid.block === undefined) continue;
    const known = extents.get(grid.block);
    if (known === undefined) {
      const { row: top, column: left, bottom, right } = grid;
      extents.set(grid.block, { top, left, bottom, right });
      continue;
    }
    known.top = Math.min(known.top, grid.row);
    known.left = Math.min(known.left, grid.column);
    known.bottom = Math.max(known.bottom, grid.bottom);
    known.right = Math.max(known.right, grid.right);
  }
  return extents;
}

/** The rows about two blocks that no cell crosses the line in; rows of words above belong to them, they are their headings. */
function cutAt(rows: Rows<Cell>, left: Extent, right: Extent, at: number): Cut | undefined {
  const starts = rows.map((row) => row[0]?.grid.row ?? 0);
  const crossing = rows.flat().filter(({ grid }) => grid.column < at && grid.right >= at);
  const isFree = (index: number): boolean =>
    crossing.every(({ grid }) => (starts[index] ?? 0) < grid.row || (starts[index] ?? 0) > grid.bottom);
  const isIn = (index: number, top: number, bottom: number): boolean =>
    (starts[index] ?? 0) >= top && (starts[index] ?? 0) <= bottom;
  const overlap = [Math.max(left.top, right.top), Math.min(left.bottom, right.bottom)] as const;
  const within = rows.flatMap((_, index) => (isIn(index, ...overlap) ? [index] : []));
  if (within.length === 0 || !within.every(isFree)) return undefined;
  let [from, to] = [within[0] as number, within.at(-1) as number];
  const [top, bottom] = [Math.min(left.top, right.top), Math.max(left.bottom, right.bottom)];
  const isHeading = (index: number): boolean => rows[index]?.every(({ grid }) => grid.value !== true) === true;
  while (from > 0 && isFree(from - 1) && (isIn(from - 1, top, bottom) || isHeading(from - 1))) from -= 1;
  while (to + 1 < rows.length && isFree(to + 1) && isIn(to + 1, top, bottom)) to += 1;
  return { from, to, at };
}

/** Whether the order differs from that of the rows, and both sides have words of their own. */
function isOther(rows: Rows<Cell>, { from, to, at }: Cut): boolean {
  const cells = rows.slice(from, to + 1).flat();
  const left = cells.filter(({ grid }) => grid.column < at);
  const right = cells.filter(({ grid }) => grid.column >= at);
  const hasWords = (side: readonly Cell[]): boolean => side.some(({ grid }) => grid.value !== true);
  const first = Math.min(...right.map(({ grid }) => grid.row));
  return hasWords(left) && hasWords(right) && left.some(({ grid }) => grid.row > first);
}
