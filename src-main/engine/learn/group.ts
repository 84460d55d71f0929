import { alignRows, type RowMap } from './align.ts';
import { namesOf, repeatingLabels, Surroundings, type Box } from './around.ts';
import { classify, type Alike, type Parts } from './classify.ts';
import type { GridCell, SheetGrid } from './grid.ts';
import { withoutSections } from './section-rows.ts';
import { fold, isSumLabel, labelKeyOf, yearText } from './words.ts';

/** A sheet taken apart. */
export interface SheetModel {
  readonly grid: SheetGrid;
  readonly parts: Parts;
  readonly boxes: readonly Box[];
  /** Keys of its labels; what tells a form. */
  readonly labels: ReadonlySet<string>;
  /** Boxes by what names them, see `boxKeys`. */
  readonly byKey: ReadonlyMap<string, Box>;
}

/** Sheets of one form; the first is the one that the description takes its hints from. */
export interface FormGroup {
  readonly models: readonly SheetModel[];
  readonly list: boolean;
}

/** What the same form's sheets have in common, by place, before anything else is known of them. */
function alikeIn(grids: readonly SheetGrid[]): (grid: SheetGrid) => Alike {
  if (grids.length < 2) return () => () => undefined;
  const texts = new Map<string, { readonly words: Set<string>; sheets: number }>();
  const rowOf = alignRows(grids);
  const placeOf = ({ row, column }: GridCell, rows: RowMap) => `${rows(row)} ${column}`;
  for (const grid of grids)
    for (const cell of grid.cells) {
      const at = placeOf(cell, rowOf(grid));
      const seen = texts.get(at) ?? { words: new Set(), sheets: 0 };
      seen.words.add(cell.text);
      seen.sheets += 1;
      texts.set(at, seen);
    }
  return (grid) => (cell) => {
    const rows = rowOf(grid);
    const seen = rows(cell.row) === undefined ? undefined : texts.get(placeOf(cell, rows));
    // What one sheet alone has says nothing.
    if (seen === undefined || seen.sheets < 2 || (seen.words.size === 1 && seen.words.has(''))) return undefined;
    return seen.words.size === 1;
  };
}

const shortTexts = (grid: SheetGrid): ReadonlySet<string> =>
  new Set(
    grid.cells.flatMap(({ text, numeric }) => (text === '' || numeric || text.length > 40 ? [] : [labelKeyOf(text)])),
  );

/** How much two sets have in common, 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}

/** Takes sheets apart and puts those of one form together. The order of `grids` decides nothing but equals. */
export function groupSheets(grids: readonly SheetGrid[]): readonly FormGroup[] {
  const rough: { texts: ReadonlySet<string>; grids: SheetGrid[] }[] = [];
  // The emptiest first: it has the labels alone, which filled sheets have among much else.
  const withTexts = grids.map((grid) => ({ grid, texts: shortTexts(grid) })).filter(({ texts }) => texts.size >= 2);
  for (const { grid, texts } of withTexts.toSorted((a, b) => a.texts.size - b.texts.size)) {
    const same = rough.find((one) => overlap(one.texts, texts) >= 0.6);
    if (same) same.grids.push(grid);
    else rough.push({ texts, grids: [grid] });
  }
  const orderOf = (grid: SheetGrid) => grids.indexOf(grid);
  for (const one of rough) one.grids.sort((a, b) => orderOf(a) - orderOf(b));
  rough.sort((a, b) => orderOf(a.grids[0] as SheetGrid) - orderOf(b.grids[0] as SheetGrid));
  return rough.flatMap((one) => {
    const alike = alikeIn(one.grids);
    return exactGroups(one.grids.map((grid) => modelOf(grid, alike(grid))));
  });
}

/** Share of the smaller set: a blank sheet has the labels alone. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  return both / Math.max(1, Math.min(a.size, b.size));
}

function modelOf(grid: SheetGrid, alike: Alike): SheetModel {
  const parts = withoutSections(grid, classify(grid, alike));
  const around = new Surroundings(grid, parts);
  const boxes = around.boxes();
  const labels = new Set(around.labels().map(keyOfLabel));
  return { grid, parts, boxes, labels, byKey: boxKeys(boxes, parts) };
}

/** The words of a label; of a computed heading (`=D2-1&"年度"`) those that do not depend on what others hold. */
export function keyOfLabel({ text, formula }: GridCell): string {
  return labelKeyOf(formula === undefined ? text : computedHeading(text, formula));
}

function computedHeading(text: string, formula: string): string {
  if (yearText(text) !== undefined) return text;
  const words = [...formula.matchAll(/"((?:[^"]|"")*)"/g)].map(([, inner = '']) => inner).join('');
  // A heading that repeats one elsewhere says nothing of its own; where it shows no year, nobody has filled the year in.
  return words.includes('年度') || !/["(]/.test(formula) ? `2000${words || '年度'}` : text;
}

/** Boxes by block, row labels, headings (years left open), their column among equals and their number downwards. */
function boxKeys(boxes: readonly Box[], parts: Parts): ReadonlyMap<string, Box> {
  const families = new Map<string, Box[]>();
  const wordOf = (cell: GridCell | undefined): string => {
    if (cell === undefined) return '';
    // A row's name that is partly filled in: `その他（  ）`.
    if (cell.formula !== undefined) return keyOfLabel(cell);
    return labelKeyOf(parts.partOf(cell) === 'box' ? cell.text.replace(/[（(][^（）()]*[)）]?/gu, '') : cell.text);
  };
  const words = (cells: readonly (GridCell | undefined)[]) => cells.map(wordOf).join('/');
  for (const box of boxes) {
    const key = [words([box.block]), words(box.rows), words(box.heads), words([box.right])].join('|');
    const members = families.get(key);
    if (members === undefined) families.set(key, [box]);
    else members.push(box);
  }
  const byKey = new Map<string, Box>();
  for (const [family, members] of families) {
    const counts = new Map<string, number>();
    for (const [box, column] of columnsOf(members)) {
      const place = `${family}|${column}`;
      const count = (counts.get(place) ?? 0) + 1;
      counts.set(place, count);
      byKey.set(`${place}|${count}`, box);
    }
  }
  return byKey;
}

/** Which of several boxes with the same words a box is, from left to right, under one heading cell or beside one label cell. */
function columnsOf(members: readonly Box[]): readonly (readonly [Box, number])[] {
  const under = new Map<GridCell | undefined, number[]>();
  return members.map((box) => {
    const anchor = box.heads.at(-1) ?? box.rows.at(-1);
    const columns = under.get(anchor) ?? [];
    under.set(anchor, columns);
    if (!columns.includes(box.cell.column)) columns.push(box.cell.column);
    return [box, columns.indexOf(box.cell.column)] as const;
  });
}

/** Sheets whose labels are nearly all the same; a lone sheet that differs a little is a changed copy of the others. */
function exactGroups(models: readonly SheetModel[]): readonly FormGroup[] {
  const groups: { labels: ReadonlySet<string>; models: SheetModel[] }[] = [];
  for (const model of models) {
    const same = groups.find(({ labels }) => likeness(labels, model.labels) === 1);
    if (same) same.models.push(model);
    else groups.push({ labels: model.labels, models: [model] });
  }
  groups.sort((a, b) => b.models.length - a.models.length);
  const kept: typeof groups = [];
  for (const group of groups) {
    const near = kept.find(({ labels, models: of }) => of.length > 1 && isChangedCopy(labels, group.labels));
    if (near && group.models.length === 1) near.models.push(...group.models);
    else kept.push(group);
  }
  return kept.map(({ models: of }) => ({ models: bestFirst(of), list: isList(of) }));
}

/** Another sheet of the same form in which somebody wrote over some labels: as many, nearly all the same. */
function isChangedCopy(form: ReadonlySet<string>, copy: ReadonlySet<string>): boolean {
  return likeness(form, copy) >= 0.75 && Math.abs(form.size - copy.size) <= 1;
}

/** The most boxes first, of those the emptiest: a blank sheet shows a form best. */
function bestFirst(models: readonly SheetModel[]): readonly SheetModel[] {
  const filled = (model: SheetModel) => model.boxes.filter(({ cell }) => cell.text !== '').length;
  const usual = middle(models.map(({ boxes }) => boxes.length));
  return models
    .map((model, i) => ({ model, i, off: Math.abs(model.boxes.length - usual), filled: filled(model) }))
    .toSorted((a, b) => a.off - b.off || a.filled - b.filled || a.i - b.i)
    .map(({ model }) => model);
}

const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** One item a row: nothing on the sheet but headings and rows of boxes under them. */
function isList(models: readonly SheetModel[]): boolean {
  return models.every(({ boxes: all }) => {
    const boxes = all.filter(({ rows }) => !rows.some(isSumLabel));
    if (boxes.length < 4) return false;
    const labelled = new Set(boxes.flatMap(({ rows, cell }) => (rows.length > 0 ? [cell.row] : [])));
    const inRows = boxes.filter(
      ({ rows, heads, block, cell }) =>
        rows.length === 0 && (heads.length > 0 || block !== undefined) && cell.row === cell.bottom,
    );
    const columns = new Set(boxes.map(({ cell }) => cell.column));
    const rows = new Set(boxes.map(({ cell }) => cell.row));
    return (
      labelled.size <= Math.max(1, rows.size / 10) &&
      inRows.length >= boxes.length * 0.9 &&
      columns.size >= 4 &&
      boxes.length >= columns.size * rows.size * 0.6
    );
  });
}

/**
 * The columns of a list by the words over them and their number among equals, each with its boxes downwards. Words that stand
 * over most columns alike (a warning not to delete them) tell none.
 */
export function listColumns(model: SheetModel): ReadonlyMap<string, readonly Box[]> {
  const columns = new Map<number, Box[]>();
  for (const box of model.boxes) {
    if (box.rows.length > 0 || box.heads.length === 0) continue;
    const members = columns.get(box.cell.column);
    if (members === undefined) columns.set(box.cell.column, [box]);
    else members.push(box);
  }
  const usual = new Map<string, number>();
  for (const [box] of columns.values())
    for (const key of new Set(box?.heads.map(({ text }) => text))) usual.set(key, (usual.get(key) ?? 0) + 1);
  const tells = ({ text }: GridCell) => (usual.get(text) ?? 0) * 2 <= columns.size || columns.size < 4;
  const counts = new Map<string, number>();
  const named = new Map<string, readonly Box[]>();
  for (const [, members] of [...columns].toSorted(([a], [b]) => a - b)) {
    const heads = (members[0] as Box).heads.filter(tells);
    if (heads.length === 0) continue;
    const words = heads.map(({ text }) => fold(text)).join('/');
    const nth = (counts.get(words) ?? 0) + 1;
    counts.set(words, nth);
    named.set(
      `${words}|${nth}`,
      members.map((box) => ({ ...box, heads })),
    );
  }
  return named;
}

/** The name that people give a box, see `namesOf`. */
export function namer(model: SheetModel): (box: Box) => { label: string; headings: string[] } {
  const repeats = repeatingLabels(model.boxes);
  return (box) => namesOf(box, repeats);
}
