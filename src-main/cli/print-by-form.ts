import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { ItemSheet, SheetField } from '../../src-shared/domain/item.ts';
import type { AnyField, AnyItem } from '../engine/read/any/any-item.ts';
import { workbookOf } from '../engine/read/any/as-workbook.ts';
import type { AnyInput } from './open-form.ts';
import type { InputWorkbook } from './open-input.ts';
import { formKeys } from '../../src-shared/form/forms.ts';

/**
 * A workbook of another form as the printed page takes it: each sheet of an item is a unit of paper, drawn from the sheet's own
 * geometry. A list is one sheet, however many items it has.
 */
export function printableOf(opened: AnyInput): InputWorkbook {
  const items = new Map<string, ItemSheet>();
  for (const item of opened.items)
    for (const [part, fields] of byPart(item)) {
      const known = items.get(part);
      items.set(part, known === undefined ? { ...sheetOf(part, item, fields), ...formOfItem(opened, item) } : known);
    }
  return {
    plan: { years: opened.years },
    items: [...items.values()],
    warnings: opened.warnings,
    package: opened.package,
    bytes: opened.bytes,
    modified: opened.modified,
  };
}

/** The same items whole, for papers that are laid out anew. */
export function itemsByForm(opened: AnyInput): Pick<InputWorkbook, 'items' | 'plan'> {
  const { items, plan } = workbookOf(opened, opened.description);
  return { items, plan };
}

function formOfItem({ description }: AnyInput, { edition }: AnyItem): Pick<ItemSheet, 'form'> {
  const form = formKeys(description).get(edition);
  return form === undefined ? {} : { form };
}

function byPart(item: AnyItem): ReadonlyMap<string, readonly AnyField[]> {
  const parts = new Map<string, AnyField[]>();
  for (const field of item.fields.values()) parts.set(field.part, [...(parts.get(field.part) ?? []), field]);
  return parts;
}

/** Paths of the form stand beside those of the first form: paper asks a field for its text and its box, by any name. */
function sheetOf(part: string, item: AnyItem, fields: readonly AnyField[]): ItemSheet {
  const boxes = item.row === undefined ? fields : [];
  return {
    key: part,
    sheet: fields[0]?.sheet ?? item.sheet,
    hidden: false,
    no: item.row === undefined ? item.no : '',
    years: [],
    sections: [],
    rows: {},
    fields: Object.fromEntries(boxes.map((field) => [field.path, boxOf(field)])) as ItemSheet['fields'],
  };
}

const boxOf = ({ path, cell, area, text, raw }: AnyField): SheetField => ({
  path: path as FieldPath,
  cell,
  area,
  text,
  raw,
});
