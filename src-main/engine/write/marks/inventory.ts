import { relationshipsPart } from '../../package/part-names.ts';
import { readRichText } from '../../book/rich-text.ts';
import type { SeenSheet } from '../../read/open.ts';
import { formatAddress, maxColumn } from '../../book/address.ts';
import { cellKind } from '../../book/cell-table.ts';
import { comparableCell } from '../../book/cell-value.ts';
import { isTrue } from '../../xml/is-true.ts';
import type { WorkbookPackage } from '../../types.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { visibleText } from '../../xml/xstring.ts';

/** What stands on one sheet beside its fields, in a form in which two programs' files compare. */
export interface SheetInventory {
  /** Addresses and texts of the cells, as two lists: most are only passed over, since they are the base's. */
  readonly addresses: readonly string[];
  readonly texts: readonly string[];
  readonly notes: Readonly<Record<string, string>>;
  readonly shapes: readonly string[];
  readonly hiddenRows: readonly number[];
  /** Numbers of hidden columns, A as 1. */
  readonly hiddenColumns: readonly number[];
}

/**
 * Takes stock of a sheet: texts of cells other than fields, notes, drawn shapes, hidden rows and columns. A formula counts as such,
 * without its result and writing: programs write both in their own way. Throws `XmlError` and `PackageError`.
 */
export function takeInventory({ package: pkg, part, cells: table, context, fields, forms }: SeenSheet): SheetInventory {
  const addresses: string[] = [];
  const texts: string[] = [];
  for (let index = 0; index < table.count; index += 1) {
    const isFormula = table.formulas.has(index);
    if (!isFormula && table.kind[index] === cellKind.blank) continue;
    const address = formatAddress(table.row[index]!, table.column[index]!);
    if (fields.has(address)) continue;
    const text = isFormula ? '=' : comparableCell(table, index, context);
    if (text === '') continue;
    addresses.push(address);
    texts.push(text);
  }
  const relations = relationshipsPart(part);
  const folder = part.slice(0, part.lastIndexOf('/'));
  const related = pkg.has(relations)
    ? forms.part(pkg, relations, `relations of ${folder}`, () => pkg.relationships(part))
    : [];
  const find = (type: string): string | undefined =>
    related.find((one) => one.type === type && pkg.has(one.target))?.target;
  const notes = find('comments');
  const drawing = find('drawing');
  return {
    addresses,
    texts,
    notes: notes === undefined ? {} : readNotes(pkg.text(notes).text),
    shapes: drawing === undefined ? [] : forms.part(pkg, drawing, 'shapes', () => readShapes(pkg.text(drawing).text)),
    ...hiddenLines(table.bytes),
  };
}

/** The numbers of hidden rows and columns; a sheet that hides none is not read for them. */
function hiddenLines(part: Buffer): Pick<SheetInventory, 'hiddenRows' | 'hiddenColumns'> {
  const hiddenRows: number[] = [];
  const hiddenColumns: number[] = [];
  if (!part.includes(' hidden=')) return { hiddenRows, hiddenColumns };
  const s = new XmlScanner(part.toString('utf8'));
  let row = 0;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth !== 3) continue;
    if (s.local === 'row') {
      row = Number(s.attribute('r') ?? row + 1);
      if (isTrue(s.attribute('hidden'))) hiddenRows.push(row);
    } else if (s.local === 'col' && isTrue(s.attribute('hidden'))) {
      const last = Math.min(Number(s.attribute('max')), maxColumn);
      for (let column = Number(s.attribute('min')); column <= last; column += 1) hiddenColumns.push(column);
    }
  }
  return { hiddenRows, hiddenColumns };
}

/** The notes of a sheet part by cell. Throws `XmlError` and `PackageError`. */
export function notesOfSheet(pkg: WorkbookPackage, part: string): Readonly<Record<string, string>> {
  const related = pkg.has(relationshipsPart(part)) ? pkg.relationships(part) : [];
  const notes = related.find((one) => one.type === 'comments' && pkg.has(one.target))?.target;
  return notes === undefined ? {} : readNotes(pkg.text(notes).text);
}

/** Notes by cell (ECMA-376 part 1, 18.7). */
function readNotes(text: string): Readonly<Record<string, string>> {
  const notes: Record<string, string> = {};
  const s = new XmlScanner(text);
  let cell = '';
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'comment') cell = s.attribute('ref')?.replaceAll('$', '') ?? '';
    else if (s.local === 'text' && s.depth === 4 && cell !== '') notes[cell] = visibleText(readRichText(s).text);
  }
  return notes;
}

/** One text for each anchored object (ECMA-376 part 1, 20.5); of alternatives only the preferred one. */
function readShapes(text: string): readonly string[] {
  const shapes: string[] = [];
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (/^(twoCell|oneCell|absolute)Anchor$/.test(s.local)) shapes.push('');
    else if (s.local === 'Fallback') s.skip();
    else if (s.local === 't' && shapes.length > 0) shapes[shapes.length - 1] += s.readText();
  }
  return shapes.sort();
}
