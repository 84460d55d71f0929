import { workbookPart } from '../package/open-package.ts';
import { formatAddress, packedAddress, unpackAddress } from '../sheet/address.ts';
import { readRichText, type RichText } from '../sheet/rich-text.ts';
import { SharedStrings } from '../sheet/shared-strings.ts';
import { isTrue } from '../sheet/workbook-part.ts';
import type { WorkbookPackage } from '../types.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { decodeXstring, visibleText } from '../xml/xstring.ts';

/** One cell that holds something, as far as telling two sheets apart needs it. */
export interface PlainCell {
  readonly text: string;
  readonly formula?: string;
  readonly runs?: RichText['runs'];
}

/** The string table of a workbook. Throws `XmlError`. */
export function stringsOf(pkg: WorkbookPackage): SharedStrings {
  const part = pkg.relationships(workbookPart(pkg)).find((one) => one.type === 'sharedStrings' && pkg.has(one.target))?.target;
  return part === undefined ? SharedStrings.empty : SharedStrings.read(pkg.utf8(part));
}

export interface SheetCells {
  /** By address. */
  readonly cells: ReadonlyMap<string, PlainCell>;
  readonly hiddenRows: readonly number[];
}

/**
 * Every cell of a sheet part that holds a value or formula, and the hidden rows. Numbers are written in one form, so that `1E-1`
 * and `0.1` are alike. Throws `XmlError`.
 */
export function readSheetCells(text: string, strings: SharedStrings): SheetCells {
  const cells = new Map<string, PlainCell>();
  const hiddenRows: number[] = [];
  const s = new XmlScanner(text);
  let row = 0;
  let column = 0;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'row' && s.depth === 3) {
      row = Number(s.attribute('r') ?? row + 1);
      column = 0;
      if (isTrue(s.attribute('hidden'))) hiddenRows.push(row);
    } else if (s.local === 'c' && s.depth === 4) {
      const reference = s.attribute('r');
      const packed = reference === undefined ? -1 : packedAddress(reference, 0, reference.length);
      column = packed < 0 ? column + 1 : unpackAddress(packed).column;
      if (packed >= 0) row = unpackAddress(packed).row;
      const cell = readCell(s, strings);
      if (cell !== undefined) cells.set(formatAddress(row, column), cell);
    }
  }
  return { cells, hiddenRows };
}

function readCell(s: XmlScanner, strings: SharedStrings): PlainCell | undefined {
  const type = s.attribute('t');
  const { depth } = s;
  let value = '';
  let formula: string | undefined;
  let rich: RichText | undefined;
  for (let t = s.next(); !(t === token.close && s.depth === depth); t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'v') value = s.readText();
    else if (s.local === 'f') formula = s.attribute('t') === 'shared' ? (s.readText(), 'shared') : s.readText();
    else if (s.local === 'is') rich = readRichText(s);
  }
  if (type === 's') rich = strings.rich(Number(value));
  if (rich !== undefined) {
    const text = visibleText(rich.text);
    return text === '' && formula === undefined ? undefined : { text, ...(rich.runs === undefined ? {} : { runs: rich.runs }) };
  }
  if (value === '' && formula === undefined) return undefined;
  const plain = type === undefined || type === 'n' ? plainNumber(value) : visibleText(decodeXstring(value));
  return { text: plain, ...(formula === undefined ? {} : { formula }) };
}

/** Programs differ in the sixteenth and seventeenth digit that they write. */
function plainNumber(lexical: string): string {
  const value = Number(lexical);
  return lexical === '' || Number.isNaN(value) ? lexical : String(Number(value.toPrecision(15)));
}
