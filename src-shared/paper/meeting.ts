import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { formOf } from '../form/forms.ts';
import type { FormField, FormModel, FormTable } from '../form/model.ts';
import { titleOf } from '../form/roles.ts';
import { end, headRoles, noExtras, plate, rowWriter, type FormExtras, type Pair } from './meeting-rows.ts';
import { ownSheet, type OwnRow } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';

/** A block that a meeting may need, by its id. */
export type MeetingBlock = string;

/** The blocks with a heading; the head of a form always stands. */
export const meetingBlocks = (form: FormModel): readonly MeetingBlock[] =>
  form.blocks.flatMap(({ id, words }) => (words === '' ? [] : [id]));

/** Type sizes to try, the largest first: an item is to take two pages at most. */
export const meetingSizes = [12, 11.5, 11, 10.5, 10] as const;

/**
 * «会議用»: one item in larger type, for workbooks of any form. Boxes that are blank are left out; those that `changed` names
 * stand out, also where their text is gone.
 */
export function meetingSheet(
  item: ItemSheet,
  blocks: readonly MeetingBlock[] = meetingBlocks(formOf(item)),
  changed: ReadonlySet<FieldPath> = new Set(),
  size: number = meetingSizes[0],
  form: FormExtras = noExtras,
): SheetGeometry {
  const writer = rowWriter(item, changed, form.runs);
  writer.head();
  // Texts of the head stand under the first heading: they have none of their own.
  let waiting: FormField[] = [];
  for (const block of formOf(item).blocks) {
    const fields = block.fields.filter(({ table, role }) => table === undefined && !headRoles.has(role));
    if (block.words === '') {
      waiting.push(...fields);
      continue;
    }
    if (!blocks.includes(block.id)) continue;
    writer.heading(block.words);
    for (const pair of pairs([...waiting, ...fields])) writer.text(pair, {});
    waiting = [];
    for (const table of block.tables) {
      if (table.repeats) (isOfNumbers(table) ? writer.numbers : writer.texts)(table);
      writer.strips(form.strips.get(table.id) ?? []);
    }
    const tables = block.tables.filter(({ repeats }) => !repeats);
    for (const year of item.years)
      for (const pair of tables.flatMap((table) => linesOf(table, true))) writer.text(pair, { year });
    for (const pair of tables.flatMap((table) => linesOf(table, false))) writer.text(pair, {});
  }
  const rows = writer.rows();
  const edges = [
    ...new Set([0, end, ...rows.flatMap(({ cells }) => cells.flatMap(({ from, to }) => [from, to]))]),
  ].toSorted((one, other) => one - other);
  const placed = rows.map(({ cells, ...row }): OwnRow => ({
    ...row,
    cells: cells.map(({ from, to, ...cell }) => ({
      ...cell,
      column: edges.indexOf(from) + 1,
      span: edges.indexOf(to) - edges.indexOf(from),
    })),
  }));
  const columns = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
  return {
    ...ownSheet({
      name: item.sheet,
      columns,
      rows: placed,
      size,
      pageNumbers: true,
      runningHead: `${plate(item)}　${titleOf(item).replaceAll('\n', '').trim()}`,
    }),
    part: item.key,
  };
}

const isOfNumbers = ({ fields }: FormTable): boolean =>
  fields.filter(({ kind }) => kind === 'number' || kind === 'percent').length * 2 > fields.length;

/** Texts with the status or grade that stands beside them. */
function pairs(fields: readonly FormField[]): readonly Pair[] {
  const made: Pair[] = [];
  for (const field of fields) {
    const last = made.at(-1);
    const isBeside =
      (field.role === 'status' || field.role === 'grade') &&
      last?.beside === undefined &&
      last?.field.words === field.words &&
      last.field.line === field.line &&
      last.field.table === field.table;
    if (isBeside) made[made.length - 1] = { field: last.field, beside: field };
    else made.push({ field });
  }
  return made;
}

/** The lines of a table, what has a year or what has none. */
const linesOf = (table: FormTable, yearly: boolean): readonly Pair[] =>
  pairs(table.fields.filter(({ hasYear }) => hasYear === yearly));
