import { isTrue } from '../../xml/is-true.ts';
import {
  packedAddress,
  parseArea,
  unpackAddress,
  maxColumn,
  type Area,
  type CellPosition,
} from '../../book/address.ts';
import { readRichText, type RichText } from '../../book/rich-text.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';

/** A stretch of the part's text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface FoundFormula extends Stretch {
  readonly position: CellPosition;
  /** `t`: `normal`, `shared`, `array` or `dataTable` (ECMA-376 part 1, 18.18.6). */
  readonly type: string;
  /** The cells that an array, a data table or a shared formula's first cell stands for. */
  readonly area: Area | undefined;
  /** Index of a shared formula. */
  readonly shared: string | undefined;
  /** Decoded, without `=`; empty in the followers of a shared formula. */
  readonly text: string;
}

export interface FoundCell extends Stretch {
  readonly position: CellPosition;
  /** Behind the start tag. */
  readonly open: number;
  /** As `t` says (ECMA-376 part 1, 18.18.11); `n` where it is missing. */
  readonly type: string;
  readonly style: string | undefined;
  /** Decoded content of `<v>`. */
  readonly value: string | undefined;
  readonly inline: RichText | undefined;
  /** Children that hold the content, to be replaced: `<v>` and `<is>`. */
  readonly contents: readonly Stretch[];
  readonly formula: FoundFormula | undefined;
}

export interface FoundRow extends Stretch {
  readonly row: number;
  readonly open: number;
  readonly empty: boolean;
  /** Style of cells that are not there, when the row has one. */
  readonly style: string | undefined;
  /** All cells of the row, in the part's order. */
  readonly cells: readonly RowCell[];
  /** Before the end tag. */
  readonly close: number;
}

export interface RowCell extends Stretch {
  readonly column: number;
  readonly style: string | undefined;
}

/** A sheet part with the places that writing some cells needs. Offsets are UTF-16 units of `text`. */
export interface SheetPlaces {
  readonly text: string;
  /** Prefix of the part's elements with its colon, or `''`. */
  readonly prefix: string;
  readonly sheetData: Stretch & { readonly open: number; readonly close: number; readonly empty: boolean };
  /** Those of the wanted cells that exist, by packed address. */
  readonly cells: ReadonlyMap<number, FoundCell>;
  /** Wanted cells that stand in the part twice: no two readers agree which one counts. */
  readonly twice: ReadonlySet<number>;
  /** Those of the wanted rows that exist. */
  readonly rows: ReadonlyMap<number, FoundRow>;
  /** Where a missing wanted row belongs. */
  readonly rowPlaces: ReadonlyMap<number, number>;
  /** Style of the cell above a wanted one in the row before. */
  readonly stylesAbove: ReadonlyMap<number, string>;
  readonly columnStyles: readonly { readonly from: number; readonly to: number; readonly style: string }[];
  /** Every formula of an array, a data table or a shared group. */
  readonly groups: readonly FoundFormula[];
  /** Merged areas that hold a wanted cell that is missing. */
  readonly merges: readonly Area[];
  /** The value of `ref` in `<dimension>`. */
  readonly dimension: (Stretch & { readonly ref: string }) | undefined;
}

/**
 * One pass over a sheet part for the places of the wanted cells (packed addresses). Rows and cells without `r` stand
 * behind the one before them (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73). The part has been read as a whole before, so
 * rows without a wanted cell are leapt over where that is safe. Throws `XmlError`.
 */
export function locateCells(text: string, wanted: ReadonlySet<number>): SheetPlaces {
  const s = new XmlScanner(text);
  const reader = new PlacesReader(s, wanted);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth < 2) continue;
    if (s.depth > 2) s.skip();
    else reader.readBlock();
  }
  return reader.places();
}

class PlacesReader {
  readonly #s: XmlScanner;
  readonly #wanted: ReadonlySet<number>;
  readonly #wantedRows: ReadonlySet<number>;
  /** Rows without wanted cells may be passed over unread: the part was read before, and nothing in them matters. */
  readonly #mayLeap: boolean;
  readonly #cells = new Map<number, FoundCell>();
  readonly #twice = new Set<number>();
  readonly #rows = new Map<number, FoundRow>();
  readonly #rowPlaces = new Map<number, number>();
  readonly #stylesAbove = new Map<number, string>();
  readonly #columnStyles: { from: number; to: number; style: string }[] = [];
  readonly #groups: FoundFormula[] = [];
  readonly #merges: Area[] = [];
  #missingCells: readonly number[] | undefined;
  #dimension: SheetPlaces['dimension'];
  #sheetData: SheetPlaces['sheetData'] | undefined;
  #prefix = '';

  constructor(s: XmlScanner, wanted: ReadonlySet<number>) {
    this.#s = s;
    this.#wanted = wanted;
    this.#wantedRows = new Set(Array.from(wanted, (packed) => unpackAddress(packed).row));
    this.#mayLeap = !/<!|<\?(?!xml )|\st\s*=\s*["'](?:shared|array|dataTable)/.test(s.text);
  }

  /** From the `open` of a child of the root, goes to its `close`. */
  readBlock(): void {
    const s = this.#s;
    if (s.local === 'sheetData' && this.#sheetData === undefined) this.#readSheetData();
    else if (s.local === 'cols') this.#readChildren(() => this.#readColumn());
    else if (s.local === 'mergeCells') this.#readChildren(() => this.#readMerge());
    else {
      if (s.local === 'dimension') this.#readDimension();
      s.skip();
    }
  }

  places(): SheetPlaces {
    const sheetData = this.#sheetData;
    if (sheetData === undefined) throw new Error('no sheetData');
    for (const row of this.#wantedRows) {
      if (!this.#rows.has(row) && !this.#rowPlaces.has(row)) this.#rowPlaces.set(row, sheetData.close);
    }
    return {
      text: this.#s.text,
      prefix: this.#prefix,
      sheetData,
      cells: this.#cells,
      twice: this.#twice,
      rows: this.#rows,
      rowPlaces: this.#rowPlaces,
      stylesAbove: this.#stylesAbove,
      columnStyles: this.#columnStyles,
      groups: this.#groups,
      merges: this.#merges,
      dimension: this.#dimension,
    };
  }

  #readChildren(readChild: () => void): void {
    const s = this.#s;
    const { depth } = s;
    for (let t = s.next(); !(t === token.close && s.depth === depth); t = s.next()) {
      if (t === token.open && s.depth === depth + 1) readChild();
    }
  }

  #readDimension(): void {
    const range = this.#s.attributeRange('ref');
    if (range) this.#dimension = { start: range[0], end: range[1], ref: this.#s.text.slice(range[0], range[1]) };
  }

  #readColumn(): void {
    const s = this.#s;
    const style = s.attribute('style');
    if (s.local !== 'col' || style === undefined) return;
    this.#columnStyles.push({ from: Number(s.attribute('min')), to: Number(s.attribute('max')), style });
  }

  #readMerge(): void {
    const area = parseArea(this.#s.attribute('ref') ?? '');
    if (area === undefined) return;
    for (const packed of this.#missing()) {
      const { row, column } = unpackAddress(packed);
      if (row >= area.top && row <= area.bottom && column >= area.left && column <= area.right) {
        this.#merges.push(area);
        return;
      }
    }
  }

  /** Wanted cells that the sheet does not have, once its data are read; merged areas stand behind them. */
  #missing(): readonly number[] {
    return (this.#missingCells ??= Array.from(this.#wanted).filter((packed) => !this.#cells.has(packed)));
  }

  #readSheetData(): void {
    const s = this.#s;
    const { start, end: open, selfClosing: empty } = s;
    this.#prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    let row = 0;
    const inOrder = Array.from(this.#wantedRows).toSorted((a, b) => a - b);
    let next = 0;
    this.#readChildren(() => {
      if (s.local !== 'row') return s.skip();
      const given = Number(s.attribute('r') ?? Number.NaN);
      row = Number.isInteger(given) && given > 0 ? given : row + 1;
      for (; next < inOrder.length && (inOrder[next] as number) < row; next++)
        this.#rowPlaces.set(inOrder[next] as number, s.start);
      this.#readRow(row);
    });
    this.#sheetData = { start, open, close: s.start, end: s.end, empty };
  }

  #readRow(row: number): void {
    const s = this.#s;
    const { start, end: open, selfClosing: empty } = s;
    const style = isTrue(s.attribute('customFormat')) ? s.attribute('s') : undefined;
    const keep = this.#wantedRows.has(row) && !this.#rows.has(row);
    const above = this.#wantedRows.has(row + 1);
    if (this.#mayLeap && !above && !empty && !this.#wantedRows.has(row)) {
      const close = s.text.indexOf(`</${s.qualifiedName}`, open);
      if (close > 0) s.continueAt(close);
      s.skip();
      return;
    }
    const cells: RowCell[] = [];
    let column = 0;
    this.#readChildren(() => {
      if (s.local !== 'c') return s.skip();
      const reference = s.attribute('r');
      const packed = reference === undefined ? -1 : packedAddress(reference, 0, reference.length);
      column = packed < 0 ? column + 1 : unpackAddress(packed).column;
      const cellStyle = s.attribute('s');
      if (above && cellStyle !== undefined) this.#stylesAbove.set((row + 1) * maxColumn + column - 1, cellStyle);
      const cellStart = s.start;
      this.#readCell({ row, column }, this.#wanted.has(row * maxColumn + column - 1));
      if (keep) cells.push({ column, style: cellStyle, start: cellStart, end: s.end });
    });
    if (keep) this.#rows.set(row, { row, start, open, close: s.start, end: s.end, empty, style, cells });
  }

  /** From the `open` of a cell, goes to its `close`; formulas of groups are noted in every cell. */
  #readCell(position: CellPosition, wanted: boolean): void {
    const s = this.#s;
    const { start, end: open } = s;
    const type = s.attribute('t') ?? 'n';
    const style = s.attribute('s');
    const contents: Stretch[] = [];
    let value: string | undefined;
    let inline: RichText | undefined;
    let formula: FoundFormula | undefined;
    this.#readChildren(() => {
      const childStart = s.start;
      if (s.local === 'f') {
        formula = this.#readFormula(position);
        if (formula.type !== 'normal') this.#groups.push(formula);
      } else if (!wanted) s.skip();
      else if (s.local === 'v') {
        value = s.readText();
        contents.push({ start: childStart, end: s.end });
      } else if (s.local === 'is') {
        inline = readRichText(s);
        contents.push({ start: childStart, end: s.end });
      } else s.skip();
    });
    if (!wanted) return;
    const key = position.row * maxColumn + position.column - 1;
    if (this.#cells.has(key)) this.#twice.add(key);
    else this.#cells.set(key, { position, start, open, end: s.end, type, style, value, inline, contents, formula });
  }

  #readFormula(position: CellPosition): FoundFormula {
    const s = this.#s;
    const { start } = s;
    const type = s.attribute('t') ?? 'normal';
    const area = parseArea(s.attribute('ref') ?? '');
    const shared = type === 'shared' ? (s.attribute('si') ?? '') : undefined;
    const text = s.readText();
    return { position, type, area, shared, text, start, end: s.end };
  }
}
