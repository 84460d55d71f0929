import { relationshipsPart } from '../package/part-names.ts';
import { readRichText } from '../sheet/rich-text.ts';
import type { SeenSheet } from '../open.ts';
import { formatAddress } from '../sheet/address.ts';
import { cellKind } from '../sheet/cell-table.ts';
import { comparableCell } from '../sheet/cell-value.ts';
import { isTrue } from '../sheet/workbook-part.ts';
import type { WorkbookPackage } from '../types.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { visibleText } from '../xml/xstring.ts';
import type { TextRun } from '../../../src-shared/item.ts';

/** What stands on one sheet beside its fields, in a form in which two programs' files compare. */
export interface SheetInventory {
  /** Addresses and texts of the cells, as two lists: most are only passed over, since they are the base's. */
  readonly addresses: readonly string[];
  readonly texts: readonly string[];
  readonly notes: Readonly<Record<string, string>>;
  readonly shapes: readonly string[];
  readonly hiddenRows: readonly number[];
}

/**
 * Takes stock of a sheet: texts of cells other than fields, notes, drawn shapes, hidden rows. A formula counts as such,
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
  const related = pkg.has(relations) ? forms.part(pkg, relations, `relations of ${folder}`, () => pkg.relationships(part)) : [];
  const find = (type: string): string | undefined => related.find((one) => one.type === type && pkg.has(one.target))?.target;
  const notes = find('comments');
  const drawing = find('drawing');
  return {
    addresses,
    texts,
    notes: notes === undefined ? {} : readNotes(pkg.text(notes).text),
    shapes: drawing === undefined ? [] : forms.part(pkg, drawing, 'shapes', () => readShapes(pkg.text(drawing).text)),
    hiddenRows: hiddenRows(table.bytes),
  };
}

/** The numbers of hidden rows; a sheet that hides none is not read for them. */
function hiddenRows(part: Buffer): readonly number[] {
  if (!part.includes(' hidden=')) return [];
  const found: number[] = [];
  const s = new XmlScanner(part.toString('utf8'));
  let row = 0;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.local !== 'row' || s.depth !== 3) continue;
    row = Number(s.attribute('r') ?? row + 1);
    if (isTrue(s.attribute('hidden'))) found.push(row);
  }
  return found;
}

/** The notes of a sheet part by cell. Throws `XmlError` and `PackageError`. */
export function notesOfSheet(pkg: WorkbookPackage, part: string): Readonly<Record<string, string>> {
  const related = pkg.has(relationshipsPart(part)) ? pkg.relationships(part) : [];
  const notes = related.find((one) => one.type === 'comments' && pkg.has(one.target))?.target;
  return notes === undefined ? {} : readNotes(pkg.text(notes).text);
}

/** Notes by cell (ECMA-376 part 1, 18.7). */
export function readNotes(text: string): Readonly<Record<string, string>> {
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

/**
 * The formatting inside a text as `start-end:kinds` stretches: red words, struck-through ones. Black and the automatic
 * colour are none, and equal stretches join, so that programs that split runs differently give the same.
 */
export function formattingOf(runs: readonly TextRun[] | undefined): string | undefined {
  if (runs === undefined) return undefined;
  const stretches: { start: number; end: number; kinds: string }[] = [];
  let at = 0;
  for (const run of runs) {
    const kinds = kindsOf(run.format ?? '');
    // Blanks at the ends of a run show nothing, and LibreOffice moves them from run to run.
    const start = at + run.text.length - run.text.trimStart().length;
    const end = at + run.text.trimEnd().length;
    const last = stretches.at(-1);
    if (kinds !== '' && last?.end === start && last.kinds === kinds) last.end = end;
    else if (kinds !== '' && end > start) stretches.push({ start, end, kinds });
    at += run.text.length;
  }
  // One format for the whole text is the cell's own look, which programs move between cell and runs as they like.
  if (stretches.length === 1 && stretches[0]!.start === 0 && stretches[0]!.end === at) return undefined;
  return stretches.map(({ start, end, kinds }) => `${start}-${end}:${kinds}`).join(' ') || undefined;
}

function kindsOf(format: string): string {
  if (format === '') return '';
  const kinds: string[] = [];
  const s = new XmlScanner(format, { fragment: true });
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    const value = s.attribute('val');
    const on = value === undefined || isTrue(value);
    if (s.local === 'strike' && on) kinds.push('strike');
    else if (s.local === 'u' && value !== 'none') kinds.push('underline');
    else if (s.local === 'color') {
      const rgb = s.attribute('rgb')?.slice(-6).toUpperCase();
      if (rgb !== undefined && rgb !== '000000') kinds.push(rgb);
    }
  }
  return kinds.sort().join('+');
}
