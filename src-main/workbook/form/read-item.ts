import type { FieldPath } from '../../../src-shared/fields.ts';
import type { Warning } from '../../../src-shared/failures.ts';
import type { ItemSheet, RawValue, SheetField } from '../../../src-shared/item.ts';
import { formatAddress, formatArea } from '../sheet/address.ts';
import { decodeText } from '../xml/entities.ts';
import type { CellTable } from '../sheet/cell-table.ts';
import { displayCell, rawCell, type CellContext } from '../sheet/cell-value.ts';
import type { Choices } from '../sheet/choice-lists.ts';
import type { SheetPart } from '../sheet/sheet-part.ts';
import { formatOf } from '../styles/styles-part.ts';
import type { Box } from './boxes.ts';
import { labelWords, type LabelName } from './form-table.ts';
import type { Placement } from './place-form.ts';
import { parseSections } from './sections.ts';

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

/** Makes the item of a sheet whose fields have been placed. Throws `XmlError` for a string that is not there. */
export function readItem(content: SheetContent, placement: Placement, context: CellContext): ItemSheet {
  const fields: Partial<Record<FieldPath, SheetField>> = {};
  for (const [path, box] of placement.boxes) fields[path] = readField(path, box, content, context);
  return {
    key: content.part,
    sheet: content.name,
    ...(content.itemId === undefined ? {} : { itemId: content.itemId }),
    hidden: content.hidden,
    no: numberIn(fields.no),
    years: placement.years,
    sections: parseSections(fields.sections?.text ?? ''),
    stepRows: placement.stepRows,
    indicatorRows: placement.indicatorRows,
    fields,
  };
}

/** The item's number; `個票No.10` in one cell gives 10. */
function numberIn(field: SheetField | undefined): string {
  if (field === undefined || field.raw.kind === 'error') return '';
  const m = /^\s*(?:個票)?\s*N[oO][.．]?\s*(?=\d)/.exec(field.text.normalize('NFKC'));
  return m ? field.text.normalize('NFKC').slice(m[0].length).trim() : field.text;
}

/** A number that can tell items apart: it has a letter or a digit. */
export const isUsableNumber = (no: string): boolean => /[\p{L}\p{N}]/u.test(no);

function readField(path: FieldPath, box: Box, content: SheetContent, context: CellContext): SheetField {
  const { cells } = content;
  const exists = box.cell >= 0;
  const field: { -readonly [K in keyof SheetField]: SheetField[K] } = {
    path,
    cell: formatAddress(box.top, box.left),
    area: formatArea(box),
    text: exists ? displayCell(cells, box.cell, context) : '',
    raw: exists ? rawCell(cells, box.cell, context) : blank,
  };
  const choices = content.choicesOf(box.top, box.left);
  if (choices && choices.list.length > 0) {
    field.choices = choices.list;
    field.strict = choices.strict;
  }
  if (content.sheet.protected && isLocked(box, content, context)) field.locked = true;
  const place = exists ? cells.formulas.get(box.cell) : undefined;
  if (place) field.formula = formulaText(cells, place.start, place.end, place.sharedIndex);
  return field;
}

const blank: RawValue = { kind: 'blank' };

/** The formula's text; the further cells of a shared formula have it at their first cell only. */
function formulaText(cells: CellTable, start: number, end: number, sharedIndex: string | undefined): string {
  const own = decodeText(cells.text.slice(start, end), start);
  if (own !== '' || sharedIndex === undefined) return own;
  for (const place of cells.formulas.values()) {
    if (place.sharedIndex === sharedIndex && place.end > place.start) return decodeText(cells.text.slice(place.start, place.end), place.start);
  }
  return '';
}

/** Protection is on for the sheet: cells are locked unless their format, or their row's or column's, says otherwise. */
function isLocked(box: Box, { cells, sheet }: SheetContent, { styles }: CellContext): boolean {
  if (box.cell >= 0) return formatOf(styles, cells.style[box.cell] as number).locked;
  let style = sheet.rowStyles.get(box.top);
  for (let i = 0; style === undefined && i < sheet.columnStyles.length; i += 3) {
    if (box.left >= (sheet.columnStyles[i] as number) && box.left <= (sheet.columnStyles[i + 1] as number)) style = sheet.columnStyles[i + 2];
  }
  return formatOf(styles, style ?? 0).locked;
}

/** What could not be placed without doubt. `missing` are labels that this sheet lacks and should have. */
export function placementWarnings(content: SheetContent, placement: Placement, missing: readonly LabelName[]): Warning[] {
  const twice = placement.twice.map(({ name, boxes }): Warning => {
    const cells = boxes.map((box) => formatAddress(box.top, box.left));
    const values = { label: labelWords(name), cells: cells.join(', ') };
    return { kind: 'ambiguous-label', reason: 'twice', sheet: content.name, cell: cells[0] as string, values };
  });
  return [
    ...twice,
    ...missing.map((name): Warning => ({ kind: 'ambiguous-label', reason: 'missing', sheet: content.name, values: { label: labelWords(name) } })),
  ];
}
