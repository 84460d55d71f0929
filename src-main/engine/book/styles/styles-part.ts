import { colourTable, type ColourTable } from './colours.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { boundedFormat } from '../sheet-limits.ts';
import { builtinFormats } from './builtin-formats.ts';
import { fontMark } from './font-mark.ts';

/** What reading needs of a cell format (`xf` of `cellXfs`, ECMA-376 part 1, 18.8.45). */
export interface CellFormat {
  /** Format code; `General` when there is none. */
  readonly numberFormat: string;
  /** Sheet protection applies to the cell; true unless the format says otherwise. */
  readonly locked: boolean;
  /** How its font marks a text (font-mark.ts); not there for a font that does not. */
  readonly mark?: string;
}

export interface Styles {
  readonly cellFormats: readonly CellFormat[];
}

const plain: CellFormat = { numberFormat: 'General', locked: true };
export const noStyles: Styles = { cellFormats: [plain] };

const standardColours = (): ColourTable => colourTable(undefined, undefined);

/** The format of a style index; a plain one past the end of the table, as Excel shows such cells. */
export const formatOf = (styles: Styles, index: number): CellFormat => styles.cellFormats[index] ?? plain;

/**
 * Reads the styles part, all of it checked. Throws `XmlError`.
 *
 * @param colours gives the theme's colours when a font has one of them.
 */
export function readStyles(text: string, colours = standardColours): Styles {
  const s = new XmlScanner(text);
  const codes = new Map<number, string>();
  const cellFormats: CellFormat[] = [];
  const formatIds: number[] = [];
  const fontIds: number[] = [];
  const fontMarks: string[] = [];
  let inside = '';
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1 && s.local !== 'styleSheet') throw new XmlError('damaged', 'the root is no style sheet', s.start);
    if (s.depth === 2) inside = s.local;
    else if (inside === 'fonts' && s.local === 'font' && s.depth === 3) fontMarks.push(fontMark(s, colours));
    else if (inside === 'numFmts' && s.local === 'numFmt' && s.depth === 3) {
      codes.set(Number(s.attribute('numFmtId')), boundedFormat(s.attribute('formatCode') ?? 'General'));
    } else if (inside === 'cellXfs' && s.depth === 3 && s.local === 'xf') {
      formatIds.push(Number(s.attribute('numFmtId') ?? 0));
      fontIds.push(Number(s.attribute('fontId') ?? 0));
      cellFormats.push(plain);
    } else if (inside === 'cellXfs' && s.depth === 4 && s.local === 'protection') {
      const locked = s.attribute('locked');
      const last = cellFormats.length - 1;
      if (locked === '0' || locked === 'false') cellFormats[last] = { ...plain, locked: false };
    }
  }
  return {
    cellFormats: cellFormats.map((format, i) => {
      const id = formatIds[i] as number;
      const numberFormat = codes.get(id) ?? builtinFormats[id] ?? 'General';
      const mark = fontMarks[fontIds[i] as number] ?? '';
      if (mark !== '') return { ...format, numberFormat, mark };
      return numberFormat === 'General' ? format : { ...format, numberFormat };
    }),
  };
}
