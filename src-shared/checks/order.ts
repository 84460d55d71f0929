import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { formOf } from '../form/forms.ts';
import type { FieldKey } from '../form/model.ts';

/** What a field sorts by: block and table, then as a table is read: records and lines before years, years before columns. */
const rank = ({ field, slot = 0, row = 0, year = 0 }: FieldKey): readonly number[] => {
  const { block, table } = field;
  const inBlock = table === undefined ? 0 : block.tables.indexOf(table) + 1;
  return [block.fields[0]?.index ?? 0, slot, inBlock, row, field.line, year, field.column, field.index];
};

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] as number) - (b[i] ?? -1);
  return 0;
}

const orders = new WeakMap<ItemSheet['fields'], readonly FieldPath[]>();

/**
 * The fields that a sheet has, in the order in which people read the form. A workbook may hold its blocks elsewhere;
 * walking, lists and checks follow this order whatever the sheet's. Boxes that the form lacks come last.
 */
export function orderedPaths(sheet: Pick<ItemSheet, 'fields' | 'form'>): readonly FieldPath[] {
  let order = orders.get(sheet.fields);
  if (order === undefined) {
    // Of a described form, as the description has them.
    const isDescribed = Object.values(sheet.fields).some((field) => field?.facts !== undefined);
    if (isDescribed) {
      order = Object.keys(sheet.fields);
      orders.set(sheet.fields, order);
      return order;
    }
    const form = formOf(sheet);
    order = Object.keys(sheet.fields)
      .map((path) => {
        const key = form.keyOf(path);
        return { path, rank: key === undefined ? [Infinity] : rank(key) };
      })
      .toSorted((a, b) => compare(a.rank, b.rank))
      .map(({ path }) => path);
    orders.set(sheet.fields, order);
  }
  return order;
}
