import type { Canvas } from './canvas.ts';
import type { SheetGeometry } from './sheet.ts';

/** A stretch of the canvas along one side, in points at 100%. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** Title rows (columns) on the canvas, in points. */
export interface RepeatedTitles {
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

export interface SliceRules {
  /** Edges where a page may end, ascending; the first and last are the area's own. */
  readonly edges: readonly number[];
  /** Of those, edges that cut through no merged area: between blocks. */
  readonly clean: ReadonlySet<number>;
  /** Edges at which a page must end. */
  readonly forced: ReadonlySet<number>;
  /** Points that fit one page, titles included. */
  readonly room: number;
  /** The page that holds these has its whole room, those behind it have them repeated. */
  readonly titles: RepeatedTitles | undefined;
  /** Prefer edges between blocks, where the form did not foresee a break. */
  readonly preferClean: boolean;
  /** Lines of text that must stay whole when a row is higher than a page. */
  readonly lines?: readonly Slice[];
}

/** A block begins on a new page only when the page before is filled at least so far. */
const leastFilled = 0.35;

/** Whether a page that begins at `from` has the titles repeated. */
export const beginsBehind = (from: number, titles: RepeatedTitles | undefined): boolean =>
  titles !== undefined && from > titles.end - 0.01;

/** Cuts an area into pages; always goes on, even where one row is higher than a page. */
export function sliceArea(given: SliceRules): readonly Slice[] {
  const { edges, titles } = given;
  const end = edges.at(-1) ?? 0;
  const slices: Slice[] = [];
  let from = edges[0] ?? 0;
  while (from < end - 0.01) {
    const repeated = beginsBehind(from, titles) ? (titles?.size ?? 0) : 0;
    const rules = { ...given, room: given.room - repeated };
    const { room } = rules;
    const limit = from + room + 0.01;
    const forced = edges.find((edge) => edge > from && edge <= limit && rules.forced.has(edge));
    let to = forced ?? (end <= limit ? end : undefined);
    if (to === undefined) {
      const reachable = edges.filter((edge) => edge > from + 0.01 && edge <= limit);
      const clean = rules.preferClean
        ? reachable.findLast((edge) => rules.clean.has(edge) && edge >= from + room * leastFilled)
        : undefined;
      to =
        clean ??
        (startsHere(rules, from, reachable.at(-1) ?? from) ? undefined : reachable.at(-1)) ??
        betweenLines(from, limit, rules.lines ?? []);
    }
    slices.push({ from, to: Math.max(to, from + 1) });
    from = Math.max(to, from + 1);
  }
  return slices;
}

/** A row of text that is higher than any page does not wait for the next one while a good part of this one is free. */
function startsHere({ edges, room, lines }: SliceRules, from: number, edge: number): boolean {
  const next = edges.find((one) => one > edge + 0.01) ?? edge;
  return lines !== undefined && next - edge > room && edge - from < room * (1 - leastFilled);
}

/** The lowest place on the page that goes through no line of text. */
function betweenLines(from: number, limit: number, lines: readonly Slice[]): number {
  let at = limit - 0.01;
  for (let moved = true; moved;) {
    moved = false;
    for (const line of lines) {
      if (line.from < at - 0.01 && line.to > at + 0.01 && line.from > from) {
        at = line.from;
        moved = true;
      }
    }
  }
  return at > from + 1 ? at : limit - 0.01;
}

/** Row (or column) edges of an area and which of them cut through no merged area. */
export function areaEdges(sheet: SheetGeometry, canvas: Canvas, side: 'rows' | 'columns', first: number, last: number) {
  const starts = canvas[side];
  const edges = [
    ...new Set(
      Array.from({ length: last - first + 2 }, (_, index) => starts[Math.min(first + index, starts.length - 1)] ?? 0),
    ),
  ];
  const clean = new Set(edges);
  for (const cell of sheet.cells) {
    const from = side === 'rows' ? cell.row : cell.column;
    const to = (side === 'rows' ? cell.bottom : cell.right) ?? from;
    for (let index = from + 1; index <= Math.min(to, starts.length - 2); index += 1) clean.delete(starts[index] ?? -1);
  }
  return { edges, clean };
}
