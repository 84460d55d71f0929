import { isCounter } from './around.ts';
import type { GridCell, SheetGrid } from './grid.ts';
import { fold, labelKeyOf } from './words.ts';

/** Where a row of one sheet lies on another of the same form; `undefined` for a row that only it has. */
export type RowMap = (row: number) => number | undefined;

/** Longer sheets are lists: their rows are compared as they stand. */
const mostRows = 400;
const same: RowMap = (row) => row;

/**
 * Lays the rows of sheets of one form beside each other, by the words that most of them show: records that grew on one of them
 * push down what stands below. Rows between two such rows are laid beside each other from the top.
 */
export function alignRows(grids: readonly SheetGrid[]): (grid: SheetGrid) => RowMap {
  const [first] = grids;
  if (first === undefined || grids.length < 2 || grids.some(({ rows }) => rows > mostRows)) return () => same;
  const common = commonWords(grids);
  const base = rowKeys(first, common);
  const maps = new Map(grids.map((grid) => [grid, grid === first ? same : mapOnto(base, rowKeys(grid, common))]));
  return (grid) => maps.get(grid) ?? same;
}

/** Numbers that count rows tell them apart; elsewhere years and numbers are left open. */
function keyOf(cell: GridCell): string {
  if (cell.text === '' || cell.numeric || cell.text.length > 40) return '';
  return isCounter(cell) ? fold(cell.text) : labelKeyOf(cell.text);
}

/** Words that stand on nearly all of the sheets, on the emptiest one too: what only filled ones have in common was filled in. */
function commonWords(grids: readonly SheetGrid[]): ReadonlySet<string> {
  const words = grids.map(({ cells }) => new Set(cells.map(keyOf)));
  const filled = ({ cells }: SheetGrid) => cells.filter(({ text }) => text !== '').length;
  const fewest = Math.min(...grids.map(filled));
  const emptiest = words[grids.findIndex((grid) => filled(grid) === fewest)] ?? new Set();
  const isCommon = (key: string) => words.filter((one) => one.has(key)).length * 5 >= grids.length * 4;
  return new Set([...emptiest].filter((key) => key !== '' && isCommon(key)));
}

/** The common words of each row, by row number; '' for a row without any. */
function rowKeys({ cells, rows }: SheetGrid, common: ReadonlySet<string>): readonly string[] {
  const keys: string[] = Array.from({ length: rows + 1 }, () => '');
  for (const cell of cells) {
    const key = keyOf(cell);
    if (common.has(key)) keys[cell.row] += `${key}\n`;
  }
  return keys;
}

/** The longest common course of rows with words; what lies between goes along from the top as far as both have rows. */
function mapOnto(base: readonly string[], other: readonly string[]): RowMap {
  if (base.length === other.length && base.every((key, row) => key === other[row])) return same;
  const pairs = [...commonCourse(base, other), [base.length, other.length] as const];
  const map = new Map<number, number>();
  let [from, to] = [0, 0];
  for (const [b, o] of pairs) {
    for (let i = 1; from + i < b && to + i < o; i += 1) map.set(to + i, from + i);
    if (o < other.length) map.set(o, b);
    [from, to] = [b, o];
  }
  return (row) => map.get(row);
}

/** Rows of both with the same words, in order: the longest course (each row with words counts one). */
function commonCourse(base: readonly string[], other: readonly string[]): readonly (readonly [number, number])[] {
  const lengths = Array.from({ length: base.length + 1 }, () => new Uint16Array(other.length + 1));
  const isSame = (b: number, o: number) => base[b] !== '' && base[b] === other[o];
  const at = (b: number, o: number) => (lengths[b] as Uint16Array)[o] as number;
  for (let b = base.length - 1; b >= 0; b -= 1)
    for (let o = other.length - 1; o >= 0; o -= 1)
      (lengths[b] as Uint16Array)[o] = isSame(b, o) ? at(b + 1, o + 1) + 1 : Math.max(at(b + 1, o), at(b, o + 1));
  const course: (readonly [number, number])[] = [];
  for (let b = 0, o = 0; b < base.length && o < other.length;) {
    if (isSame(b, o)) course.push([b++, o++]);
    else if (at(b + 1, o) >= at(b, o + 1)) b += 1;
    else o += 1;
  }
  return course;
}
