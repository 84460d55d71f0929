import { fieldPath, headPaths, parseFieldPath, type FieldKey, type FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';

const blocks = [
  'head',
  'steps',
  'indicators',
  'progress',
  'annual',
  'overall',
] as const satisfies readonly FieldKey['block'][];
const names = ['name', 'current', 'plan', 'actual', 'text', 'status', 'assessment', 'grade', 'nextSteps', 'afterPlan'];
const halves = ['firstHalf', 'secondHalf'];

/** What a field sorts by: block, then as the block is read: rows before years, halves and kinds before years. */
function rank(key: FieldKey): readonly number[] {
  const block = blocks.indexOf(key.block);
  const year = 'year' in key ? key.year : 0;
  const name = names.indexOf(key.name);
  switch (key.block) {
    case 'head':
      return [block, headPaths.indexOf(key.name)];
    case 'steps':
    case 'indicators':
      return [block, key.row, year, name];
    case 'progress':
      return [block, halves.indexOf(key.half), year, name];
    case 'annual':
      return [block, key.name === 'nextSteps' ? 1 : 0, year, name];
    case 'overall':
      return [block, name];
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] as number) - (b[i] ?? -1);
  return 0;
}

const orders = new WeakMap<ItemSheet['fields'], readonly FieldPath[]>();

/**
 * The fields that a sheet has, in the order in which people read the form. A workbook may hold its blocks elsewhere;
 * walking, lists and checks follow this order whatever the sheet's.
 */
export function orderedPaths(sheet: Pick<ItemSheet, 'fields'>): readonly FieldPath[] {
  let order = orders.get(sheet.fields);
  if (order === undefined) {
    // Of a described form, as the description has them.
    const isDescribed = Object.values(sheet.fields).some((field) => field?.facts !== undefined);
    if (isDescribed) {
      order = Object.keys(sheet.fields);
      orders.set(sheet.fields, order);
      return order;
    }
    order = Object.keys(sheet.fields)
      .map(parseFieldPath)
      .filter((key) => key !== undefined)
      .map((key) => ({ key, rank: rank(key) }))
      .toSorted((a, b) => compare(a.rank, b.rank))
      .map(({ key }) => fieldPath(key));
    orders.set(sheet.fields, order);
  }
  return order;
}
