import type { Band, BandCell } from './bands.ts';

/** A stretch of a sheet as it is shown now: with years folded, or with the boxes alone that are asked for. */
export interface ShownBand {
  /** Widths of the tracks in points; a folded one has none. */
  readonly tracks: readonly number[];
  readonly rows: number;
  readonly cells: readonly BandCell[];
  readonly folds: readonly Fold[];
}

/** A place where settled years are folded, and which boxes. */
export interface Fold {
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
  readonly paths: readonly string[];
}

export interface Showing {
  /** Boxes of settled years; none while these are shown. */
  readonly isSettled: (path: string) => boolean;
  /** Boxes to be left out with what belongs to them alone. */
  readonly isLeftOut: (path: string) => boolean;
}

/** What is shown of a stretch; `undefined` where nothing of it is asked for. */
export function shownBand(band: Band, { isSettled, isLeftOut }: Showing): ShownBand | undefined {
  const asked = askedCells(band.cells, isLeftOut);
  if (asked === undefined) return undefined;
  const folded = { column: settledTracks(asked, 'column', isSettled), row: new Set<number>() };
  if (folded.column.size === 0) folded.row = settledTracks(asked, 'row', isSettled);
  const isHidden = (cell: BandCell): boolean =>
    isWithin(cell.column, cell.columnEnd, folded.column) || isWithin(cell.row, cell.rowEnd, folded.row);
  const hidden = asked.filter(isHidden);
  const visible = asked.filter((cell) => !isHidden(cell));
  const folds = [...runsOf(folded.column)].flatMap((run) => columnFolds(run, hidden, visible));
  const rowFolds = [...runsOf(folded.row)].flatMap((run) => rowFold(run, hidden, visible));
  return renumbered(band, visible, [...folds, ...rowFolds], folded.column);
}

const isWithin = (start: number, end: number, tracks: ReadonlySet<number>): boolean => {
  for (let track = start; track < end; track += 1) if (!tracks.has(track)) return false;
  return true;
};

/** The boxes that are asked for with the labels at their left and over them; all cells where no box is left out. */
function askedCells(cells: readonly BandCell[], isLeftOut: (path: string) => boolean): readonly BandCell[] | undefined {
  const boxes = cells.filter(({ path }) => path !== undefined);
  const asked = boxes.filter(({ path }) => !isLeftOut(path as string));
  if (asked.length === boxes.length) return cells;
  if (asked.length === 0) return undefined;
  const left = boxes.filter(({ path }) => isLeftOut(path as string));
  const isBeside = (label: BandCell, box: BandCell): boolean =>
    label.row < box.rowEnd && box.row < label.rowEnd && label.column < box.column;
  // What stands beside boxes that are left out, and beside no other, is theirs, whatever it stands over.
  const isOfOthers = (label: BandCell): boolean =>
    left.some((box) => isBeside(label, box)) && !asked.some((box) => isBeside(label, box));
  const belongs = (label: BandCell): boolean =>
    !isOfOthers(label) &&
    asked.some(
      (box) =>
        isBeside(label, box) ||
        (label.column < box.columnEnd && box.column < label.columnEnd && label.rowEnd <= box.row),
    );
  const isBelow = (strip: BandCell): boolean =>
    asked.some((box) => box.rowEnd === strip.row && box.column < strip.columnEnd && box.columnEnd > strip.column);
  return cells.filter((cell) =>
    cell.path !== undefined ? !isLeftOut(cell.path) : cell.grows === undefined ? belongs(cell) : isBelow(cell),
  );
}

/** Tracks, or rows, whose boxes are all of settled years: they may be folded with the headings over them. */
function settledTracks(
  cells: readonly BandCell[],
  axis: 'column' | 'row',
  isSettled: (path: string) => boolean,
): Set<number> {
  const spanOf = (cell: BandCell): readonly number[] => {
    const [start, end] = axis === 'column' ? [cell.column, cell.columnEnd] : [cell.row, cell.rowEnd];
    return Array.from({ length: end - start }, (_, i) => start + i);
  };
  const settled = new Set<number>();
  for (const cell of cells)
    if (cell.path !== undefined && isSettled(cell.path)) for (const track of spanOf(cell)) settled.add(track);
  // A box over more tracks shrinks with them; one that would vanish keeps its own, until all agree.
  for (let changed = settled.size > 0; changed;) {
    changed = false;
    for (const cell of cells) {
      if (cell.path === undefined || isSettled(cell.path)) continue;
      const own = spanOf(cell);
      if (!own.every((track) => settled.has(track))) continue;
      for (const track of own) settled.delete(track);
      changed = true;
    }
  }
  return settled;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function* runsOf(tracks: ReadonlySet<number>): Generator<Run> {
  const sorted = [...tracks].toSorted((a, b) => a - b);
  for (let i = 0; i < sorted.length;) {
    const start = sorted[i] as number;
    let end = start + 1;
    while (sorted[i + 1] === end) {
      i += 1;
      end += 1;
    }
    i += 1;
    yield { start, end };
  }
}

/** Where the folded columns' own cells stood and nothing else stands: one piece for each stretch of rows. */
function columnFolds({ start, end }: Run, hidden: readonly BandCell[], visible: readonly BandCell[]): readonly Fold[] {
  const own = hidden.filter((cell) => cell.column >= start && cell.columnEnd <= end);
  const isCovered = (row: number): boolean =>
    visible.some((cell) => cell.row <= row && cell.rowEnd > row && cell.column < end && cell.columnEnd > start);
  const rows = new Set(own.flatMap(({ row, rowEnd }) => Array.from({ length: rowEnd - row }, (_, i) => row + i)));
  const free = new Set([...rows].filter((row) => !isCovered(row)));
  return [...runsOf(free)].map((run) => ({
    row: run.start,
    rowEnd: run.end,
    column: start,
    columnEnd: end,
    paths: own.flatMap(({ path, row }) => (path !== undefined && row >= run.start && row < run.end ? [path] : [])),
  }));
}

/** The folded rows as one line, as wide as what stood there. */
function rowFold({ start, end }: Run, hidden: readonly BandCell[], visible: readonly BandCell[]): readonly Fold[] {
  const own = hidden.filter((cell) => cell.row >= start && cell.rowEnd <= end);
  if (own.length === 0) return [];
  const left = Math.min(...own.map(({ column }) => column));
  const right = Math.max(...own.map(({ columnEnd }) => columnEnd));
  const beside = visible.filter((cell) => cell.row < end && cell.rowEnd > start);
  const column = Math.max(
    left,
    ...beside.filter((cell) => cell.columnEnd <= right && cell.column <= left).map((cell) => cell.columnEnd),
  );
  const columnEnd = Math.min(right, ...beside.filter((cell) => cell.column > column).map((cell) => cell.column));
  return column < columnEnd
    ? [{ row: start, rowEnd: end, column, columnEnd, paths: own.flatMap(({ path }) => path ?? []) }]
    : [];
}

/** Lines that no cell needs any more go; folded columns keep one narrow track. */
function renumbered(
  band: Band,
  cells: readonly BandCell[],
  folds: readonly Fold[],
  folded: ReadonlySet<number>,
): ShownBand {
  const runs = [...runsOf(folded)];
  /** A line inside of folded columns is the run's beginning, where a cell ends there, or its end. */
  const at = (line: number, isEnd: boolean): number => {
    const run = runs.find(({ start, end }) => line > start && line < end);
    return run === undefined ? line : isEnd ? run.start : run.end;
  };
  const placed = cells.map((cell) => ({
    ...cell,
    column: at(cell.column, false),
    columnEnd: at(cell.columnEnd, true),
  }));
  const all = [...placed, ...folds];
  const columns = sortedLines([
    1,
    band.tracks.length + 1,
    ...all.flatMap(({ column, columnEnd }) => [column, columnEnd]),
  ]);
  const rows = sortedLines(all.flatMap(({ row, rowEnd }) => [row, rowEnd]));
  const column = numbers(columns);
  const row = numbers(rows);
  const moved = <T extends Fold | BandCell>(cell: T): T => ({
    ...cell,
    column: column.get(cell.column) as number,
    columnEnd: Math.max(column.get(cell.columnEnd) as number, (column.get(cell.column) as number) + 1),
    row: row.get(cell.row) as number,
    rowEnd: row.get(cell.rowEnd) as number,
  });
  const tracks = columns.slice(1).map((end, i) => {
    let width = 0;
    for (let track = columns[i] as number; track < end; track += 1)
      if (!folded.has(track)) width += band.tracks[track - 1] ?? 0;
    return width;
  });
  return { tracks, rows: rows.length - 1, cells: placed.map(moved), folds: folds.map(moved) };
}

const sortedLines = (lines: readonly number[]): readonly number[] => [...new Set(lines)].toSorted((a, b) => a - b);
const numbers = (lines: readonly number[]): ReadonlyMap<number, number> =>
  new Map(lines.map((line, i) => [line, i + 1]));
