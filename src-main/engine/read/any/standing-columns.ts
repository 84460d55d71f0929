import type { Column, Line } from '../../../../src-shared/form/description.ts';
import type { MetYear } from '../../../../src-shared/form/label-pattern.ts';
import type { CompiledAxis, CompiledLabel, CompiledTable } from './compile.ts';
import type { LabelSearch } from './find-label.ts';
import type { Spot } from './grid.ts';
import type { Met } from './label-index.ts';
import type { Region } from './regions.ts';

/** A column or line as it stands on the sheet: one for each year that its `{year}` met. */
export interface Standing<T extends Column | Line> {
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
  /** The headings of the block's tables that were met, for those that stand under them. */
  readonly met: Map<string, readonly Standing<Column>[]>;
}

/** Headings that stand in one band: a second table of the block with the same words has its own. */
export function standingColumns(
  { columns }: CompiledTable,
  { search, region }: TableContext,
): readonly Standing<Column>[] {
  const all = columns.map((axis) => ({
    axis,
    chains: axis.labels.length === 0 ? [] : chainsOf(axis, search, region),
  }));
  const bands = new Map<number, number>();
  for (const { axis, chains } of all) {
    const rows = chains.map((chain) => (chain.at(-1) as Met).spot.bottom);
    // Years stand beside each other: one in a box elsewhere makes no band.
    const counted = axis.isYearly ? rows : new Set(rows);
    for (const row of counted) bands.set(row, (bands.get(row) ?? 0) + 1);
  }
  const hinted = columns.find(({ labels }) => labels.at(-1)?.at !== undefined)?.labels.at(-1);
  const most = Math.max(0, ...bands.values());
  // Of tables of years alone another may show a year more: which is meant, the hint says.
  const enough = all.every(({ axis }) => axis.isYearly) ? most / 2 : most - 1;
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
    const ofAxis = axis.isYearly ? yearly(fits, band) : nearestChain(fits, axis, search);
    for (const chain of ofAxis) standing.push(standOf(axis, chain));
  }
  for (const { labels } of standing) for (const spot of labels) search.noteLabel(spot);
  return standing;
}

const textOfLabel = ({ label }: Column): string => JSON.stringify(label);

/** So many rows above a bar at the left its block's years may stand. */
const rowsAbove = 3;

/** Headings one under the other, else in one cell; years that a bar's block has over it stand right above it. */
function chainsOf(axis: CompiledAxis<Column>, search: LabelSearch, region: Region): readonly Met[][] {
  const apart = search.path(axis.labels, region, 'columns');
  if (apart.length > 0) return apart;
  const joined = axis.joined === undefined ? [] : search.path([axis.joined], region, 'columns');
  if (joined.length > 0) return joined;
  if (!axis.isYearly || axis.entry.path.includes('{year}') || !Number.isFinite(region.bottom)) return [];
  const wider = { ...region, top: region.top - rowsAbove, bottom: region.top - 1 };
  return search.path(axis.labels, wider, 'columns');
}

/** The label at the left of a list's records. */
export function headingSpot(heading: CompiledLabel, { search, region }: TableContext): Spot | undefined {
  const met = search.candidates(heading, region);
  return (met.length <= 1 ? met[0] : search.nearest(heading, met))?.spot;
}

/**
 * A first column without heading lies right of the label at the left: it names the records. Of several places before the headed columns it
 * is the one with texts, else the first that is no inserted column.
 */
function nameBeside(
  axis: CompiledAxis<Column>,
  { grid }: LabelSearch,
  heading: Spot,
  headed: readonly Standing<Column>[],
): readonly Standing<Column>[] {
  const next = heading.right + 1;
  const beyond = Math.min(...headed.map(({ spot }) => spot.left).filter((left) => left > next), next + mostInserted);
  const spots: Spot[] = [];
  for (let column = next; column < beyond;) {
    const spot = grid.at(heading.top, column);
    if (spot === undefined) break;
    spots.push(spot);
    column = Math.max(column, spot.right) + 1;
  }
  const hasText = ({ left }: Spot): boolean => {
    for (let row = heading.top; row <= heading.bottom; row += 1) if (grid.at(row, left)?.filled === true) return true;
    return false;
  };
  const name = spots.find(hasText) ?? spots.find(({ left }) => !grid.isGapColumn(left)) ?? spots[0];
  return name === undefined ? [] : [{ axis, labels: [], spot: name, year: undefined }];
}

/** Columns that may have been inserted between a label and what it names. */
const mostInserted = 12;

export function withName(
  { columns }: CompiledTable,
  own: readonly Standing<Column>[],
  { search }: TableContext,
  heading: Spot | undefined,
): readonly Standing<Column>[] {
  const [first] = columns;
  if (heading === undefined || first === undefined || first.labels.length > 0) return own;
  return [...nameBeside(first, search, heading, own), ...own];
}

/** The headings of another table of the block, taken for this one's of the same words. */
export function columnsOfOther(
  { table, columns }: CompiledTable,
  { met, search }: TableContext,
  heading: Spot | undefined,
): readonly Standing<Column>[] {
  const other = table.under === undefined ? undefined : met.get(table.under);
  if (other === undefined || heading === undefined) return [];
  return columns.flatMap((axis): readonly Standing<Column>[] => {
    if (axis.labels.length === 0) return nameBeside(axis, search, heading, other);
    const words = textOfLabel(axis.entry);
    return other.filter((one) => textOfLabel(one.axis.entry) === words).map((one) => ({ ...one, axis }));
  });
}

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

export function standOf<T extends Column | Line>(axis: CompiledAxis<T>, chain: readonly Met[]): Standing<T> {
  const labels = chain.map(({ spot }) => spot);
  const year = chain.find(({ match }) => match.year !== undefined)?.match.year;
  return { axis, labels, spot: labels.at(-1) as Spot, year };
}

export function nearestChain<T extends Column | Line>(
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
