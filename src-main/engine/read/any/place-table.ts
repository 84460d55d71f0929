import type { Cell, Column, Line, Traits } from '../../../../src-shared/form/description.ts';
import { mergedTraits } from '../../../../src-shared/form/traits.ts';
import { westernYear, type MetYear } from '../../../../src-shared/form/label-pattern.ts';
import { crossingPath } from '../../../../src-shared/form/check-paths.ts';
import { fillPath } from '../../../../src-shared/form/paths.ts';
import type { CompiledAxis, CompiledTable } from './compile.ts';
import { crossing } from './find-box.ts';
import type { LabelSearch } from './find-label.ts';
import type { Grid, Spot } from './grid.ts';
import type { Met } from './label-index.ts';
import type { Placed } from './placed.ts';
import type { Region } from './regions.ts';

/** A column or line as it stands on the sheet: one for each year that its `{year}` met. */
interface Standing<T extends Column | Line> {
  readonly axis: CompiledAxis<T>;
  /** Outer first; empty for a column that is known by its place alone. */
  readonly labels: readonly Spot[];
  readonly spot: Spot;
  readonly year: MetYear | undefined;
}

export interface TableContext {
  readonly search: LabelSearch;
  readonly region: Region;
  readonly sheetYear: number | undefined;
  /** Fills `{slot}` and `{part}`. */
  readonly fill: Readonly<Record<string, number>>;
}

/** A growing table reads no more records than this. */
const mostRecords = 2_000;
/** Blank records at the end of a growing block that are still boxes of the form. */
const mostGap = 12;

/** The boxes of a table: its columns' headings, its lines, and its records where they repeat. */
export function placeTable(compiled: CompiledTable, context: TableContext): readonly Placed[] {
  const columns = standingColumns(compiled, context);
  if (columns.length === 0) return [];
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

/** Headings that stand in one band: a second table of the block with the same words has its own. */
function standingColumns({ columns }: CompiledTable, { search, region }: TableContext): readonly Standing<Column>[] {
  const all = columns.map((axis) => ({
    axis,
    chains: axis.labels.length === 0 ? [] : search.path(axis.labels, region, 'columns'),
  }));
  const bands = new Map<number, number>();
  for (const { axis, chains } of all) {
    const rows = chains.map((chain) => (chain.at(-1) as Met).spot.bottom);
    // Years stand beside each other: one in a box elsewhere makes no band.
    const counted = isYearlyAxis(axis) ? rows : new Set(rows);
    for (const row of counted) bands.set(row, (bands.get(row) ?? 0) + 1);
  }
  const hinted = columns.find(({ labels }) => labels.at(-1)?.at !== undefined)?.labels.at(-1);
  const most = Math.max(0, ...bands.values());
  // Of tables of years alone another may show a year more: which is meant, the hint says.
  const enough = all.every(({ axis }) => isYearlyAxis(axis)) ? most / 2 : most - 1;
  const likely = [...bands].filter(([, count]) => count > enough).map(([row]) => row);
  const band = chooseBand(likely, all, hinted, search);
  const standing: Standing<Column>[] = [];
  for (const { axis, chains } of all) {
    if (axis.labels.length === 0) {
      const before = standing.at(-1)?.spot;
      const next = before && search.grid.at(before.top, before.right + 1);
      if (next) standing.push({ axis, labels: [], spot: next, year: undefined });
      continue;
    }
    const fits = chains.filter((chain) => isInBand((chain.at(-1) as Met).spot, band));
    const ofAxis = isYearlyAxis(axis) ? yearly(fits, band) : nearestChain(fits, axis, search);
    for (const chain of ofAxis) standing.push(standOf(axis, chain));
  }
  for (const { labels } of standing) for (const spot of labels) search.noteLabel(spot);
  return standing;
}

/** It stands for every year that the sheet shows. */
const isYearlyAxis = ({ entry }: CompiledAxis): boolean => entry.path.includes('{year}') && entry.year === undefined;

/** Where headings say that they are years, a number beside them is none; and all stand in one row. */
function yearly(chains: readonly Met[][], band: number): readonly Met[][] {
  const isSaid = (chain: readonly Met[]): boolean => chain.some(({ match }) => match.year?.said === true);
  const said = chains.some(isSaid) ? chains.filter(isSaid) : chains;
  const inRow = said.filter((chain) => chain.at(-1)?.spot.bottom === band);
  return nearestOuter(inRow.length > 0 ? inRow : said);
}

/** Over one heading stands one year: a year that somebody wrote into a box further up is none. */
function nearestOuter(chains: readonly Met[][]): readonly Met[][] {
  const best = new Map<Spot, Met[]>();
  for (const chain of chains) {
    const { spot } = chain.at(-1) as Met;
    const known = best.get(spot);
    if (known === undefined || outerBottom(chain) > outerBottom(known)) best.set(spot, chain);
  }
  return chains.filter((chain) => best.get((chain.at(-1) as Met).spot) === chain);
}

const outerBottom = (chain: readonly Met[]): number => chain.at(-2)?.spot.bottom ?? 0;

function standOf<T extends Column | Line>(axis: CompiledAxis<T>, chain: readonly Met[]): Standing<T> {
  const labels = chain.map(({ spot }) => spot);
  const year = chain.find(({ match }) => match.year !== undefined)?.match.year;
  return { axis, labels, spot: labels.at(-1) as Spot, year };
}

function nearestChain<T extends Column | Line>(
  chains: readonly Met[][],
  axis: CompiledAxis<T>,
  search: LabelSearch,
): readonly Met[][] {
  if (chains.length <= 1) return chains;
  const inner = axis.labels.at(-1);
  const best =
    inner &&
    search.nearest(
      inner,
      chains.map((chain) => chain.at(-1) as Met),
    );
  return chains.filter((chain) => chain.at(-1) === best).slice(0, 1);
}

function chooseBand(
  likely: readonly number[],
  all: readonly { readonly chains: readonly Met[][] }[],
  hinted: CompiledAxis['labels'][number] | undefined,
  search: LabelSearch,
): number {
  if (likely.length > 1 && hinted !== undefined) {
    const met = all
      .flatMap(({ chains }) => chains.map((chain) => chain.at(-1) as Met))
      .filter(({ spot }) => likely.includes(spot.bottom));
    const best = search.nearest(hinted, met);
    if (best !== undefined) return best.spot.bottom;
  }
  return likely.length === 0 ? 0 : Math.min(...likely);
}

/** Headings of one table end in one row, or span the rows of those beside them. */
const isInBand = (spot: Spot, band: number): boolean =>
  spot.bottom === band || (spot.top <= band && spot.bottom >= band - 3 && spot.bottom <= band + 2);

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
    const isMany = table.repeat !== undefined || isYearlyAxis(axis);
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
      const spot = crossing(search, line.spot, column.spot);
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
