import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { crossingPath } from '../../../../src-shared/form/check-paths.ts';
import { fillPath } from '../../../../src-shared/form/paths.ts';
import { westernYear, yearInText, type MetYear } from '../../../../src-shared/form/label-pattern.ts';
import type { Traits } from '../../../../src-shared/form/description.ts';
import type { CompiledAxis, CompiledSheet, CompiledTable } from './compile.ts';
import { LabelSearch } from './find-label.ts';
import type { Grid, Spot } from './grid.ts';
import type { LabelIndex } from './label-index.ts';
import { Layout } from './layout.ts';
import type { Alike } from './placed.ts';
import { mergedTraits } from '../../../../src-shared/form/traits.ts';
import { yearFor } from './place-table.ts';
import type { Region } from './regions.ts';

/** A column of a list form: what each row's cell in it is. */
export interface ListColumn {
  readonly template: string;
  readonly column: number;
  readonly traits: Traits;
  readonly label: string;
  readonly headings: readonly string[];
  readonly met: MetYear | undefined;
  readonly isYearly: boolean;
}

export interface PlacedList {
  readonly columns: readonly ListColumn[];
  readonly rows: readonly number[];
  /** Rows of sums. */
  readonly sums: readonly number[];
  readonly block: string;
  readonly alike: readonly Alike[];
  readonly missing: readonly string[];
  /** The fiscal year that a row says by its own field, else the sheet's. */
  readonly yearOf: (row: number) => number | undefined;
}

/** Rows of sums in a list are no items: 小計（福祉）, 合計. A title may begin with 計 (計画の策定). */
const sumWords = /^(?:小計|中計|総計|累計|再計|(?:総?合)?計.{0,2}$)/;
/** A heading stands in the first rows; the rest is data. */
const headRows = 60;

/** Finds the columns and the rows of items of a sheet on which each row is one. */
export function placeList(sheet: CompiledSheet, index: LabelIndex): PlacedList | undefined {
  const { grid } = index;
  const block = sheet.blocks[0];
  const table = block?.tables[0];
  if (block === undefined || table === undefined) return undefined;
  const search = new LabelSearch(index, new Layout(sheet, index), sheet.labels, sheet.words);
  const region: Region = {
    block,
    heading: undefined,
    slot: 0,
    top: 1,
    left: 1,
    right: Infinity,
    bottom: Math.min(headRows, grid.rows),
  };
  const { standing, missing } = standingColumns(table, search, region);
  if (standing.length === 0) return undefined;
  const bottom = Math.max(...standing.map(({ spot }) => spot.bottom));
  const columns = standing.map(({ axis, spots, met }): ListColumn => {
    const traits = mergedTraits(block.block, table.table, axis.entry);
    const texts = spots.map((spot) => grid.text(spot));
    const template = crossingPath(table.table.path, axis.entry.path);
    return {
      template,
      column: (spots.at(-1) as Spot).left,
      traits,
      label: texts.at(-1) ?? '',
      headings: texts.slice(0, -1),
      met,
      isYearly: template.includes('{year}'),
    };
  });
  const { rows, sums } = itemRows(grid, columns, bottom, search);
  return {
    columns,
    rows,
    sums,
    block: block.block.id,
    alike: search.alike,
    missing,
    yearOf: yearReader(sheet, index, columns),
  };
}

interface Standing {
  readonly axis: CompiledAxis;
  readonly spots: readonly Spot[];
  readonly spot: Spot;
  readonly met: MetYear | undefined;
}

/** The headings of the list, in the band of rows that holds most of them. */
function standingColumns(
  table: CompiledTable,
  search: LabelSearch,
  region: Region,
): { standing: readonly Standing[]; missing: readonly string[] } {
  const all = table.columns.map((axis) => ({ axis, chains: search.path(axis.labels, region, 'columns') }));
  const counts = new Map<number, number>();
  for (const { chains } of all)
    for (const bottom of new Set(chains.map((chain) => chain.at(-1)?.spot.bottom ?? 0)))
      counts.set(bottom, (counts.get(bottom) ?? 0) + 1);
  const [band] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0];
  const taken = new Set<Spot>();
  const missing: string[] = [];
  const standing = all.flatMap(({ axis, chains }): readonly Standing[] => {
    const fits = chains.filter((chain) => {
      const spot = chain.at(-1)?.spot;
      return spot !== undefined && Math.abs(spot.bottom - band) <= 2 && !taken.has(spot);
    });
    const isMany = axis.entry.path.includes('{year}') && axis.entry.year === undefined;
    const chosen = isMany ? fits : fits.slice(0, 1);
    if (chosen.length === 0) missing.push(axis.labels.at(-1)?.text ?? axis.entry.path);
    return chosen.map((chain) => {
      const spots = chain.map(({ spot }) => spot);
      const spot = spots.at(-1) as Spot;
      taken.add(spot);
      return { axis, spots, spot, met: chain.find(({ match }) => match.year !== undefined)?.match.year };
    });
  });
  return { standing, missing };
}

/** Rows of items: neither blank nor a sum nor a heading that is said again. */
function itemRows(
  grid: Grid,
  columns: readonly ListColumn[],
  headEnd: number,
  search: LabelSearch,
): Pick<PlacedList, 'rows' | 'sums'> {
  const no = columns.find(({ traits }) => traits.role === 'no');
  const title = columns.find(({ traits }) => traits.role === 'title');
  const rows: number[] = [];
  const sums: number[] = [];
  for (let row = headEnd + 1; row <= grid.rows; row += 1) {
    const spots = [no, title].map((column) => column && grid.at(row, column.column));
    const [noSpot, titleSpot] = spots;
    const first = noSpot ?? titleSpot;
    const texts = spots.map((spot) => (spot?.filled ? grid.text(spot).trim() : ''));
    if (texts.some((text) => sumWords.test(foldLabel(text)))) {
      sums.push(row);
      continue;
    }
    if (isMergedOver(first) || isMergedOver(titleSpot)) continue;
    if ((no !== undefined && texts[0] !== '') || (no === undefined && texts[1] !== '')) {
      if (first !== undefined && search.isKnown(first) && (titleSpot === undefined || search.isKnown(titleSpot)))
        continue;
      rows.push(row);
      continue;
    }
    // An item whose number is still to come has the rest of its row.
    if (no !== undefined && texts[1] !== '' && filledShare(grid, row, columns) > 0.3) rows.push(row);
    else if (no === undefined && title === undefined && filledShare(grid, row, columns) > 0.3) rows.push(row);
  }
  return { rows, sums };
}

/** One box over several columns of a list is a heading or a sum. */
const isMergedOver = (spot: Spot | undefined): boolean => spot !== undefined && spot.merged && spot.right > spot.left;

function filledShare(grid: Grid, row: number, columns: readonly ListColumn[]): number {
  const filled = columns.filter(({ column }) => grid.at(row, column)?.filled).length;
  return columns.length === 0 ? 0 : filled / columns.length;
}

function yearReader(sheet: CompiledSheet, index: LabelIndex, columns: readonly ListColumn[]): PlacedList['yearOf'] {
  const { grid } = index;
  const source = sheet.form.year;
  if (source !== undefined && 'path' in source) {
    const own = columns.find(({ template }) => template === source.path);
    if (own === undefined) return () => undefined;
    const known = new Map<string, number | undefined>();
    return (row) => {
      const spot = grid.at(row, own.column);
      const text = spot?.filled ? grid.text(spot) : '';
      if (!known.has(text)) {
        const met = yearInText(text);
        known.set(text, met && westernYear(met, undefined));
      }
      return known.get(text);
    };
  }
  const met = sheet.yearTitle && index.find(sheet.yearTitle)[0]?.match.year;
  const year = met && westernYear(met, undefined);
  const offset = source !== undefined && 'offset' in source ? (source.offset ?? 0) : 0;
  return () => (year === undefined ? undefined : year + offset);
}

/** The path of a column's cell in a row; `undefined` where its year is not known. */
export function listPath(
  column: ListColumn,
  sheetYear: number | undefined,
): { readonly path: string; readonly year: number | undefined } | undefined {
  const year = yearFor(column.traits, column.met, sheetYear);
  if (!column.isYearly) return { path: column.template, year };
  return year === undefined ? undefined : { path: fillPath(column.template, { year }), year };
}
