import { crossingPath } from './check-paths.ts';
import type { Block, Column, Field, FormDescription, Label, LabelLike, Line, SheetForm, Table } from './description.ts';
import { isOf } from './teach.ts';

/** A box that the form says and a sheet does not show under any of its writings. */
export interface UnfoundBox {
  /** Its path template. */
  readonly path: string;
  readonly name: string;
}

const wordsOf = (label: LabelLike | undefined): string =>
  label === undefined ? '' : typeof label === 'string' ? label : label.text;
const listOf = (label: LabelLike | readonly LabelLike[]): readonly LabelLike[] =>
  Array.isArray(label) ? label : [label as LabelLike];

/** The entries of a sheet none of whose boxes is among the paths that were read, in the order of the form. */
export function unfoundBoxes(
  form: FormDescription,
  editionId: string,
  sheetId: string,
  found: readonly string[],
): readonly UnfoundBox[] {
  const sheet = form.editions.find(({ id }) => id === editionId)?.sheets.find(({ id }) => id === sheetId);
  return (sheet?.blocks ?? [])
    .flatMap(boxesOf)
    .filter(({ path, name }) => name !== '' && !found.some((one) => isOf(path, one)));
}

const boxesOf = ({ fields = [], tables = [] }: Block): readonly UnfoundBox[] => [
  ...fields.map((field) => ({
    path: field.path,
    name: field.shown ?? field.label ?? wordsOf(field.place.rows?.at(-1) ?? field.place.columns?.at(-1)),
  })),
  ...tables.flatMap((table) =>
    table.columns.flatMap((column) =>
      (column.whole === true || table.lines === undefined ? [undefined] : table.lines).map((line) => ({
        path: crossingPath(table.path, column.path, line?.path),
        name: [
          line && (line.shown ?? wordsOf(listOf(line.label).at(-1))),
          column.shown ?? wordsOf(listOf(column.label).at(-1)),
        ]
          .filter((word) => word !== undefined && word !== '')
          .join(' '),
      })),
    ),
  ),
];

/**
 * A box of the form under another writing of its label: what a person points at on a sheet where it was not found. Of a table's box it
 * is its line's label, else its column's. The writing is remembered with the form, and is no new box.
 */
export function withWriting(
  form: FormDescription,
  editionId: string,
  sheetId: string,
  path: string,
  writing: string,
): FormDescription {
  const inSheet = (sheet: SheetForm): SheetForm =>
    sheet.id === sheetId ? { ...sheet, blocks: sheet.blocks.map((block) => inBlock(block, path, writing)) } : sheet;
  return {
    ...form,
    editions: form.editions.map((edition) =>
      edition.id === editionId ? { ...edition, sheets: edition.sheets.map(inSheet) } : edition,
    ),
  };
}

function inBlock(block: Block, path: string, writing: string): Block {
  return {
    ...block,
    ...(block.fields === undefined
      ? {}
      : { fields: block.fields.map((field) => (field.path === path ? inField(field, writing) : field)) }),
    ...(block.tables === undefined ? {} : { tables: block.tables.map((table) => inTable(table, path, writing)) }),
  };
}

function inField(field: Field, writing: string): Field {
  const { rows, columns } = field.place;
  const place =
    rows !== undefined && rows.length > 0
      ? { ...field.place, rows: innerWith(rows, writing) }
      : { ...field.place, ...(columns === undefined ? {} : { columns: innerWith(columns, writing) }) };
  return { ...field, place };
}

function inTable(table: Table, path: string, writing: string): Table {
  const labelled = <T extends Column | Line>(one: T): T => ({ ...one, label: innerWith(listOf(one.label), writing) });
  for (const column of table.columns)
    for (const line of column.whole === true || table.lines === undefined ? [undefined] : table.lines) {
      if (crossingPath(table.path, column.path, line?.path) !== path) continue;
      return line === undefined
        ? { ...table, columns: table.columns.map((one) => (one === column ? labelled(one) : one)) }
        : { ...table, lines: (table.lines ?? []).map((one) => (one === line ? labelled(one) : one)) };
    }
  return table;
}

/** The innermost of several labels with another writing. */
function innerWith(labels: readonly LabelLike[], writing: string): readonly LabelLike[] {
  const inner = labels.at(-1);
  if (inner === undefined) return labels;
  const label: Label = typeof inner === 'string' ? { text: inner } : inner;
  if (label.text === writing || label.also?.includes(writing) === true) return labels;
  return [...labels.slice(0, -1), { ...label, also: [...(label.also ?? []), writing] }];
}
