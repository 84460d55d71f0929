import type { ItemSheet, SheetField } from '../../src-shared/domain/item.ts';

/**
 * Items of a described form as the paper takes them: each sheet of an item is a unit, drawn from the sheet's own geometry. A list is
 * one sheet, however many items of it are printed; its boxes are not told apart.
 */
export function paperUnits(items: readonly ItemSheet[]): readonly ItemSheet[] {
  const units = new Map<string, ItemSheet>();
  for (const item of items)
    for (const [part, fields] of byPart(item)) {
      if (units.has(part)) continue;
      const first = fields[0];
      units.set(part, {
        ...item,
        key: part,
        sheet: first?.sheet ?? item.sheet,
        no: item.row === undefined ? item.no : '',
        fields: item.row === undefined ? Object.fromEntries(fields.map((field) => [field.path, field])) : {},
      });
    }
  return [...units.values()];
}

function byPart(item: ItemSheet): ReadonlyMap<string, readonly SheetField[]> {
  const parts = new Map<string, SheetField[]>();
  for (const field of Object.values(item.fields)) {
    if (field === undefined) continue;
    const part = field.part ?? item.key;
    const known = parts.get(part);
    if (known === undefined) parts.set(part, [field]);
    else known.push(field);
  }
  return parts;
}
