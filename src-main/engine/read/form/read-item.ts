import { parseSections } from '../../../../src-shared/domain/sections.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { ItemSheet, RawValue, SheetField } from '../../../../src-shared/domain/item.ts';
import { decodeText } from '../../xml/entities.ts';
import type { CellTable } from '../../book/cell-table.ts';
import { displayCell, rawCell, type CellContext } from '../../book/cell-value.ts';
import type { Choices } from '../../book/choice-lists.ts';
import type { SheetPart } from '../../book/sheet-contents.ts';
import { formatOf } from '../../book/styles/styles-part.ts';
import type { PlacedField } from './form-order.ts';
import type { Placement } from './place-form.ts';
import { rolePath } from '../../../../src-shared/form/roles.ts';
import { lane } from './form-lane.ts';

/** One sheet as the form reader needs it. */
export interface SheetContent {
  readonly part: string;
  readonly name: string;
  readonly hidden: boolean;
  readonly itemId: string | undefined;
  readonly cells: CellTable;
  readonly sheet: SheetPart;
  /** The list of a cell, when a validation gives it one. */
  readonly choicesOf: (row: number, column: number) => Choices | undefined;
}

type Fields = Partial<Record<FieldPath, SheetField>>;

const prepared = new WeakMap<Placement, Fields>();

/**
 * An object with the names of a placement's fields. Copies of it share what the engine knows of their names; one that is filled name
 * by name becomes a hash table of its own, of 6 KB an item.
 */
function noFields(placement: Placement): Fields {
  let fields = prepared.get(placement);
  if (fields === undefined) {
    fields = Object.fromEntries(placement.fields.map(({ path }) => [path, undefined]));
    prepared.set(placement, fields);
  }
  return fields;
}

/** Makes the item of a sheet whose fields have been placed. Throws `XmlError` for a string that is not there. */
export function readItem(content: SheetContent, placement: Placement, context: CellContext): ItemSheet {
  const fields: Fields = { ...noFields(placement) };
  for (let i = 0; i < placement.fields.length; i += 1) {
    const place = placement.fields[i] as PlacedField;
    fields[place.path] = readField(place, content, context);
  }
  return {
    key: content.part,
    sheet: content.name,
    ...(content.itemId === undefined ? {} : { itemId: content.itemId }),
    hidden: content.hidden,
    no: numberIn(lane.number && fields[lane.number.field]),
    years: placement.years,
    sections: parseSections((section && fields[section]?.text) ?? ''),
    rows: placement.rows,
    fields,
  };
}

const section = rolePath(lane.model, 'section');

/** The item's number; `個票No.10` in one cell gives 10. */
function numberIn(field: SheetField | undefined): string {
  if (field === undefined || field.raw.kind === 'error') return '';
  const m = /^\s*(?:個票)?\s*N[oO][.．]?\s*(?=\d)/.exec(field.text.normalize('NFKC'));
  return m ? field.text.normalize('NFKC').slice(m[0].length).trim() : field.text;
}

/** A number that can tell items apart: it has a letter or a digit. */
export const isUsableNumber = (no: string): boolean => /[\p{L}\p{N}]/u.test(no);

function readField(place: PlacedField, content: SheetContent, context: CellContext): SheetField {
  const { cells } = content;
  const index = cells.find(place.row, place.column);
  const field: { -readonly [K in keyof SheetField]: SheetField[K] } = {
    path: place.path,
    cell: place.cell,
    area: place.area,
    text: index < 0 ? '' : displayCell(cells, index, context),
    raw: index < 0 ? blank : rawCell(cells, index, context),
  };
  const choices = content.choicesOf(place.row, place.column);
  if (choices && choices.list.length > 0) {
    field.choices = choices.list;
    field.strict = choices.strict;
  }
  if (content.sheet.protected && isLocked(place, index, content, context)) field.locked = true;
  const mark = index < 0 ? undefined : formatOf(context.styles, cells.style[index] as number).mark;
  if (mark !== undefined) field.mark = mark;
  const formula = index < 0 || cells.formulas.size === 0 ? undefined : cells.formulas.get(index);
  if (formula) field.formula = formulaText(cells, formula.start, formula.end, formula.sharedIndex);
  return field;
}

const blank: RawValue = { kind: 'blank' };

/** The formula's text; the further cells of a shared formula have it at their first cell only. */
function formulaText(cells: CellTable, start: number, end: number, sharedIndex: string | undefined): string {
  const own = decodeText(cells.slice(start, end), start);
  if (own !== '' || sharedIndex === undefined) return own;
  for (const place of cells.formulas.values()) {
    if (place.sharedIndex === sharedIndex && place.end > place.start)
      return decodeText(cells.slice(place.start, place.end), place.start);
  }
  return '';
}

/** Protection is on for the sheet: cells are locked unless their format, or their row's or column's, says otherwise. */
function isLocked(
  { row, column }: PlacedField,
  index: number,
  { cells, sheet }: SheetContent,
  { styles }: CellContext,
): boolean {
  if (index >= 0) return formatOf(styles, cells.style[index] as number).locked;
  let style = sheet.rowStyles.get(row);
  for (let i = 0; style === undefined && i < sheet.columnStyles.length; i += 3) {
    if (column >= (sheet.columnStyles[i] as number) && column <= (sheet.columnStyles[i + 1] as number))
      style = sheet.columnStyles[i + 2];
  }
  return formatOf(styles, style ?? 0).locked;
}
