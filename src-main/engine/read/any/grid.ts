import { cellKind, type CellTable } from '../../book/cell-table.ts';
import { displayCell, sharedIndexOf, type CellContext } from '../../book/cell-value.ts';
import type { MergeList } from '../../book/merge-list.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { foldLabel } from '../../../../src-shared/form/fold.ts';

/** A merged area or a single cell of a sheet, as a person sees it. Rows and columns count from 1. */
export interface Spot {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** Index of its top left cell in the table, -1 for none. */
  readonly cell: number;
  readonly merged: boolean;
  /** It holds a value or a formula. */
  readonly filled: boolean;
}

/** Rows × columns that are looked at; a sheet beyond is no form. */
const mostPlaces = 6_000_000;
/** Texts longer than this are no labels. */
const longestLabel = 120;

/** Keys of shared strings, for all sheets of a workbook. */
export class KeyMemory {
  readonly #byString = new Map<number, string>();
  readonly #context: CellContext;

  constructor(context: CellContext) {
    this.#context = context;
  }

  /** The folded text of a cell that may be a label; `''` for numbers that are plain, long texts and blanks. Throws `XmlError`. */
  keyOf(cells: CellTable, index: number): string {
    const shared = sharedIndexOf(cells, index, this.#context);
    if (shared < 0) return keyOfText(displayCell(cells, index, this.#context));
    let key = this.#byString.get(shared);
    if (key === undefined) this.#byString.set(shared, (key = keyOfText(displayCell(cells, index, this.#context))));
    return key;
  }
}

const keyOfText = (text: string): string => (text.length > longestLabel ? '' : foldLabel(text));

/** One sheet as spots, with texts and label keys on demand. */
export class Grid {
  readonly rows: number;
  readonly columns: number;
  readonly cells: CellTable;
  readonly context: CellContext;
  /** Spots that hold something, in reading order. */
  readonly filled: readonly Spot[];
  readonly #spots: Spot[] = [];
  /** Index of the spot that covers a place, plus 1. */
  readonly #owner: Int32Array;
  readonly #keys = new Map<Spot, string>();
  #starts: Uint8Array | undefined;
  readonly #memory: KeyMemory;

  /** Throws `XmlError` for sheets that contradict themselves or are too large to be a form. */
  constructor(cells: CellTable, { numbers: merges, length }: MergeList, context: CellContext, memory: KeyMemory) {
    this.cells = cells;
    this.context = context;
    this.#memory = memory;
    let rows = 1;
    let columns = 1;
    for (let i = 0; i < cells.count; i += 1) {
      if ((cells.row[i] as number) > rows) rows = cells.row[i] as number;
      if ((cells.column[i] as number) > columns) columns = cells.column[i] as number;
    }
    for (let i = 0; i < length; i += 4) {
      if ((merges[i] as number) > rows + 1 || (merges[i + 1] as number) > columns + 1) continue;
      rows = Math.max(rows, Math.min(merges[i + 2] as number, rows + 300));
      columns = Math.max(columns, Math.min(merges[i + 3] as number, columns + 300));
    }
    if ((rows + 1) * (columns + 2) > mostPlaces) {
      rows = Math.min(rows, 20_000);
      columns = Math.min(columns, Math.max(1, Math.floor(mostPlaces / (rows + 1)) - 2));
    }
    this.rows = rows;
    this.columns = columns;
    this.#owner = new Int32Array((rows + 2) * (columns + 2));
    if (cells.hasTwins) throw new XmlError('damaged', 'a cell stands twice', 0);
    for (let i = 0; i < length; i += 4) this.#merge(merges, i);
    const filled: Spot[] = [];
    for (let i = 0; i < cells.count; i += 1) {
      const row = cells.row[i] as number;
      const column = cells.column[i] as number;
      if (row > rows || column > columns) continue;
      const owner = this.#owner[this.#at(row, column)] as number;
      if (owner === 0) {
        const isFilled = cells.kind[i] !== cellKind.blank || cells.formulas.has(i);
        const spot: Spot = {
          top: row,
          left: column,
          bottom: row,
          right: column,
          cell: i,
          merged: false,
          filled: isFilled,
        };
        this.#spots.push(spot);
        this.#owner[this.#at(row, column)] = this.#spots.length;
        if (isFilled) filled.push(spot);
      } else {
        const spot = this.#spots[owner - 1] as Spot;
        if (spot.cell === i && spot.filled) filled.push(spot);
      }
    }
    this.filled = filled;
  }

  #at(row: number, column: number): number {
    return row * (this.columns + 2) + column;
  }

  #merge(merges: Int32Array, i: number): void {
    const top = merges[i] as number;
    const left = merges[i + 1] as number;
    if (top > this.rows || left > this.columns) return;
    const bottom = Math.min(merges[i + 2] as number, this.rows);
    const right = Math.min(merges[i + 3] as number, this.columns);
    const { cells } = this;
    const cell = cells.find(top, left);
    const filled = cell >= 0 && (cells.kind[cell] !== cellKind.blank || cells.formulas.has(cell));
    this.#spots.push({
      top,
      left,
      bottom: merges[i + 2] as number,
      right: merges[i + 3] as number,
      cell,
      merged: true,
      filled,
    });
    const owner = this.#spots.length;
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) this.#owner[this.#at(row, column)] = owner;
  }

  /** The spot that covers a place; one that the sheet does not store is an empty cell. `undefined` outside what the sheet uses. */
  at(row: number, column: number): Spot | undefined {
    if (row < 1 || column < 1 || row > this.rows || column > this.columns) return undefined;
    const owner = this.#owner[this.#at(row, column)] as number;
    if (owner > 0) return this.#spots[owner - 1];
    const spot: Spot = { top: row, left: column, bottom: row, right: column, cell: -1, merged: false, filled: false };
    this.#spots.push(spot);
    this.#owner[this.#at(row, column)] = this.#spots.length;
    return spot;
  }

  /** No merged area and no text begins in this column: it was inserted, or lies inside wider boxes. */
  isGapColumn(column: number): boolean {
    if (this.#starts === undefined) {
      this.#starts = new Uint8Array(this.columns + 2);
      for (const spot of this.#spots) if (spot.merged || spot.filled) this.#starts[spot.left] = 1;
    }
    return this.#starts[column] === 0;
  }

  text(spot: Spot): string {
    return spot.cell < 0 ? '' : displayCell(this.cells, spot.cell, this.context);
  }

  key(spot: Spot): string {
    if (!spot.filled || spot.cell < 0) return '';
    let key = this.#keys.get(spot);
    if (key === undefined) this.#keys.set(spot, (key = this.#memory.keyOf(this.cells, spot.cell)));
    return key;
  }

  style(spot: Spot): number {
    return spot.cell < 0 ? 0 : (this.cells.style[spot.cell] as number);
  }

  /** Nothing but a place: an inserted column or row, as far as one cell can tell. */
  isBare(spot: Spot): boolean {
    return !spot.merged && !spot.filled && this.style(spot) === 0;
  }
}

export const sharesRows = (a: Spot, b: Spot): boolean => a.top <= b.bottom && b.top <= a.bottom;
export const sharesColumns = (a: Spot, b: Spot): boolean => a.left <= b.right && b.left <= a.right;
export const inReadingOrder = (a: Spot, b: Spot): number => a.top - b.top || a.left - b.left;
