import type { RawValue } from '../../../src-shared/domain/item.ts';
import { decodeText } from '../xml/entities.ts';
import { XmlScanner } from '../xml/scanner.ts';
import { XmlError } from '../xml/xml-error.ts';
import { decodeXstring, singleLineEnds, visibleText } from '../xml/xstring.ts';
import { displayNumber, displayText, isDateFormat } from './styles/number-format.ts';
import { serialOfIsoDate } from './styles/date-serial.ts';
import { formatOf, type Styles } from './styles/styles-part.ts';
import { cellKind, type CellTable } from './cell-table.ts';
import { readRichText, type RichText } from './rich-text.ts';
import type { SharedStrings } from './shared-strings.ts';

/** What cells of all sheets refer to. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly date1904: boolean;
}

/** The stored characters of a cell's `v`. */
function stored(cells: CellTable, index: number): string {
  const odd = cells.oddValues.get(index);
  if (odd !== undefined) return odd;
  const start = cells.valueStart[index] as number;
  return decodeText(cells.slice(start, cells.valueEnd[index] as number), start);
}

/** A shared string's index was read with the sheet (`valueStart`); here it is held against the table. */
function stringIndex(cells: CellTable, index: number, strings: SharedStrings): number {
  const at = cells.valueStart[index] as number;
  if (at < 0 || at >= strings.count) throw new XmlError('damaged', 'a string that the table does not have', 0);
  return at;
}

function inlineString(cells: CellTable, index: number): RichText {
  const s = new XmlScanner(cells.slice(cells.valueStart[index] as number, cells.valueEnd[index] as number), {
    fragment: true,
  });
  s.next();
  return readRichText(s);
}

const numberOf = (lexical: string): number => (lexical.trim() === '' ? Number.NaN : Number(lexical));

/** The index of the shared string that a cell shows as it is, or -1: labels are looked up once per string by it. */
export function sharedIndexOf(cells: CellTable, index: number, context: CellContext): number {
  return cells.kind[index] === cellKind.shared ? stringIndex(cells, index, context.strings) : -1;
}

/**
 * What two programs' files compare by: a text as it is seen, anything else as it is stored, with numbers in one form, so that
 * `1E-1` and `0.1` are alike. Throws `XmlError` for a string that is not there.
 */
export function comparableCell(cells: CellTable, index: number, context: CellContext): string {
  switch (cells.kind[index]) {
    case cellKind.shared:
      return context.strings.visible(stringIndex(cells, index, context.strings)) ?? '';
    case cellKind.inline:
      return singleLineEnds(inlineString(cells, index).text);
    case cellKind.number:
      return plainNumber(stored(cells, index));
    case cellKind.blank:
      return '';
    default:
      return visibleText(stored(cells, index));
  }
}

/** Programs differ in the sixteenth and seventeenth digit that they write. */
function plainNumber(lexical: string): string {
  const value = Number(lexical);
  return lexical === '' || Number.isNaN(value) ? lexical : String(Number(value.toPrecision(15)));
}

/** What a reader of the cell sees, line ends as one `\n`. Throws `XmlError` for a string that is not there. */
export function displayCell(cells: CellTable, index: number, context: CellContext): string {
  const { numberFormat } = formatOf(context.styles, cells.style[index] as number);
  switch (cells.kind[index]) {
    case cellKind.shared:
      return displayText(context.strings.visible(stringIndex(cells, index, context.strings)) ?? '', numberFormat);
    case cellKind.inline:
      return displayText(singleLineEnds(inlineString(cells, index).text), numberFormat);
    case cellKind.text:
      return displayText(visibleText(stored(cells, index)), numberFormat);
    case cellKind.number: {
      const lexical = stored(cells, index);
      const value = numberOf(lexical);
      return Number.isNaN(value) ? lexical : displayNumber(value, numberFormat, context.date1904);
    }
    case cellKind.boolean:
      return isTrueValue(stored(cells, index)) ? 'TRUE' : 'FALSE';
    case cellKind.date: {
      const text = stored(cells, index);
      const serial = serialOfIsoDate(text.trim(), context.date1904);
      return serial === undefined ? text : displayNumber(serial, dateFormat(numberFormat), context.date1904);
    }
    case cellKind.error:
      return stored(cells, index);
    default:
      return '';
  }
}

const dateFormat = (code: string): string => (code === 'General' ? 'yyyy/m/d' : code);
const isTrueValue = (text: string): boolean => /^\s*(?:1|true)\s*$/.test(text);

/** What the cell holds, as stored. Throws `XmlError` for a string that is not there. */
export function rawCell(cells: CellTable, index: number, context: CellContext): RawValue {
  switch (cells.kind[index]) {
    case cellKind.shared:
      return context.strings.raw(stringIndex(cells, index, context.strings));
    case cellKind.inline:
      return rawText(inlineString(cells, index));
    case cellKind.text:
      return { kind: 'text', text: decodeXstring(stored(cells, index)) };
    case cellKind.number:
    case cellKind.date: {
      const lexical = stored(cells, index);
      const value =
        cells.kind[index] === cellKind.number ? numberOf(lexical) : serialOfIsoDate(lexical.trim(), context.date1904);
      if (value === undefined || Number.isNaN(value)) return { kind: 'text', text: lexical };
      const format = formatOf(context.styles, cells.style[index] as number).numberFormat;
      return {
        kind: 'number',
        value,
        lexical,
        format,
        ...(context.date1904 && isDateFormat(format) ? { date1904: true } : {}),
      };
    }
    case cellKind.boolean:
      return { kind: 'boolean', value: isTrueValue(stored(cells, index)) };
    case cellKind.error:
      return { kind: 'error', code: stored(cells, index) };
    default:
      return { kind: 'blank' };
  }
}

const rawText = (rich: RichText): RawValue =>
  rich.runs ? { kind: 'text', text: rich.text, runs: rich.runs } : { kind: 'text', text: rich.text };
