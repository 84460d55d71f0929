import { maxColumn, maxRow } from './address.ts';
import { cellKind, type CellKind, type CellTable } from './cell-table.ts';
import type { MergeList } from './merge-list.ts';
import {
  endOfPlainValue,
  endOfText,
  isDigit,
  markup,
  plainAttributeAt,
  plainAttributes,
  plainNumber,
  standsAt,
} from './plain-markup.ts';

/**
 * The fast way over the parts of a sheet that look alike thousands of times. What is read here has exactly the shape that
 * spreadsheet programs write (attributes in the schema's order, no prefix, nothing between the tags) and is well-formed by
 * that shape; at the first thing that is anything else these functions stop and give its offset, and the scanner goes on
 * from there. So two thirds of a workbook's XML need no scanning, and nothing is taken on trust.
 */
const rowStart = markup('<row r="');
const rowEnd = markup('</row>');
const mergeStart = markup('<mergeCell ref="');
const columnStart = markup('<col ');
const valueStartTag = markup('<v>');
const valueEndTag = markup('</v>');
const cellEndTag = markup('</c>');
const formulaStartTag = markup('<f>');
const formulaEndTag = markup('</f>');
/** The type of a cell as it stands behind the style. */
const sharedType = markup(' t="s"');
const textType = markup(' t="str"');
const numberType = markup(' t="n"');

/** Of `row` behind `r`, as all writers seen have them. */
const rowAttributes = plainAttributes(
  'spans',
  's',
  'customFormat',
  'ht',
  'hidden',
  'customHeight',
  'outlineLevel',
  'collapsed',
  'thickTop',
  'thickBot',
  'ph',
  'x14ac:dyDescent',
);
const columnAttributes = plainAttributes(
  'min',
  'max',
  'width',
  'style',
  'hidden',
  'bestFit',
  'customWidth',
  'phonetic',
  'outlineLevel',
  'collapsed',
);

/** Reads whole rows, `<row r="1" …>` to `</row>`, from an offset on. */
export function readPlainRows(bytes: Buffer, from: number, cells: CellTable, rowStyles: Map<number, number>): number {
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

/**
 * Reads cells of a row: `<c r="A1" s="6"/>`, `<c r="A1" s="6" t="s"><v>175</v></c>`, `<c r="A1"><v>0.5</v></c>`,
 * `<c r="A1" t="str"><f>B1</f><v>…</v></c>`; `s` may be missing, `t` be `n`. Throws `XmlError` for a bad entity.
 */
export function readPlainCells(bytes: Buffer, from: number, cells: CellTable, row: number): number {
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
    let kind: CellKind = cellKind.number;
    if (bytes[at] === 0x20) {
      if (standsAt(bytes, at, sharedType)) {
        kind = cellKind.shared;
        at += sharedType.length;
      } else if (standsAt(bytes, at, textType)) {
        kind = cellKind.text;
        at += textType.length;
      } else if (standsAt(bytes, at, numberType)) at += numberType.length;
      if (bytes[at] === 0x20) at += 1;
    }
    if (bytes[at] === 0x2f && bytes[at + 1] === 0x3e) {
      cells.add(row, column, style);
      start = at + 2;
      continue;
    }
    if (bytes[at] !== 0x3e) return start;
    at += 1;
    let formula = 0;
    let formulaEnd = 0;
    if (standsAt(bytes, at, formulaStartTag)) {
      formula = at + formulaStartTag.length;
      formulaEnd = endOfText(bytes, formula, formulaEndTag);
      if (formulaEnd < 0) return start;
      at = formulaEnd + formulaEndTag.length;
    }
    if (!standsAt(bytes, at, valueStartTag)) return start;
    at += valueStartTag.length;
    const valueStart = at;
    let value = 0;
    if (kind === cellKind.text) at = endOfText(bytes, at, valueEndTag);
    else {
      for (code = bytes[at] as number; isDigit(code); code = bytes[(at += 1)] as number) value = value * 10 + code - 48;
      if (kind === cellKind.shared) {
        if (at - valueStart > 9) return start;
      } else {
        // The rest of a number: sign, point, exponent.
        while (isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || code === 0x45 || code === 0x65)
          code = bytes[(at += 1)] as number;
      }
    }
    // An empty value is none.
    if (at <= valueStart || !standsAt(bytes, at, valueEndTag) || !standsAt(bytes, at + valueEndTag.length, cellEndTag))
      return start;
    const index = cells.add(row, column, style);
    cells.kind[index] = kind;
    cells.valueStart[index] = kind === cellKind.shared ? value : valueStart;
    cells.valueEnd[index] = at;
    if (formula > 0) cells.formulas.set(index, { start: formula, end: formulaEnd, sharedIndex: undefined });
    start = at + valueEndTag.length + cellEndTag.length;
  }
}

/** Reads `<mergeCell ref="A3:B3"/>` after `<mergeCell ref="C3:G3"/>` into `merges`, one more than `most` at most. */
export function readPlainMerges(bytes: Buffer, from: number, merges: MergeList, most: number): number {
  let start = from;
  while (merges.length <= most * 4 && standsAt(bytes, start, mergeStart)) {
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
    merges.add(top, left, bottom, right);
    start = at + 3;
  }
  return start;
}

/** Reads `<col …/>` after `<col …/>`; of those with a style three numbers: from, to, style. */
export function readPlainColumns(bytes: Buffer, from: number, columnStyles: number[]): number {
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
