import { relationshipsPart } from '../package/part-names.ts';
import { readRichText } from '../sheet/rich-text.ts';
import type { SharedStrings } from '../sheet/shared-strings.ts';
import { isTrue } from '../sheet/workbook-part.ts';
import type { WorkbookPackage } from '../types.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { visibleText } from '../xml/xstring.ts';
import { readSheetCells } from './sheet-cells.ts';
import type { TextRun } from '../../../src-shared/item.ts';

/** What stands on one sheet beside its fields, in a form in which two programs' files compare. */
export interface SheetInventory {
  readonly cells: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly shapes: readonly string[];
  readonly hiddenRows: readonly number[];
}

/**
 * Takes stock of a sheet part: texts of cells other than `fields`, notes, drawn shapes, hidden rows. A formula counts as
 * such, without its result and writing: programs write both in their own way. Throws `XmlError` and `PackageError`.
 */
export function takeInventory(pkg: WorkbookPackage, part: string, strings: SharedStrings, fields: ReadonlySet<string>): SheetInventory {
  const { text } = pkg.text(part);
  const cells: Record<string, string> = {};
  const found = readSheetCells(text, strings);
  for (const [address, cell] of found.cells) {
    if (!fields.has(address)) cells[address] = cell.formula === undefined ? cell.text : '=';
  }
  const related = pkg.has(relationshipsPart(part)) ? pkg.relationships(part) : [];
  const find = (type: string): string | undefined => related.find((one) => one.type === type && pkg.has(one.target))?.target;
  const drawing = find('drawing');
  return {
    cells,
    notes: notesOfSheet(pkg, part),
    shapes: drawing === undefined ? [] : readShapes(pkg.text(drawing).text),
    hiddenRows: found.hiddenRows,
  };
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
