import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { fillPath } from '../../../../src-shared/form/paths.ts';
import { westernYear, yearInText } from '../../../../src-shared/form/label-pattern.ts';
import type { CompiledField, CompiledSheet } from './compile.ts';
import { boxOfField, type FoundBox } from './find-box.ts';
import { LabelSearch } from './find-label.ts';
import type { Grid, Spot } from './grid.ts';
import type { LabelIndex } from './label-index.ts';
import { Layout } from './layout.ts';
import type { Placed, PlacedSheet } from './placed.ts';
import { placeTable, yearFor } from './place-table.ts';
import { mergedTraits } from '../../../../src-shared/form/traits.ts';
import { regionsOf, type Region } from './regions.ts';

/** Finds the boxes of all fields of a sheet that the description takes for one of its own. `part` fills `{part}`. */
export function placeSheet(sheet: CompiledSheet, index: LabelIndex, part: number): PlacedSheet {
  const layout = new Layout(sheet, index);
  const search = new LabelSearch(index, layout, sheet.labels, sheet.words);
  const regions = regionsOf(sheet, index, layout);
  const year = sheetYear(sheet, index, search, regions);
  const missing: string[] = [];
  const claims = new Map<Spot, Placed>();
  const twice = new Map<Spot, string[]>();
  const fields: Placed[] = [];
  const claim = (placed: Placed): void => {
    const other = claims.get(placed.spot);
    if (other !== undefined && other.path !== placed.path) {
      const paths = twice.get(placed.spot) ?? [other.path];
      twice.set(placed.spot, [...paths, placed.path]);
      return;
    }
    if (other !== undefined) return;
    claims.set(placed.spot, placed);
    fields.push(placed);
  };
  for (const region of regions) {
    const fill = { part, slot: region.slot };
    const met = new Map();
    for (const field of region.block.fields) {
      const found = boxOfField(search, field, region);
      if (found === undefined || isForeign(search, field, found)) missing.push(wordsOf(field));
      else {
        const placed = placedField(field, found, region, search.grid, year, fill);
        if (placed !== undefined) claim(placed);
      }
    }
    for (const table of region.block.tables) {
      const placed = placeTable(table, { search, region, sheetYear: year, fill, met });
      if (placed.length === 0) missing.push(table.columns[0]?.labels[0]?.text ?? table.table.id);
      for (const one of placed) claim(one);
    }
  }
  return {
    fields,
    alike: search.alike,
    missing,
    twice: [...twice].map(([spot, paths]) => ({ spot, paths })),
    year,
  };
}

/** A text of the form itself is no value: the box that was looked for is not there. */
const isForeign = (search: LabelSearch, { field }: CompiledField, { spot }: FoundBox): boolean =>
  field.place.side !== 'own' &&
  field.kind !== 'year' &&
  search.isKnown(spot) &&
  (field.kind !== 'choice' || field.choices === undefined);

const wordsOf = ({ rows, columns, field }: CompiledField): string =>
  rows.at(-1)?.text ?? columns.at(-1)?.text ?? field.path;

function placedField(
  compiled: CompiledField,
  found: FoundBox,
  region: Region,
  grid: Grid,
  sheet: number | undefined,
  fill: Readonly<Record<string, number>>,
): Placed | undefined {
  const { field } = compiled;
  const { block } = region.block;
  const traits = mergedTraits(
    { ...(block.stage ? { stage: block.stage } : {}), ...(block.applies ? { applies: block.applies } : {}) },
    field,
  );
  const year = yearFor(traits, found.year, sheet);
  const path = fillPath(field.path, { ...fill, ...(year === undefined ? {} : { year }) });
  if (path.includes('{')) return undefined;
  const inner = compiled.rows.at(-1);
  const others = region.block.fields.filter(({ rows }) => rows.length > 1 && rows.at(-1)?.text === inner?.text);
  const isKind = compiled.rows.length > 1 && new Set(others.map(({ rows }) => rows[0]?.text)).size > 1;
  const names = namesOf(compiled, found, region, grid, isKind);
  return { path, spot: found.spot, traits, shown: field.shown ?? field.label, year, block: block.id, ...names };
}

/** The sheet's own words for a field: the row label (its outer one in a crossing), else the heading; of own cells the label's. */
function namesOf(
  { field, rows, columns }: CompiledField,
  found: FoundBox,
  region: Region,
  grid: Grid,
  isKind: boolean,
): Pick<Placed, 'label' | 'headings'> {
  const rowTexts = found.rows.map((spot) => grid.text(spot));
  const columnTexts = found.columns.map((spot) => grid.text(spot));
  if (field.place.side === 'own') return { label: (rows.at(-1) ?? columns.at(-1))?.text ?? '', headings: [] };
  if (field.place.side === 'cross' || (isKind && field.place.side === 'right'))
    return isKind
      ? { label: rowTexts[0] ?? '', headings: [...columnTexts, ...rowTexts.slice(1)] }
      : { label: rowTexts.at(-1) ?? '', headings: [...columnTexts, ...rowTexts.slice(0, -1)] };
  const texts = rowTexts.length > 0 ? rowTexts : columnTexts;
  // Behind a mark stands its word, perhaps with a blank of its own: `その他（  ）`.
  if (field.place.side === 'left')
    return { label: (texts.at(-1) ?? '').replace(/(?<=.)[（(].*$/su, ''), headings: texts.slice(0, -1) };
  // The bare numbers of the seventeen goals name nothing; the block's label does.
  if (region.heading !== undefined && /^\d{1,3}$/.test(foldLabel(texts.at(-1) ?? '')))
    return { label: grid.text(region.heading.spot), headings: texts };
  return { label: texts.at(-1) ?? '', headings: texts.slice(0, -1) };
}

/** The sheet's own fiscal year, by its title or by the field that says it. */
function sheetYear(
  sheet: CompiledSheet,
  index: LabelIndex,
  search: LabelSearch,
  regions: readonly Region[],
): number | undefined {
  const source = sheet.form.year;
  if (source === undefined) return undefined;
  if ('title' in source) {
    const met = sheet.yearTitle === undefined ? undefined : index.find(sheet.yearTitle)[0]?.match.year;
    const year = met && westernYear(met, undefined);
    return year === undefined ? undefined : year + (source.offset ?? 0);
  }
  for (const region of regions) {
    const field = region.block.fields.find(({ field: one }) => one.path === source.path);
    const found = field && boxOfField(search, field, region);
    if (found === undefined) continue;
    const text = search.grid.text(found.spot);
    const met = yearInText(text);
    return met && westernYear(met, undefined);
  }
  return undefined;
}
