import { crossingPath } from './check-paths.ts';
import type { Block, Cell, Column, Field, FormDescription, Line, SheetForm, Table, Traits } from './description.ts';

/**
 * Changes that a person makes to a description by pointing at a box. Each gives a new description; the old one stays, for undo.
 * Paths that are there are kept, whatever else is said of their boxes: drafts, plans and scripts hold them.
 */

/** Where in a description a box of an item is said: a field of its own, or a crossing of a table. */
export type EntryAt = {
  readonly edition: number;
  readonly sheet: number;
  readonly block: number;
} & (
  | { readonly kind: 'field'; readonly field: number }
  | { readonly kind: 'crossing'; readonly table: number; readonly column: number; readonly line: number | undefined }
);

/** What a lesson of a table's box is said of. */
export type Scope = 'box' | 'line' | 'column';

/** What a person says of a box; `null` takes away what was said. */
export type TraitsPatch = {
  readonly [K in 'kind' | 'role' | 'stage' | 'unit' | 'choices' | 'required']?: Traits[K] | null;
};

/** Whether a path of an item is one that a template makes. */
export function isOf(template: string, path: string): boolean {
  const segments = path.split('.');
  const wanted = template.split('.');
  return (
    wanted.length === segments.length &&
    wanted.every((one, i) => {
      const segment = segments[i] as string;
      if (one === '{year}') return /^\d{4}$/.test(segment);
      return one.startsWith('{') ? /^\d+$/.test(segment) : one === segment;
    })
  );
}

/** The entry that says a box of an item; `undefined` where the edition has none. */
export function entryOf(form: FormDescription, editionId: string, path: string): EntryAt | undefined {
  const edition = form.editions.findIndex(({ id }) => id === editionId);
  for (const [sheet, { blocks }] of (form.editions[edition]?.sheets ?? []).entries())
    for (const [block, { fields = [], tables = [] }] of blocks.entries()) {
      const field = fields.findIndex((one) => isOf(one.path, path));
      if (field >= 0) return { edition, sheet, block, kind: 'field', field };
      for (const [table, one] of tables.entries()) {
        const crossing = crossingOf(one, path);
        if (crossing !== undefined) return { edition, sheet, block, kind: 'crossing', table, ...crossing };
      }
    }
  return undefined;
}

function crossingOf(
  { path: template, columns, lines = [] }: Table,
  path: string,
): { readonly column: number; readonly line: number | undefined } | undefined {
  for (const [column, { path: name, whole }] of columns.entries()) {
    if (whole === true || lines.length === 0) {
      if (isOf(crossingPath(template, name), path)) return { column, line: undefined };
      continue;
    }
    const line = lines.findIndex((one) => isOf(crossingPath(template, name, one.path), path));
    if (line >= 0) return { column, line };
  }
  return undefined;
}

/** What the description says of the box, the nearest word first. */
export function traitsAt(form: FormDescription, at: EntryAt): Traits & { readonly label?: string } {
  const block = blockAt(form, at);
  if (at.kind === 'field') return block?.fields?.[at.field] ?? {};
  const table = block?.tables?.[at.table];
  const column = table?.columns[at.column];
  const line = at.line === undefined ? undefined : table?.lines?.[at.line];
  const own = table?.cells?.filter((cell) => fits(cell, column?.path, line?.path)) ?? [];
  return Object.assign({}, table, column, line, ...own) as Traits;
}

const blockAt = (form: FormDescription, { edition, sheet, block }: EntryAt): Block | undefined =>
  form.editions[edition]?.sheets[sheet]?.blocks[block];
const fits = ({ column, line }: Cell, ofColumn: string | undefined, ofLine: string | undefined): boolean =>
  (column === undefined || column === ofColumn) && (line === undefined || line === ofLine);

/** Says of a box what it is. Of a table's box it may be said of its line or column too; what single crossings said of that goes. */
export function withTraits(
  form: FormDescription,
  at: EntryAt,
  patch: TraitsPatch,
  scope: Scope = 'box',
): FormDescription {
  return changedBlock(form, at, (block) => {
    if (at.kind === 'field')
      return { ...block, fields: replaced(block.fields, at.field, (field) => patched(field, patch)) };
    return { ...block, tables: replaced(block.tables, at.table, (table) => crossingWith(table, at, patch, scope)) };
  });
}

function crossingWith(
  table: Table,
  { column, line }: Extract<EntryAt, { kind: 'crossing' }>,
  patch: TraitsPatch,
  scope: Scope,
): Table {
  const columnPath = table.columns[column]?.path;
  const linePath = line === undefined ? undefined : table.lines?.[line]?.path;
  const isUnder = (cell: Cell): boolean =>
    scope === 'column'
      ? cell.column === columnPath
      : scope === 'line' && cell.line === linePath && linePath !== undefined;
  const cells = (table.cells ?? []).map((cell) => (isUnder(cell) ? without(cell, Object.keys(patch)) : cell));
  // A column that is one box of the record has no crossings to say it of.
  if (scope === 'column' || line === undefined)
    return { ...table, columns: replaced(table.columns, column, (one: Column) => patched(one, patch)), cells };
  if (scope === 'line' && line !== undefined)
    return { ...table, lines: replaced(table.lines, line, (one: Line) => patched(one, patch)), cells };
  const isOwn = (cell: Cell): boolean => cell.column === columnPath && cell.line === linePath;
  const own = cells.find(isOwn) ?? {
    ...(columnPath === undefined ? {} : { column: columnPath }),
    ...(linePath === undefined ? {} : { line: linePath }),
  };
  return { ...table, cells: [...cells.filter((cell) => !isOwn(cell)), patched(own, patch)] };
}

/** The name that people read for a field of its own; empty for the words of the sheet. */
export const withName = (form: FormDescription, at: EntryAt, name: string): FormDescription =>
  at.kind !== 'field'
    ? form
    : changedBlock(form, at, (block) => ({
        ...block,
        fields: replaced(block.fields, at.field, (field) =>
          name.trim() === '' ? without(field, ['label']) : { ...field, label: name.trim() },
        ),
      }));

/** «記入しない欄»: the description says nothing of the box any more. A table without boxes goes too. */
export function withoutBox(form: FormDescription, at: EntryAt, scope: Scope = 'box'): FormDescription {
  return changedBlock(form, at, (block) => {
    if (at.kind === 'field') return { ...block, fields: (block.fields ?? []).filter((_, i) => i !== at.field) };
    const table = block.tables?.[at.table];
    if (table === undefined) return block;
    const left = withoutCrossing(table, at, scope);
    const tables = (block.tables ?? []).flatMap((one, i) => (i === at.table ? (left ?? []) : [one]));
    return { ...block, tables };
  });
}

function withoutCrossing(
  table: Table,
  { column, line }: Extract<EntryAt, { kind: 'crossing' }>,
  scope: Scope,
): Table | undefined {
  const lines = table.lines ?? [];
  const isAll = scope === 'column' || line === undefined || (scope === 'box' && lines.length <= 1);
  if (isAll) {
    const columns = table.columns.filter((_, i) => i !== column);
    return columns.length === 0 ? undefined : { ...table, columns };
  }
  if (scope === 'line') {
    const left = lines.filter((_, i) => i !== line);
    return left.length === 0 ? undefined : { ...table, lines: left };
  }
  const cell: Cell = {
    column: (table.columns[column] as Column).path,
    line: (lines[line] as Line).path,
    none: true,
  };
  return { ...table, cells: [...(table.cells ?? []), cell] };
}

/** A box that no entry says: where it is, and the label that leads to it. */
export interface NewBox {
  readonly edition: string;
  /** The sheet's id in its edition. */
  readonly sheet: string;
  /** Area of the box and of the label as the sample has them. */
  readonly at: string;
  readonly label: { readonly text: string; readonly at: string };
  readonly side: 'right' | 'below' | 'left' | 'above';
  /** Counts boxes from the label, from 1. */
  readonly n: number;
  readonly kind: Field['kind'];
  /** The row of the box: it goes into the block that stands there. */
  readonly row: number;
}

/** Adds a box that a person has pointed at, in the block where it stands; its path is made of the label's words. */
export function withBox(form: FormDescription, box: NewBox): FormDescription {
  const edition = form.editions.findIndex(({ id }) => id === box.edition);
  const sheet = form.editions[edition]?.sheets.findIndex(({ id }) => id === box.sheet) ?? -1;
  const sheetForm = form.editions[edition]?.sheets[sheet];
  if (sheetForm === undefined) return form;
  const block = blockOfRow(sheetForm, box.row);
  const path = freePath(form, edition, box.label.text);
  const label = { text: box.label.text, at: box.label.at };
  const isBeside = box.side === 'right' || box.side === 'left';
  const field: Field = {
    path,
    kind: box.kind,
    place: {
      side: box.side,
      ...(isBeside ? { rows: [label] } : { columns: [label] }),
      ...(box.n > 1 ? { n: box.n } : {}),
    },
    at: box.at,
  };
  return changedBlock(form, { edition, sheet, block, kind: 'field', field: -1 }, (one) => ({
    ...one,
    fields: [...(one.fields ?? []), field],
  }));
}

const rowOf = (at: string | undefined): number | undefined => {
  const row = /\d+/.exec(at ?? '')?.[0];
  return row === undefined ? undefined : Number(row);
};

/** The block whose boxes begin nearest above the row. */
function blockOfRow({ blocks }: SheetForm, row: number): number {
  let best = 0;
  let nearest = -1;
  for (const [i, { fields = [], tables = [], heading }] of blocks.entries()) {
    const ats = [
      typeof heading === 'object' ? heading.at : undefined,
      ...fields.map(({ at }) => at),
      ...tables.flatMap(({ columns, lines = [] }) => [...columns, ...lines].map(({ at }) => at)),
    ];
    for (const at of ats) {
      const own = rowOf(at);
      if (own !== undefined && own <= row && own >= nearest) {
        nearest = own;
        best = i;
      }
    }
  }
  return best;
}

/** A path of the label's words that no other path is, begins with or begins. */
function freePath(form: FormDescription, edition: number, label: string): string {
  const words =
    label
      .normalize('NFKC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
      .slice(0, 30) || 'box';
  const first = /^\d+$/.test(words) ? `box${words}` : words;
  const taken = new Set(
    (form.editions[edition]?.sheets ?? [])
      .flatMap(({ blocks }) =>
        blocks.flatMap(({ fields = [], tables = [] }) => [
          ...fields.map(({ path }) => path),
          ...tables.flatMap(({ path, columns }) => columns.map((column) => crossingPath(path, column.path))),
        ]),
      )
      .map((path) => path.split('.')[0] as string),
  );
  let path = first;
  for (let n = 2; taken.has(path); n += 1) path = `${first}-${n}`;
  return path;
}

/** Adds a stage that boxes can be of. */
export const withStage = (form: FormDescription, name: string): FormDescription =>
  (form.stages ?? []).some(({ id }) => id === name)
    ? form
    : { ...form, stages: [...(form.stages ?? []), { id: name }] };

/** A fixed text of the form: never taken for a box. */
export function withWord(form: FormDescription, editionId: string, sheetId: string, text: string): FormDescription {
  return {
    ...form,
    editions: form.editions.map((edition) =>
      edition.id !== editionId
        ? edition
        : {
            ...edition,
            sheets: edition.sheets.map((sheet) =>
              sheet.id !== sheetId || sheet.words?.includes(text) === true
                ? sheet
                : { ...sheet, words: [...(sheet.words ?? []), text] },
            ),
          },
    ),
  };
}

function changedBlock(form: FormDescription, at: EntryAt, change: (block: Block) => Block): FormDescription {
  return {
    ...form,
    editions: form.editions.map((edition, e) =>
      e !== at.edition
        ? edition
        : {
            ...edition,
            sheets: edition.sheets.map((sheet, s) =>
              s !== at.sheet
                ? sheet
                : { ...sheet, blocks: sheet.blocks.map((block, b) => (b === at.block ? change(block) : block)) },
            ),
          },
    ),
  };
}

const replaced = <T>(list: readonly T[] | undefined, index: number, change: (one: T) => T): readonly T[] =>
  (list ?? []).map((one, i) => (i === index ? change(one) : one));

function patched<T extends object>(entry: T, patch: TraitsPatch): T {
  const next: Record<string, unknown> = Object.fromEntries(Object.entries(entry));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete next[key];
    else next[key] = value;
  }
  // A kind is always said of a field, and of a list of words only where there is one to choose from.
  if (next['kind'] !== undefined && next['kind'] !== 'choice' && next['kind'] !== 'marks' && patch.kind !== undefined)
    for (const key of ['choices', 'marks']) delete next[key];
  return next as T;
}

const without = <T extends object>(entry: T, keys: readonly string[]): T =>
  Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.includes(key))) as T;
