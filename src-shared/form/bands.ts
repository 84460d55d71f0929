import type { DrawnCell, DrawnSheet } from './form-view.ts';

/**
 * A sheet as the window lays it out: stretches of rows that no cell crosses, each a grid of its own. The edges of its cells are its
 * lines, near ones are one line; so a sheet of 3 mm columns (方眼紙) comes out as plain as any other.
 */
export interface Band {
  /** Widths of the tracks in points. */
  readonly tracks: readonly number[];
  readonly rows: number;
  readonly cells: readonly BandCell[];
}

/** Lines count from 1, as those of CSS grids do; a cell ends before its end line. */
export interface BandCell {
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
  /** Points. */
  readonly width: number;
  readonly text?: string;
  readonly path?: string;
  /** See `DrawnCell.grows`. */
  readonly grows?: string;
}

/** Edges nearer than this many points are one line: a third of a character. */
const near = 5;
/** A box in a hidden column is shown as wide as this; a gap between boxes is no wider. */
const hiddenWidth = 40;
const widestGap = 14;
/** Points of a full-width character of a label that runs on into the empty cells at its right. */
const characterWidth = 11;

interface Placed {
  readonly cell: DrawnCell;
  readonly left: number;
  readonly right: number;
}

/** Lays a drawn sheet out. Pure; the same for every item whose sheet lies alike. */
export function bandsOf(sheet: DrawnSheet): readonly Band[] {
  const placed = place(sheet);
  const cut: Placed[][] = [];
  let bottom = 0;
  for (const one of placed.toSorted((a, b) => a.cell.top - b.cell.top || a.left - b.left)) {
    if (one.cell.top > bottom || cut.length === 0) cut.push([]);
    (cut.at(-1) as Placed[]).push(one);
    bottom = Math.max(bottom, one.cell.bottom);
  }
  const right = Math.max(0, ...placed.map((one) => one.right));
  const left = Math.min(right, ...placed.map((one) => one.left));
  return joined(cut, left, right).map((cells) => band(cells, left, right));
}

/** Where columns begin in points. Labels that stand in hidden columns only are left out; boxes never are. */
function place({ widths, cells }: DrawnSheet): readonly Placed[] {
  const shown = [...widths];
  const isHidden = ({ left, right }: DrawnCell): boolean => {
    for (let column = left; column <= Math.min(right, shown.length); column += 1)
      if ((shown[column - 1] as number) > 0) return false;
    return left <= shown.length;
  };
  for (const cell of cells) if (cell.path !== undefined && isHidden(cell)) shown[cell.left - 1] = hiddenWidth;
  const starts = [0];
  for (const width of shown) starts.push((starts.at(-1) as number) + width);
  const at = (column: number): number => starts[Math.min(Math.max(column, 0), starts.length - 1)] as number;
  const visible = cells.filter((cell) => !isHidden(cell));
  return visible.map((cell) => {
    const placed = { cell, left: at(cell.left - 1), right: at(cell.right) };
    return cell.text === undefined ? placed : { ...placed, right: runOn(placed, visible, at) };
  });
}

/** A text wider than its cell runs on to the right as far as it needs and nothing stands there, as Excel shows it. */
function runOn({ cell, left, right }: Placed, cells: readonly DrawnCell[], at: (column: number) => number): number {
  const longest = Math.max(...(cell.text ?? '').split('\n').map((line) => line.length));
  const needed = left + longest * characterWidth;
  if (needed <= right || cell.bottom > cell.top) return right;
  const next = Math.min(
    Infinity,
    ...cells
      .filter(
        (other) => other !== cell && other.top <= cell.bottom && other.bottom >= cell.top && other.left > cell.right,
      )
      .map((other) => at(other.left - 1)),
  );
  // Up to the next cell, so that no new line is drawn; where none follows, as far as the text goes.
  return next === Infinity ? Math.max(right, Math.min(needed, at(Infinity))) : Math.max(right, next);
}

const edgesOf = (cells: readonly Placed[]): readonly number[] =>
  [...new Set(cells.flatMap(({ left, right }) => [left, right]))].toSorted((a, b) => a - b);

/** Stretches that follow each other and whose lines are the other's too are one table: a heading over its columns, rows of one list. */
function joined(cut: readonly (readonly Placed[])[], left: number, right: number): readonly (readonly Placed[])[] {
  const bands: { cells: Placed[]; edges: readonly number[] }[] = [];
  const isWithin = (some: readonly number[], all: readonly number[]): boolean =>
    some.every((edge) => [left, right, ...all].some((other) => Math.abs(other - edge) < near));
  for (const cells of cut) {
    const edges = edgesOf(cells);
    const last = bands.at(-1);
    if (last !== undefined && (isWithin(edges, last.edges) || isWithin(last.edges, edges))) {
      last.cells.push(...cells);
      if (edges.length > last.edges.length) last.edges = edges;
    } else bands.push({ cells: [...cells], edges });
  }
  return bands.map(({ cells }) => cells);
}

function band(cells: readonly Placed[], left: number, right: number): Band {
  const columns = linesOf(cells, [left, right]);
  const rows = [...new Set(cells.flatMap(({ cell }) => [cell.top, cell.bottom + 1]))].toSorted((a, b) => a - b);
  const rowLine = new Map(rows.map((row, i) => [row, i + 1]));
  const line = (edge: number): number => nearest(columns, edge) + 1;
  const laid = cells.map(({ cell, left: from, right: to }): BandCell => ({
    row: rowLine.get(cell.top) as number,
    rowEnd: rowLine.get(cell.bottom + 1) as number,
    column: line(from),
    columnEnd: Math.max(line(from) + 1, line(to)),
    width: to - from,
    ...(cell.text === undefined ? {} : { text: cell.text }),
    ...(cell.path === undefined ? {} : { path: cell.path }),
    ...(cell.grows === undefined ? {} : { grows: cell.grows }),
  }));
  const tracks = columns.slice(1).map((edge, i) => {
    const width = edge - (columns[i] as number);
    const isUsed = laid.some(({ column, columnEnd }) => column <= i + 1 && columnEnd > i + 1);
    return isUsed ? width : Math.min(width, widestGap);
  });
  return { tracks, rows: rows.length - 1, cells: laid };
}

/** The lines of a stretch: near edges are one, unless a cell would have no width. */
function linesOf(cells: readonly Placed[], outer: readonly number[]): readonly number[] {
  const edges = [...new Set([...outer, ...edgesOf(cells)])].toSorted((a, b) => a - b);
  for (let tolerance = near; tolerance > 0.1; tolerance /= 2) {
    const lines: number[] = [];
    for (const edge of edges) if (lines.length === 0 || edge - (lines.at(-1) as number) >= tolerance) lines.push(edge);
    if (cells.every(({ left, right }) => left === right || nearest(lines, left) < nearest(lines, right))) return lines;
  }
  return edges;
}

function nearest(lines: readonly number[], edge: number): number {
  let best = 0;
  for (const [i, line] of lines.entries())
    if (Math.abs(line - edge) < Math.abs((lines[best] as number) - edge)) best = i;
  return best;
}
