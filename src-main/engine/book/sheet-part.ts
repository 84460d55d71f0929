import { decodeText } from '../xml/entities.ts';
import { isSpreadsheetNamespace } from '../xml/namespaces.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { byteText } from '../xml/utf8.ts';
import { XmlError } from '../xml/xml-error.ts';
import { areaAt, maxColumn, maxRow, packedAddress, parseArea } from './address.ts';
import { blankIds, type AroundMemory } from './around-memory.ts';
import { cellKind, type CellTable } from './cell-table.ts';
import type { MergeList } from './merge-list.ts';
import { readPlainCells, readPlainColumns, readPlainMerges, readPlainRows } from './plain-cells.ts';
import { markup, standsAt } from './plain-markup.ts';
import { readValidation, readX14Validation, type Validation } from './validations.ts';
import { isTrue } from '../xml/is-true.ts';
import type { SheetPart } from './sheet-contents.ts';

/** A form has some hundred merges; Excel itself becomes unusable far below this. */
const maxMerges = 50_000;
const maxCells = 2_000_000;

/**
 * Reads a worksheet part (ECMA-376 part 1, 18.3.1.99), its text or its UTF-8 without mark, in one pass into `cells`; all of
 * it is checked. Throws `XmlError`: `damaged` for what is not well-formed or refers to no cell of a sheet.
 *
 * The scanner goes over the bytes as a text of one character per byte: what it stops at is markup, and the few texts that
 * stand between (values, formulas) are decoded when they are asked for. Where all rows are plain, it sees only what stands
 * around them, and with a `memory` not even that where another sheet had the same there.
 */
export function readSheetPart(part: Buffer | string, cells: CellTable, memory?: AroundMemory): SheetPart {
  const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
  return readAroundRows(bytes, cells, memory) ?? new SheetReading(bytes, byteText(bytes), cells, undefined).read();
}

const dataStart = markup('<sheetData>');
const dataEnd = markup('</sheetData>');

/** Rows that have been read already: where they begin and end in the part. */
interface RowsRead {
  readonly start: number;
  readonly end: number;
  readonly rowStyles: Map<number, number>;
}

/** Rows first, then the rest without them; `undefined` where that is no sheet: a row is not plain, or the tag was in a comment. */
function readAroundRows(bytes: Buffer, cells: CellTable, memory: AroundMemory | undefined): SheetPart | undefined {
  const tag = bytes.indexOf(dataStart);
  if (tag < 0) return undefined;
  const start = tag + dataStart.length;
  const rowStyles = new Map<number, number>();
  cells.start(bytes);
  const end = readPlainRows(bytes, start, cells, rowStyles);
  if (!standsAt(bytes, end, dataEnd) || cells.count > maxCells) return undefined;
  const joined = joinAround(bytes, start, end);
  if (memory) blankIds(joined);
  const known = memory?.recall(joined, start, cells.merges);
  if (known) return { merges: cells.merges, rowStyles, ...known };
  const reading = new SheetReading(bytes, byteText(joined), cells, { start, end, rowStyles });
  try {
    const sheet = reading.read();
    if (!reading.metRows) return undefined;
    memory?.keep(joined, start, sheet);
    return sheet;
  } catch (error) {
    if (error instanceof XmlError && !reading.metRows) return undefined;
    throw error;
  }
}

let around = Buffer.alloc(8192);

/** What stands around the rows, good until the next call. Joined as texts it would be a rope, which is slow to scan. */
function joinAround(bytes: Buffer, start: number, end: number): Buffer {
  const length = start + bytes.length - end;
  if (length > around.length) around = Buffer.alloc(length * 2);
  bytes.copy(around, 0, 0, start);
  bytes.copy(around, start, end);
  return around.subarray(0, length);
}

/** One reading of a part by the scanner. */
class SheetReading {
  readonly #bytes: Buffer;
  readonly #cells: CellTable;
  readonly #scanner: XmlScanner;
  readonly #rowsRead: RowsRead | undefined;
  readonly #rowStyles: Map<number, number>;
  readonly #columnStyles: number[] = [];
  readonly #validations: Validation[] = [];
  #protected = false;
  /** How far the scanner's offsets lie before those of the bytes, once it is behind rows that it does not see. */
  #shift = 0;
  /** The rows that were read before stand where rows do. */
  metRows = false;

  /** `text` is the byte text of `bytes`, without the rows that were read. */
  constructor(bytes: Buffer, text: string, cells: CellTable, rowsRead: RowsRead | undefined) {
    this.#bytes = bytes;
    this.#cells = cells;
    this.#rowsRead = rowsRead;
    this.#rowStyles = rowsRead?.rowStyles ?? new Map<number, number>();
    this.#scanner = new XmlScanner(text, { bytes: true });
    if (!rowsRead) cells.start(bytes);
  }

  read(): SheetPart {
    const s = this.#scanner;
    for (let t = s.next(); t !== token.end; t = s.next()) if (t === token.open) this.#readElement(s);
    return {
      merges: this.#cells.merges,
      validations: this.#validations,
      protected: this.#protected,
      rowStyles: this.#rowStyles,
      columnStyles: this.#columnStyles,
    };
  }

  #readElement(s: XmlScanner): void {
    const { merges } = this.#cells;
    switch (s.local) {
      case 'sheetData':
        if (s.depth !== 2) break;
        if (!this.#rowsRead) readRows(s, this.#cells, this.#rowStyles);
        else if (s.end === this.#rowsRead.start) {
          this.metRows = true;
          this.#shift = this.#rowsRead.end - this.#rowsRead.start;
        }
        break;
      case 'mergeCell':
        if (s.depth === 3) readMerge(s, merges);
        break;
      case 'mergeCells':
        if (s.depth === 2 && !s.selfClosing)
          s.continueAt(readPlainMerges(this.#bytes, s.end + this.#shift, merges, maxMerges) - this.#shift);
        if (merges.length > maxMerges * 4) throw new XmlError('damaged', 'too many merged areas', s.start);
        break;
      case 'dataValidation':
        if (s.depth === 3) pushValidation(this.#validations, readValidation(s));
        else if (s.depth > 3) pushValidation(this.#validations, readX14Validation(s));
        break;
      case 'sheetProtection':
        if (s.depth === 2) this.#protected = isTrue(s.attribute('sheet'));
        break;
      case 'cols':
        if (s.depth === 2 && !s.selfClosing)
          s.continueAt(readPlainColumns(this.#bytes, s.end + this.#shift, this.#columnStyles) - this.#shift);
        break;
      case 'col':
        if (s.depth === 3) readColumn(s, this.#columnStyles);
        break;
      default:
        if (s.depth === 1 && (s.local !== 'worksheet' || !isSpreadsheetNamespace(s.namespace))) {
          throw new XmlError('damaged', 'the root is no worksheet', s.start);
        }
    }
  }
}

function pushValidation(list: Validation[], found: Validation | undefined): void {
  if (found) list.push(found);
}

function readColumn(s: XmlScanner, columnStyles: number[]): void {
  const style = Number(s.attribute('style') ?? 0);
  if (style > 0) columnStyles.push(Number(s.attribute('min')), Number(s.attribute('max')), style);
}

function readMerge(s: XmlScanner, merges: MergeList): void {
  const at = s.attributes.find('ref');
  const area =
    at < 0
      ? undefined
      : (areaAt(s.text, s.attributes.valueStart(at), s.attributes.valueEnd(at)) ?? parseArea(s.attributes.value(at)));
  if (area === undefined) throw new XmlError('damaged', 'a merged area that is none', s.start);
  if (merges.length >= maxMerges * 4) throw new XmlError('damaged', 'too many merged areas', s.start);
  if (area.top !== area.bottom || area.left !== area.right) merges.add(area.top, area.left, area.bottom, area.right);
}

/** A whole number in a stretch of the text; -1 for anything else. */
function wholeNumber(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return end > start && end - start < 10 ? value : -1;
}

function numberAttribute(s: XmlScanner, name: string): number {
  const index = s.attributes.find(name);
  return index < 0 ? -1 : wholeNumber(s.text, s.attributes.valueStart(index), s.attributes.valueEnd(index));
}

function readRows(s: XmlScanner, cells: CellTable, rowStyles: Map<number, number>): void {
  let column = 0;
  let row = s.selfClosing ? 0 : continueAfterPlainRows(s, cells, rowStyles, 0);
  for (let t = s.next(); t !== token.close || s.depth > 2; t = s.next()) {
    if (t === token.close && s.depth === 3 && s.local === 'row') row = continueAfterPlainRows(s, cells, rowStyles, row);
    if (t !== token.open) continue;
    if (s.depth === 4 && s.local === 'c') {
      const at = s.attributes.find('r');
      if (at < 0) column += 1;
      else {
        const packed = packedAddress(s.text, s.attributes.valueStart(at), s.attributes.valueEnd(at));
        if (packed < 0 || Math.floor(packed / maxColumn) !== row) {
          throw new XmlError('damaged', 'a cell reference that fits no cell of its row', s.start);
        }
        column = (packed % maxColumn) + 1;
      }
      if (column > maxColumn) throw new XmlError('damaged', 'a cell beyond the last column', s.start);
      readCell(s, cells, row, column);
      column = continueAfterPlainCells(s, cells, row, column);
    } else if (s.depth === 3 && s.local === 'row') {
      row = s.attributes.find('r') < 0 ? row + 1 : numberAttribute(s, 'r');
      if (row < 1 || row > maxRow) throw new XmlError('damaged', 'a row that is none', s.start);
      column = 0;
      const style = numberAttribute(s, 's');
      if (style > 0 && isTrue(s.attribute('customFormat'))) rowStyles.set(row, style);
      if (!s.selfClosing) column = continueAfterPlainCells(s, cells, row, column);
    } else s.skip();
  }
}

/** Takes the rows that look like nearly all rows; gives the number of the last. */
function continueAfterPlainRows(s: XmlScanner, cells: CellTable, rowStyles: Map<number, number>, row: number): number {
  const offset = readPlainRows(cells.bytes, s.end, cells, rowStyles);
  if (cells.count > maxCells) throw new XmlError('unsafe', 'too many cells', s.start);
  if (offset === s.end) return row;
  s.continueAt(offset);
  // A row without a number follows the last one, which may have no cells.
  const last = s.text.lastIndexOf('<row r="', offset - 1) + 8;
  return Number.parseInt(s.text.slice(last, last + 8), 10);
}

/** Takes the cells that look like nearly all cells; gives the column of the last. */
function continueAfterPlainCells(s: XmlScanner, cells: CellTable, row: number, column: number): number {
  const before = cells.count;
  s.continueAt(readPlainCells(cells.bytes, s.end, cells, row));
  if (cells.count > maxCells) throw new XmlError('unsafe', 'too many cells', s.start);
  return cells.count === before ? column : (cells.column[cells.count - 1] as number);
}

function kindOf(s: XmlScanner): number {
  const at = s.attributes.find('t');
  if (at < 0) return cellKind.number;
  const start = s.attributes.valueStart(at);
  const length = s.attributes.valueEnd(at) - start;
  if (length === 1) {
    const code = s.text.charCodeAt(start);
    if (code === 0x73) return cellKind.shared;
    if (code === 0x6e) return cellKind.number;
    if (code === 0x62) return cellKind.boolean;
    if (code === 0x65) return cellKind.error;
    if (code === 0x64) return cellKind.date;
  } else if (s.text.startsWith('str', start)) return cellKind.text;
  else if (s.text.startsWith('inlineStr', start)) return cellKind.inline;
  throw new XmlError('damaged', 'a cell of unknown type', s.start);
}

function readCell(s: XmlScanner, cells: CellTable, row: number, column: number): void {
  if (cells.count >= maxCells) throw new XmlError('unsafe', 'too many cells', s.start);
  const index = cells.add(row, column, Math.max(0, numberAttribute(s, 's')));
  if (s.selfClosing) {
    s.next();
    return;
  }
  const kind = kindOf(s);
  for (let t = s.next(); t !== token.close || s.depth > 4; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'v') {
      if (kind !== cellKind.inline) readValue(s, cells, index, kind);
      else s.skip();
    } else if (s.local === 'is') {
      const start = s.start;
      s.skip();
      if (kind !== cellKind.inline) continue;
      cells.kind[index] = kind;
      cells.valueStart[index] = start;
      cells.valueEnd[index] = s.end;
    } else if (s.local === 'f') readFormula(s, cells, index);
    else s.skip();
  }
}

/** Notes where the text of `v` lies; an empty one is no value. */
function readValue(s: XmlScanner, cells: CellTable, index: number, kind: number): void {
  let texts = 0;
  let odd = '';
  for (let t = s.next(); t !== token.close || s.depth > 5; t = s.next()) {
    if (t !== token.text) continue;
    texts += 1;
    if (texts === 1 && !s.isCdata) {
      cells.valueStart[index] = s.start;
      cells.valueEnd[index] = s.end;
      cells.kind[index] = kind;
    } else {
      if (texts > 1 && odd === '')
        odd = decodeText(cells.slice(cells.valueStart[index] as number, cells.valueEnd[index] as number));
      odd += s.value;
      cells.kind[index] = kind;
    }
  }
  if (odd !== '') cells.oddValues.set(index, odd);
  if (cells.kind[index] === cellKind.shared) {
    cells.valueStart[index] =
      odd === ''
        ? indexAt(s.text, cells.valueStart[index] as number, cells.valueEnd[index] as number)
        : indexAt(odd, 0, odd.length);
  }
}

/** The index of a shared string; white space around it is allowed (`xsd:unsignedInt`). */
function indexAt(text: string, start: number, end: number): number {
  const plain = wholeNumber(text, start, end);
  const trimmed = plain < 0 ? text.slice(start, end).trim() : '';
  return plain < 0 ? wholeNumber(trimmed, 0, trimmed.length) : plain;
}

function readFormula(s: XmlScanner, cells: CellTable, index: number): void {
  const shared = s.attribute('t') === 'shared' ? s.attribute('si') : undefined;
  const start = s.end;
  s.skip();
  cells.formulas.set(index, { start, end: Math.max(start, s.start), sharedIndex: shared });
}
