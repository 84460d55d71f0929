import type { Cell, Column, Line, Traits } from '../../../../src-shared/form/description.ts';
import { mergedTraits } from '../../../../src-shared/form/traits.ts';
import { westernYear, type MetYear } from '../../../../src-shared/form/label-pattern.ts';
import { crossingPath } from '../../../../src-shared/form/check-paths.ts';
import { fillPath } from '../../../../src-shared/form/paths.ts';
import type { CompiledAxis, CompiledTable } from './compile.ts';
import { crossing, nthCrossing } from './find-box.ts';
import type { LabelSearch } from './find-label.ts';
import type { Grid, Spot } from './grid.ts';
import type { Met } from './label-index.ts';
import type { Placed } from './placed.ts';
import {
  columnsOfOther,
  headingSpot,
  nearestChain,
  standingColumns,
  standOf,
  withName,
  type Standing,
  type TableContext,
} from './standing-columns.ts';

/** A growing table reads no more records than this. */
const mostRecords = 2_000;
/** Blank records at the end of a growing block that are still boxes of the form. */
const mostGap = 12;

/** The boxes of a table: its columns' headings, its lines, and its records where they repeat. */
export function placeTable(compiled: CompiledTable, context: TableContext): readonly Placed[] {
  const heading = compiled.heading && headingSpot(compiled.heading, context);
  if (compiled.heading !== undefined && heading === undefined) return [];
  const own = standingColumns(compiled, context);
  const columns =
    compiled.table.under === undefined || own.length > 1
      ? withName(compiled, own, context, heading)
      : columnsOfOther(compiled, context, heading);
  if (columns.length === 0) return [];
  context.met.set(compiled.table.id, columns);
  if (heading !== undefined) return placeBeside(compiled, context, columns, heading);
  const header = headerBand(columns);
  const lines = compiled.lines.length === 0 ? [] : standingLines(compiled, context, header, columns);
  if (compiled.lines.length > 0 && lines.length === 0) return [];
  const { repeat } = compiled.table;
  if (compiled.lines.length === 0) return placeRecords(compiled, context, columns, header);
  const records = repeat === undefined ? [lines] : recordsOf(lines, compiled, repeat.slots);
  return records.flatMap((record, row) =>
    placeRecord(compiled, context, columns, record, repeat === undefined ? undefined : row),
  );
}

/** Records in the rows of their label, or below the headings where it stands beside these alone. */
function placeBeside(
  compiled: CompiledTable,
  context: TableContext,
  columns: readonly Standing<Column>[],
  heading: Spot,
): readonly Placed[] {
  const named = columns.filter(({ labels }) => labels.length > 0);
  const header = Math.max(...named.map(({ spot }) => spot.bottom));
  const isOwn = heading.bottom <= header && heading.top <= header;
  const top = Math.max(
    heading.top,
    Math.min(...named.map(({ spot }) => spot.top)) <= heading.bottom ? header + 1 : heading.top,
  );
  const region = { ...context.region, bottom: isOwn ? context.region.bottom : heading.bottom };
  return placeRecords(compiled, { ...context, region }, columns, { top: top - 1, bottom: top - 1 });
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

function headerBand(columns: readonly Standing<Column>[]): Band {
  return {
    top: Math.min(...columns.map(({ spot }) => spot.top)),
    bottom: Math.max(...columns.map(({ spot }) => spot.bottom)),
  };
}

/** Line labels below the headings, left of at least one column; several of one line belong to several records. */
function standingLines(
  { lines, table }: CompiledTable,
  { search, region }: TableContext,
  header: Band,
  columns: readonly Standing<Column>[],
): readonly Standing<Line>[] {
  const last = Math.max(...columns.map(({ spot }) => spot.right));
  return lines.flatMap((axis): readonly Standing<Line>[] => {
    const chains = search.path(axis.labels, region, 'rows').filter((chain) => {
      const { spot } = chain.at(-1) as Met;
      return spot.top > header.bottom && spot.left <= last;
    });
    const isMany = table.repeat !== undefined || axis.isYearly;
    const many = table.repeat === undefined ? inOneColumn(chains, axis, search) : chains;
    return (isMany ? many : nearestChain(chains, axis, search)).map((chain) => standOf(axis, chain));
  });
}

/** Years downwards stand in one column: an amount of 2,024 in another is none, nor is a bare number where others say that they are years. */
function inOneColumn(chains: readonly Met[][], axis: CompiledAxis<Line>, search: LabelSearch): readonly Met[][] {
  const isSaid = (chain: readonly Met[]): boolean => chain.some(({ match }) => match.year?.said === true);
  const said = chains.some(isSaid) ? chains.filter(isSaid) : chains;
  if (said.length <= 1) return said;
  const left = Math.min(...said.map((chain) => (chain.at(-1) as Met).spot.left));
  const [nearest] = nearestChain(said, axis, search);
  const hinted = axis.labels.at(-1)?.at === undefined ? left : (nearest?.at(-1)?.spot.left ?? left);
  return said.filter((chain) => (chain.at(-1) as Met).spot.left === hinted);
}

/** Lines cut into records: each begins with another occurrence of its first line. */
function recordsOf(
  lines: readonly Standing<Line>[],
  { lines: axes }: CompiledTable,
  slots: number | undefined,
): readonly (readonly Standing<Line>[])[] {
  const sorted = lines.toSorted((a, b) => a.spot.top - b.spot.top);
  const records: Standing<Line>[][] = [];
  for (const line of sorted) {
    const now = records.at(-1);
    const isNext =
      now === undefined ||
      now.some(({ axis }) => axis === line.axis && axis.entry.path === line.axis.entry.path) ||
      (line.axis === axes[0] && now.length > 0);
    if (isNext) records.push([line]);
    else now.push(line);
  }
  return slots === undefined ? records : records.slice(0, Math.max(slots, 1));
}

function placeRecord(
  compiled: CompiledTable,
  context: TableContext,
  columns: readonly Standing<Column>[],
  lines: readonly Standing<Line>[],
  row: number | undefined,
): readonly Placed[] {
  const { search } = context;
  return columns.flatMap((column): readonly Placed[] => {
    if (column.axis.entry.whole) {
      const first = lines.toSorted((a, b) => a.spot.top - b.spot.top)[0];
      const spot = first && crossing(search, first.spot, column.spot);
      return spot === undefined ? [] : placed(compiled, context, spot, column, undefined, row);
    }
    return lines.flatMap((line) => {
      const cell = cellOf(compiled, line.axis.entry.path, column.axis.entry.path);
      // A label right of a column names another box of the row.
      if (cell?.none || (line.spot.left > column.spot.right && column.labels.length > 0)) return [];
      const spot = nthCrossing(search, line.spot, column.spot, column.axis.entry.n ?? 1);
      return spot === undefined || spot === line.spot || search.isKnown(spot)
        ? []
        : placed(compiled, context, spot, column, line, row);
    });
  });
}

const cellOf = ({ cells }: CompiledTable, line: string, column: string): Cell | undefined =>
  cells.get(`${line}/${column}`) ?? cells.get(`*/${column}`) ?? cells.get(`${line}/*`);

/** Rows of boxes under the headings, without labels of their own. */
function placeRecords(
  compiled: CompiledTable,
  context: TableContext,
  columns: readonly Standing<Column>[],
  header: Band,
): readonly Placed[] {
  const { grid } = context.search;
  const { repeat } = compiled.table;
  const slots = repeat === undefined ? 1 : (repeat.slots ?? (repeat.grow ? mostRecords : 1));
  const most = repeat?.grow ? mostRecords : slots;
  const placedRecords: Placed[] = [];
  let gap = 0;
  let row = 0;
  for (let top = header.bottom + 1; row < most && top <= grid.rows && top <= context.region.bottom;) {
    const spots = columns.map(({ spot }) => crossing(context.search, lineAt(top), spot));
    const begins = spots.filter((spot) => spot !== undefined && spot.top === top);
    const kind = recordKind(spots, context);
    if (kind === 'end') break;
    if (kind === 'gap') {
      gap += 1;
      if (gap > mostGap) break;
      top += 1;
      continue;
    }
    gap = 0;
    columns.forEach((column, i) => {
      const spot = spots[i];
      if (spot === undefined || spot.top < top) return;
      placedRecords.push(...placed(compiled, context, spot, column, undefined, repeat === undefined ? undefined : row));
    });
    row += 1;
    top = Math.max(top + 1, Math.max(...begins.map((spot) => (spot as Spot).bottom + 1)));
  }
  return placedRecords;
}

const lineAt = (top: number): Spot => ({ top, left: 1, bottom: top, right: 1, cell: -1, merged: false, filled: false });

/** A label under a heading ends the records; a row of bare places was inserted, or the boxes have ended. */
function recordKind(spots: readonly (Spot | undefined)[], { search }: TableContext): 'record' | 'gap' | 'end' {
  const there = spots.filter((spot) => spot !== undefined);
  if (there.length === 0) return 'end';
  const known = there.filter((spot) => search.isKnown(spot)).length;
  if (known > 0 && known * 2 >= new Set(there.filter(({ filled }) => filled)).size) return 'end';
  // One box over several columns is a heading or a remark.
  if (there.length >= 3 && new Set(there).size === 1) return (there[0] as Spot).filled ? 'end' : 'gap';
  return there.every((spot) => search.grid.isBare(spot)) ? 'gap' : 'record';
}

function placed(
  compiled: CompiledTable,
  context: TableContext,
  spot: Spot,
  column: Standing<Column>,
  line: Standing<Line> | undefined,
  row: number | undefined,
): readonly Placed[] {
  const { table } = compiled;
  const { block } = context.region.block;
  const template = crossingPath(table.path, column.axis.entry.path, line?.axis.entry.path);
  const traits = mergedTraits(
    block,
    table,
    line?.axis.entry,
    column.axis.entry,
    line && cellOf(compiled, line.axis.entry.path, column.axis.entry.path),
  );
  const met = column.year ?? line?.year;
  const year = yearFor(traits, met, context.sheetYear);
  const path = fillPath(template, {
    ...context.fill,
    ...(row === undefined ? {} : { row }),
    ...(year === undefined ? {} : { year }),
  });
  if (path.includes('{')) return [];
  const isKind = line !== undefined && isKindOfLine(compiled, line);
  return [{ path, spot, traits, year, block: block.id, ...namesOf(context.search.grid, column, line, isKind) }];
}

/** 予算額 under each of 事業費, 人件費, … is a kind of these; 当初予算 alone under 予算の状況 is the line itself. */
function isKindOfLine({ lines }: CompiledTable, { axis }: Standing<Line>): boolean {
  const inner = axis.labels.at(-1)?.text;
  return axis.labels.length > 1 && lines.filter(({ labels }) => labels.at(-1)?.text === inner).length > 1;
}

/** The sheet's own words: the row label where there is one; of columns the innermost, where there is none. */
function namesOf(
  grid: Grid,
  column: Standing<Column>,
  line: Standing<Line> | undefined,
  isKind: boolean,
): Pick<Placed, 'label' | 'headings'> {
  const columnTexts = column.labels.map((spot) => grid.text(spot));
  if (line === undefined) return { label: columnTexts.at(-1) ?? '', headings: columnTexts.slice(0, -1) };
  const lineTexts = line.labels.map((spot) => grid.text(spot));
  return isKind
    ? { label: lineTexts[0] ?? '', headings: [...columnTexts, ...lineTexts.slice(1)] }
    : { label: lineTexts.at(-1) ?? '', headings: [...columnTexts, ...lineTexts.slice(0, -1)] };
}

/** What the description fixes, else what the heading says. */
export function yearFor(traits: Traits, met: MetYear | undefined, sheetYear: number | undefined): number | undefined {
  if (traits.year?.fixed !== undefined) return traits.year.fixed;
  if (traits.year?.offset !== undefined) return sheetYear === undefined ? undefined : sheetYear + traits.year.offset;
  return met && westernYear(met, sheetYear);
}
