import { maxColumn, maxRow } from './address.ts';
import { cellKind, type CellTable } from './cell-table.ts';

/**
 * The fast way over the parts of a sheet that look alike thousands of times. What is read here has exactly the shape that
 * spreadsheet programs write (attributes in the schema's order, no prefix, nothing between the tags) and is well-formed by
 * that shape; at the first thing that is anything else these functions stop and give its offset, and the scanner goes on
 * from there. So two thirds of a workbook's XML need no scanning, and nothing is taken on trust.
 *
 * They look at bytes, not at characters: a byte is had in one instruction, a character of a string only after asking how
 * the string is stored, and no string of the part's size has to be made.
 */
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const markup = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const rowStart = markup('<row r="');
const rowEnd = markup('</row>');
const sharedType = markup(' t="s"');
const numberType = markup(' t="n"');
const cellEnd = markup('</v></c>');
const mergeStart = markup('<mergeCell ref="');
const columnStart = markup('<col ');

function standsAt(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i += 1) if (bytes[at + i] !== what[i]) return false;
  return true;
}

/** Attributes in the order of the schema, as they begin in the part (` ht="`). */
const plainAttributes = (...names: readonly string[]): readonly Uint8Array[] => names.map((name) => markup(` ${name}="`));

/** The place of the attribute at an offset among those from `next` on, or -1. */
function plainAttributeAt(bytes: Uint8Array, at: number, begins: readonly Uint8Array[], next: number): number {
  for (let i = next; i < begins.length; i += 1) if (standsAt(bytes, at, begins[i] as Uint8Array)) return i;
  return -1;
}

/** Of `row` behind `r`, as all writers seen have them. */
const rowAttributes = plainAttributes('spans', 's', 'customFormat', 'ht', 'hidden', 'customHeight', 'outlineLevel', 'collapsed', 'thickTop', 'thickBot', 'ph', 'x14ac:dyDescent');
const columnAttributes = plainAttributes('min', 'max', 'width', 'style', 'hidden', 'bestFit', 'customWidth', 'phonetic', 'outlineLevel', 'collapsed');

/** Reads whole rows, `<row r="1" …>` to `</row>`, from an offset on. */
export function readPlainRows(bytes: Uint8Array, from: number, cells: CellTable, rowStyles: Map<number, number>): number {
  let start = from;
  while (standsAt(bytes, start, rowStart)) {
    let at = start + 8;
    let row = 0;
    let code = bytes[at] as number;
    for (; isDigit(code); code = bytes[(at += 1)] as number) row = row * 10 + code - 48;
    if (code !== 0x22 || row < 1 || row > maxRow) return start;
    at += 1;
    let style = 0;
    let formatted = false;
    for (let i = -1; bytes[at] === 0x20; at += 1) {
      i = plainAttributeAt(bytes, at, rowAttributes, i + 1);
      if (i < 0) return start;
      const value = at + (rowAttributes[i] as Uint8Array).length;
      at = endOfPlainValue(bytes, value);
      if (at < 0) return start;
      if (i === 1) style = plainNumber(bytes, value, at);
      else if (i === 2) formatted = bytes[value] === 0x31 || bytes[value] === 0x74;
    }
    const before = cells.count;
    if (bytes[at] === 0x2f && bytes[at + 1] === 0x3e) start = at + 2;
    else if (bytes[at] === 0x3e) {
      at = readPlainCells(bytes, at + 1, cells, row);
      if (!standsAt(bytes, at, rowEnd)) {
        cells.cutTo(before);
        return start;
      }
      start = at + 6;
    } else return start;
    if (formatted && style > 0) rowStyles.set(row, style);
  }
  return start;
}

/** A whole number, or `NaN`. */
function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] as number;
    if (!isDigit(code)) return Number.NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

/** The closing quote of a value of letters, digits, points, colons and blanks; -1 for any other value. */
function endOfPlainValue(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const code = bytes[at] as number;
    if (code === 0x22) return at;
    if (!(code === 0x20 || (code >= 0x2d && code <= 0x3a && code !== 0x2f) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a))) return -1;
  }
}

/**
 * Reads cells of a row: `<c r="A1" s="6"/>`, `<c r="A1" s="6" t="s"><v>175</v></c>`, `<c r="A1"><v>0.5</v></c>`; `s` may be
 * missing, `t` be `n`.
 */
export function readPlainCells(bytes: Uint8Array, from: number, cells: CellTable, row: number): number {
  let start = from;
  for (;;) {
    let at = start;
    // <c r="
    if (
      bytes[at + 1] !== 0x63 ||
      bytes[at] !== 0x3c ||
      bytes[at + 2] !== 0x20 ||
      bytes[at + 3] !== 0x72 ||
      bytes[at + 4] !== 0x3d ||
      bytes[at + 5] !== 0x22
    ) {
      return start;
    }
    at += 6;
    let column = 0;
    let code = bytes[at] as number;
    for (; code >= 0x41 && code <= 0x5a; code = bytes[(at += 1)] as number) column = column * 26 + code - 64;
    let number = 0;
    for (; isDigit(code); code = bytes[(at += 1)] as number) number = number * 10 + code - 48;
    if (code !== 0x22 || number !== row || column < 1 || column > maxColumn) return start;
    at += 1;
    let style = 0;
    // s="
    if (bytes[at + 1] === 0x73 && bytes[at] === 0x20 && bytes[at + 2] === 0x3d && bytes[at + 3] === 0x22) {
      at += 4;
      code = bytes[at] as number;
      for (; isDigit(code); code = bytes[(at += 1)] as number) style = style * 10 + code - 48;
      if (code !== 0x22 || style > 0xffff_ff) return start;
      at += 1;
    }
    let shared = false;
    code = bytes[at] as number;
    if (code === 0x20) {
      shared = standsAt(bytes, at, sharedType);
      if (shared || standsAt(bytes, at, numberType)) at += 6;
      if (bytes[at] === 0x20) at += 1;
      code = bytes[at] as number;
    }
    if (code === 0x2f && bytes[at + 1] === 0x3e) {
      cells.add(row, column, style);
      start = at + 2;
      continue;
    }
    if (code !== 0x3e || bytes[at + 1] !== 0x3c || bytes[at + 2] !== 0x76 || bytes[at + 3] !== 0x3e) return start;
    at += 4;
    const valueStart = at;
    let value = 0;
    code = bytes[at] as number;
    for (; isDigit(code); code = bytes[(at += 1)] as number) value = value * 10 + code - 48;
    const digits = at - valueStart;
    if (shared) {
      if (digits === 0 || digits > 9) return start;
    } else {
      // The rest of a number: sign, point, exponent.
      while (isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || code === 0x45 || code === 0x65) code = bytes[(at += 1)] as number;
      if (at === valueStart) return start;
    }
    if (code !== 0x3c || !standsAt(bytes, at, cellEnd)) return start;
    const index = cells.add(row, column, style);
    cells.kind[index] = shared ? cellKind.shared : cellKind.number;
    cells.valueStart[index] = shared ? value : valueStart;
    cells.valueEnd[index] = at;
    start = at + 8;
  }
}

/** Reads `<mergeCell ref="A3:B3"/>` after `<mergeCell ref="C3:G3"/>` into `merges` (top, left, bottom, right). */
export function readPlainMerges(bytes: Uint8Array, from: number, merges: number[]): number {
  let start = from;
  while (standsAt(bytes, start, mergeStart)) {
    let at = start + 16;
    let code = bytes[at] as number;
    let left = 0;
    for (; code >= 0x41 && code <= 0x5a; code = bytes[(at += 1)] as number) left = left * 26 + code - 64;
    let top = 0;
    for (; isDigit(code); code = bytes[(at += 1)] as number) top = top * 10 + code - 48;
    if (code !== 0x3a) return start;
    code = bytes[(at += 1)] as number;
    let right = 0;
    for (; code >= 0x41 && code <= 0x5a; code = bytes[(at += 1)] as number) right = right * 26 + code - 64;
    let bottom = 0;
    for (; isDigit(code); code = bytes[(at += 1)] as number) bottom = bottom * 10 + code - 48;
    if (code !== 0x22 || bytes[at + 1] !== 0x2f || bytes[at + 2] !== 0x3e) return start;
    const inOrder = top >= 1 && left >= 1 && bottom >= top && right >= left && bottom <= maxRow && right <= maxColumn;
    if (!inOrder || (bottom === top && right === left)) return start;
    merges.push(top, left, bottom, right);
    start = at + 3;
  }
  return start;
}

/** Reads `<col …/>` after `<col …/>`; of those with a style three numbers: from, to, style. */
export function readPlainColumns(bytes: Uint8Array, from: number, columnStyles: number[]): number {
  let start = from;
  while (standsAt(bytes, start, columnStart)) {
    let at = start + 4;
    let first = 0;
    let last = 0;
    let style = 0;
    for (let i = -1; bytes[at] === 0x20; at += 1) {
      i = plainAttributeAt(bytes, at, columnAttributes, i + 1);
      if (i < 0) return start;
      const value = at + (columnAttributes[i] as Uint8Array).length;
      at = endOfPlainValue(bytes, value);
      if (at < 0) return start;
      if (i === 0) first = plainNumber(bytes, value, at);
      else if (i === 1) last = plainNumber(bytes, value, at);
      else if (i === 3) style = plainNumber(bytes, value, at);
    }
    if (bytes[at] !== 0x2f || bytes[at + 1] !== 0x3e) return start;
    if (style > 0) columnStyles.push(first, last, style);
    start = at + 2;
  }
  return start;
}
