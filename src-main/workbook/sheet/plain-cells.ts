import { maxColumn, maxRow } from './address.ts';
import { cellKind, type CellTable } from './cell-table.ts';

/**
 * The fast way over the parts of a sheet that look alike thousands of times. What is read here has exactly the shape that
 * spreadsheet programs write (attributes in the schema's order, no prefix, nothing between the tags) and is well-formed by
 * that shape; at the first thing that is anything else these functions stop and give its offset, and the scanner goes on
 * from there. So two thirds of a workbook's XML need no scanning, and nothing is taken on trust.
 */
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Attributes in the order of the schema, as they begin in the text (` ht="`), and their first two letters as one number. */
interface PlainAttributes {
  readonly begins: readonly string[];
  readonly letters: readonly number[];
}

const plainAttributes = (...names: readonly string[]): PlainAttributes => ({
  begins: names.map((name) => ` ${name}="`),
  letters: names.map((name) => name.charCodeAt(0) * 65_536 + (name.length > 1 ? name.charCodeAt(1) : 0x3d)),
});

/** The place of the attribute at an offset among those from `next` on, or -1. */
function plainAttributeAt(text: string, at: number, { begins, letters }: PlainAttributes, next: number): number {
  const two = text.charCodeAt(at + 1) * 65_536 + text.charCodeAt(at + 2);
  for (let i = next; i < letters.length; i += 1) {
    if (letters[i] === two && text.startsWith(begins[i] as string, at)) return i;
  }
  return -1;
}

/** Of `row` behind `r`, as all writers seen have them. */
const rowAttributes = plainAttributes('spans', 's', 'customFormat', 'ht', 'hidden', 'customHeight', 'outlineLevel', 'collapsed', 'thickTop', 'thickBot', 'ph', 'x14ac:dyDescent');
const columnAttributes = plainAttributes('min', 'max', 'width', 'style', 'hidden', 'bestFit', 'customWidth', 'phonetic', 'outlineLevel', 'collapsed');

/** Reads whole rows, `<row r="1" …>` to `</row>`, from an offset on. */
export function readPlainRows(text: string, from: number, cells: CellTable, rowStyles: Map<number, number>): number {
  let start = from;
  while (text.startsWith('<row r="', start)) {
    let at = start + 8;
    let row = 0;
    let code = text.charCodeAt(at);
    for (; isDigit(code); code = text.charCodeAt((at += 1))) row = row * 10 + code - 48;
    if (code !== 0x22 || row < 1 || row > maxRow) return start;
    at += 1;
    let style = 0;
    let formatted = false;
    for (let i = -1; text.charCodeAt(at) === 0x20; at += 1) {
      i = plainAttributeAt(text, at, rowAttributes, i + 1);
      if (i < 0) return start;
      const value = at + (rowAttributes.begins[i] as string).length;
      at = endOfPlainValue(text, value);
      if (at < 0) return start;
      if (i === 1) style = Number(text.slice(value, at));
      else if (i === 2) formatted = text.charCodeAt(value) === 0x31 || text.charCodeAt(value) === 0x74;
    }
    const before = cells.count;
    if (text.charCodeAt(at) === 0x2f && text.charCodeAt(at + 1) === 0x3e) start = at + 2;
    else if (text.charCodeAt(at) === 0x3e) {
      at = readPlainCells(text, at + 1, cells, row);
      if (!text.startsWith('</row>', at)) {
        cells.cutTo(before);
        return start;
      }
      start = at + 6;
    } else return start;
    if (formatted && style > 0) rowStyles.set(row, style);
  }
  return start;
}

/** The closing quote of a value of letters, digits, points, colons and blanks; -1 for any other value. */
function endOfPlainValue(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (!(code === 0x20 || (code >= 0x2d && code <= 0x3a && code !== 0x2f) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a))) return -1;
  }
}

/**
 * Reads cells of a row: `<c r="A1" s="6"/>`, `<c r="A1" s="6" t="s"><v>175</v></c>`, `<c r="A1"><v>0.5</v></c>`; `s` may be
 * missing, `t` be `n`.
 */
export function readPlainCells(text: string, from: number, cells: CellTable, row: number): number {
  let start = from;
  for (;;) {
    let at = start;
    // <c r="
    if (
      text.charCodeAt(at + 1) !== 0x63 ||
      text.charCodeAt(at) !== 0x3c ||
      text.charCodeAt(at + 2) !== 0x20 ||
      text.charCodeAt(at + 3) !== 0x72 ||
      text.charCodeAt(at + 4) !== 0x3d ||
      text.charCodeAt(at + 5) !== 0x22
    ) {
      return start;
    }
    at += 6;
    let column = 0;
    let code = text.charCodeAt(at);
    for (; code >= 0x41 && code <= 0x5a; code = text.charCodeAt((at += 1))) column = column * 26 + code - 64;
    let number = 0;
    for (; isDigit(code); code = text.charCodeAt((at += 1))) number = number * 10 + code - 48;
    if (code !== 0x22 || number !== row || column < 1 || column > maxColumn) return start;
    at += 1;
    let style = 0;
    // s="
    if (text.charCodeAt(at + 1) === 0x73 && text.charCodeAt(at) === 0x20 && text.charCodeAt(at + 2) === 0x3d && text.charCodeAt(at + 3) === 0x22) {
      at += 4;
      code = text.charCodeAt(at);
      for (; isDigit(code); code = text.charCodeAt((at += 1))) style = style * 10 + code - 48;
      if (code !== 0x22 || style > 0xffff_ff) return start;
      at += 1;
    }
    let shared = false;
    code = text.charCodeAt(at);
    if (code === 0x20) {
      if (text.startsWith(' t="s"', at)) shared = true;
      if (shared || text.startsWith(' t="n"', at)) at += 6;
      if (text.charCodeAt(at) === 0x20) at += 1;
      code = text.charCodeAt(at);
    }
    if (code === 0x2f && text.charCodeAt(at + 1) === 0x3e) {
      cells.add(row, column, style);
      start = at + 2;
      continue;
    }
    if (code !== 0x3e || text.charCodeAt(at + 1) !== 0x3c || text.charCodeAt(at + 2) !== 0x76 || text.charCodeAt(at + 3) !== 0x3e) return start;
    at += 4;
    const valueStart = at;
    let value = 0;
    code = text.charCodeAt(at);
    for (; isDigit(code); code = text.charCodeAt((at += 1))) value = value * 10 + code - 48;
    const digits = at - valueStart;
    if (shared) {
      if (digits === 0 || digits > 9) return start;
    } else {
      // The rest of a number: sign, point, exponent.
      while (isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || code === 0x45 || code === 0x65) code = text.charCodeAt((at += 1));
      if (at === valueStart) return start;
    }
    if (code !== 0x3c || !text.startsWith('</v></c>', at)) return start;
    const index = cells.add(row, column, style);
    cells.kind[index] = shared ? cellKind.shared : cellKind.number;
    cells.valueStart[index] = shared ? value : valueStart;
    cells.valueEnd[index] = at;
    start = at + 8;
  }
}

/** Reads `<mergeCell ref="A3:B3"/>` after `<mergeCell ref="C3:G3"/>` into `merges` (top, left, bottom, right). */
export function readPlainMerges(text: string, from: number, merges: number[]): number {
  let start = from;
  while (text.startsWith('<mergeCell ref="', start)) {
    let at = start + 16;
    let code = text.charCodeAt(at);
    let left = 0;
    for (; code >= 0x41 && code <= 0x5a; code = text.charCodeAt((at += 1))) left = left * 26 + code - 64;
    let top = 0;
    for (; isDigit(code); code = text.charCodeAt((at += 1))) top = top * 10 + code - 48;
    if (code !== 0x3a) return start;
    code = text.charCodeAt((at += 1));
    let right = 0;
    for (; code >= 0x41 && code <= 0x5a; code = text.charCodeAt((at += 1))) right = right * 26 + code - 64;
    let bottom = 0;
    for (; isDigit(code); code = text.charCodeAt((at += 1))) bottom = bottom * 10 + code - 48;
    if (code !== 0x22 || text.charCodeAt(at + 1) !== 0x2f || text.charCodeAt(at + 2) !== 0x3e) return start;
    const inOrder = top >= 1 && left >= 1 && bottom >= top && right >= left && bottom <= maxRow && right <= maxColumn;
    if (!inOrder || (bottom === top && right === left)) return start;
    merges.push(top, left, bottom, right);
    start = at + 3;
  }
  return start;
}

/** Reads `<col …/>` after `<col …/>`; of those with a style three numbers: from, to, style. */
export function readPlainColumns(text: string, from: number, columnStyles: number[]): number {
  let start = from;
  while (text.startsWith('<col ', start)) {
    let at = start + 4;
    let first = 0;
    let last = 0;
    let style = 0;
    for (let i = -1; text.charCodeAt(at) === 0x20; at += 1) {
      i = plainAttributeAt(text, at, columnAttributes, i + 1);
      if (i < 0) return start;
      const value = at + (columnAttributes.begins[i] as string).length;
      at = endOfPlainValue(text, value);
      if (at < 0) return start;
      if (i === 0) first = Number(text.slice(value, at));
      else if (i === 1) last = Number(text.slice(value, at));
      else if (i === 3) style = Number(text.slice(value, at));
    }
    if (text.charCodeAt(at) !== 0x2f || text.charCodeAt(at + 1) !== 0x3e) return start;
    if (style > 0) columnStyles.push(first, last, style);
    start = at + 2;
  }
  return start;
}
