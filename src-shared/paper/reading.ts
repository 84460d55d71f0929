import { partsOf } from './blocks-beside.ts';
import type { Graphic, GridPlace, PrintedPage, Rect, TextBlock } from './page.ts';

/** A cell of a table as a screen reader is to hear it: its own text, then those of shapes on it; one without is blank, or a figure that `alt` says. */
export interface ReadCell {
  readonly texts: readonly TextBlock[];
  readonly alt?: string;
  /** Where the cell lies on the page. */
  readonly box: Rect;
  readonly head?: 'column' | 'row';
  readonly columns: number;
  readonly rows: number;
}

/** A part of a page in the order in which it is read. */
export type Reading =
  | { readonly kind: 'text'; readonly text: TextBlock; readonly level?: 1 | 2 }
  | { readonly kind: 'table'; readonly rows: readonly (readonly ReadCell[])[] }
  | { readonly kind: 'figure'; readonly graphic: Extract<Graphic, { kind: 'picture' }> };

interface Placed {
  readonly grid: GridPlace;
  readonly box: Rect;
  readonly text?: TextBlock;
  readonly alt?: string;
  /** Texts of shapes that lie on it. */
  readonly over?: readonly TextBlock[];
}

type ReadPage = Pick<PrintedPage, 'ink' | 'blanks' | 'heading'>;

/** A page with more blank boxes than this is read without them: nobody listens to a thousand of them. */
const mostBlanks = 600;

/**
 * What a page says, in reading order: rows of framed cells as tables with their heads, blocks that stand beside each other one
 * after the other, what stands free as text. A shape's text is read with the cell that it lies on, else, as pictures are, after
 * what begins above it. Heads and feet of pages, watermarks and what is drawn only are not in it: they are artifacts.
 */
export function readingOf({ ink, blanks = [], heading }: ReadPage): readonly Reading[] {
  const cells: Placed[] = [];
  const free: Free[] = [];
  for (const one of ink) {
    if (one.kind === 'picture' && one.label.trim() !== '') free.push({ kind: 'figure', graphic: one });
    if (one.kind !== 'text' || one.silent === true || one.role === 'header' || one.role === 'paper') continue;
    if (one.grid === undefined) free.push({ kind: 'text', text: one });
    else cells.push({ grid: one.grid, box: one.box, text: one });
  }
  if (blanks.length <= mostBlanks) cells.push(...blanks);
  const over = new Map<Placed, TextBlock[]>();
  const beside: Free[] = [];
  for (const one of free) {
    const cell = one.kind === 'text' ? cellUnder(one.text, cells) : undefined;
    if (one.kind !== 'text' || cell === undefined) beside.push(one);
    else over.set(cell, [...(over.get(cell) ?? []), one.text]);
  }
  const covered = cells.map((cell) => (over.has(cell) ? { ...cell, over: over.get(cell) ?? [] } : cell));
  return withFree(blocksOf(covered, heading === undefined), beside);
}

type Free = Exclude<Reading, { kind: 'table' }>;

const frameOf = ({ within, box }: TextBlock): Rect => within ?? box;

/** The smallest cell that the middle of a shape lies on. */
function cellUnder(text: TextBlock, cells: readonly Placed[]): Placed | undefined {
  const { x, y, width, height } = frameOf(text);
  const [middle, level] = [x + width / 2, y + height / 2];
  const size = ({ box }: Placed): number => box.width * box.height;
  let found: Placed | undefined;
  for (const cell of cells) {
    const { box } = cell;
    const isUnder = middle >= box.x && middle < box.x + box.width && level >= box.y && level < box.y + box.height;
    if (isUnder && (found === undefined || size(cell) < size(found))) found = cell;
  }
  return found;
}

/** Puts what lies on no cell after the last block that begins above its middle. */
function withFree(blocks: readonly Reading[], free: readonly Free[]): readonly Reading[] {
  const tops = blocks.map(topOf);
  const after = blocks.map((): Free[] => []);
  const first: Free[] = [];
  for (const one of free) {
    const { y, height } = one.kind === 'text' ? frameOf(one.text) : one.graphic;
    (after[tops.findLastIndex((top) => top <= y + height / 2)] ?? first).push(one);
  }
  return [...first, ...blocks.flatMap((block, index) => [block, ...(after[index] ?? [])])];
}

function topOf(block: Reading): number {
  switch (block.kind) {
    case 'text':
      return block.text.box.y;
    case 'table':
      return Math.min(...block.rows.flat().map(({ box }) => box.y));
    case 'figure':
      return block.graphic.y;
  }
}

const textsOf = ({ text, over = [] }: Placed): readonly TextBlock[] => [...(text === undefined ? [] : [text]), ...over];

/** Rows of cells: those that a frame runs through belong to a table, others are lines of text between tables. */
function blocksOf(cells: readonly Placed[], isTitled: boolean): readonly Reading[] {
  const rows = new Map<number, Placed[]>();
  for (const cell of cells.toSorted((a, b) => a.grid.row - b.grid.row || a.grid.column - b.grid.column)) {
    const row = rows.get(cell.grid.row);
    if (row === undefined) rows.set(cell.grid.row, [cell]);
    else row.push(cell);
  }
  const blocks: Reading[] = [];
  let table: Placed[][] = [];
  let framedTo = 0;
  const flush = (): void => {
    for (const part of partsOf(table)) blocks.push({ kind: 'table', rows: tableRows(part) });
    table = [];
  };
  for (const [at, row] of rows) {
    const framed = row.filter(({ grid }) => grid.framed);
    for (const { grid } of framed) framedTo = Math.max(framedTo, grid.bottom);
    if (framed.length > 0 || at <= framedTo) {
      table.push(row);
      continue;
    }
    flush();
    for (const { text, grid, over = [] } of row) {
      // A page with a heading of its own has said its title.
      const level = !isTitled ? undefined : grid.tag === 'h1' ? 1 : grid.tag === 'h2' ? 2 : undefined;
      if (text !== undefined) blocks.push({ kind: 'text', text, ...(level === undefined ? {} : { level }) });
      for (const shape of over) blocks.push({ kind: 'text', text: shape });
    }
  }
  flush();
  return blocks;
}

/**
 * A regular table of placed cells: each row has as many columns, counted with what cells span. Gaps between cells belong to the
 * cell before them, where it is one row high; else they are blank cells.
 */
function tableRows(rows: readonly (readonly Placed[])[]): readonly (readonly ReadCell[])[] {
  const edges = [...new Set(rows.flat().flatMap(({ grid }) => [grid.column, grid.right + 1]))].toSorted(
    (a, b) => a - b,
  );
  const place = new Map(edges.map((edge, index) => [edge, index]));
  const width = Math.max(1, edges.length - 1);
  const starts = rows.map((row) => row[0]?.grid.row ?? 0);
  const isForm = rows.flat().some(({ grid }) => grid.value === true);
  const taken = rows.map(() => Array.from({ length: width }, () => false));
  return rows.map((row, r) => {
    const cells: ReadCell[] = [];
    const put = (cell: Placed | undefined, from: number, to: number): void => {
      const high = cell === undefined ? 1 : starts.slice(r).filter((start) => start <= cell.grid.bottom).length;
      for (let down = r; down < r + high; down += 1)
        for (let column = from; column < to; column += 1) (taken[down] as boolean[])[column] = true;
      cells.push(cellOf(cell, row, to - from, high, { isFirst: r === 0, isForm }));
    };
    const waiting = [...row];
    for (let from = 0; from < width; from += 1) {
      if (taken[r]?.[from] === true) continue;
      let end = from;
      while (end < width && taken[r]?.[end] !== true) end += 1;
      const here: Placed[] = [];
      while (waiting[0] !== undefined && (place.get(waiting[0].grid.column) ?? 0) < end)
        here.push(waiting.shift() as Placed);
      fill(here, from, end, place, put);
      from = end;
    }
    return withRest(cells, waiting);
  });
}

/** What is known of a row: whether it is its table's first, and whether the table's boxes are known. */
interface RowOf {
  readonly isFirst: boolean;
  readonly isForm: boolean;
}

type Put = (cell: Placed | undefined, from: number, to: number) => void;

/** Fills a free stretch of a row with its cells. */
function fill(cells: readonly Placed[], from: number, end: number, place: ReadonlyMap<number, number>, put: Put): void {
  if (cells.length === 0) return put(undefined, from, end);
  let at = from;
  for (const [index, cell] of cells.entries()) {
    if (at >= end) return;
    const next = cells[index + 1];
    const limit = next === undefined ? end : Math.min(end, Math.max(at + 1, place.get(next.grid.column) ?? end));
    const isHigh = cell.grid.bottom > cell.grid.row;
    if (!isHigh) {
      put(cell, at, limit);
      at = limit;
      continue;
    }
    // A cell of several rows must not take columns that cells below it begin in.
    const start = Math.max(at, place.get(cell.grid.column) ?? at);
    const stop = Math.min(limit, Math.max(start + 1, place.get(cell.grid.right + 1) ?? limit));
    if (start > at) put(undefined, at, start);
    put(cell, start, stop);
    if (limit > stop) put(undefined, stop, limit);
    at = limit;
  }
}

/** Cells that found no column of their own are read with the last one that did. */
function withRest(cells: readonly ReadCell[], rest: readonly Placed[]): readonly ReadCell[] {
  const texts = rest.flatMap(textsOf);
  const last = cells.at(-1);
  return texts.length === 0 || last === undefined
    ? cells
    : [...cells.slice(0, -1), { ...last, texts: [...last.texts, ...texts] }];
}

function cellOf(cell: Placed | undefined, row: readonly Placed[], columns: number, rows: number, of: RowOf): ReadCell {
  if (cell === undefined) return { texts: [], box: row[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 }, columns, rows };
  const head = headOf(cell, row, of);
  return {
    texts: textsOf(cell),
    ...(cell.alt === undefined ? {} : { alt: cell.alt }),
    box: cell.box,
    ...(head === undefined ? {} : { head }),
    columns,
    rows,
  };
}

/** Our own papers say what is a head. On a form all words are heads but those of its boxes: of the box beside them, else of what is below. */
function headOf({ grid, text }: Placed, row: readonly Placed[], { isFirst, isForm }: RowOf): ReadCell['head'] {
  if (grid.tag === 'column' || grid.tag === 'row') return grid.tag;
  if (grid.own === true || grid.value === true || text === undefined) return undefined;
  // Of a list whose boxes nobody has named, the first row is the head.
  if (!isForm) return isFirst ? 'column' : undefined;
  const next = row.find((other) => other.grid.column > grid.right);
  if (next !== undefined && (next.grid.value === true || next.text === undefined)) return 'row';
  return isFirst || next !== undefined ? 'column' : 'row';
}
