import { cellKind, type CellTable } from '../../book/cell-table.ts';
import type { MergeList } from '../../book/merge-list.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { LabelHit } from './label-hit.ts';

/** A box as a person sees it on the form: a merged area or a single cell. Rows and columns count from 1. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** Its top left cell in the table, -1 when that does not exist. */
  readonly cell: number;
  readonly merged: boolean;
  /** It holds something. */
  readonly filled: boolean;
  hit?: LabelHit;
}

/** What the form may span beyond its labels; keeps a note far away from costing memory. */
const margin = 300;

/** The part of a sheet that the form stands on, as boxes. */
export class BoxGrid {
  readonly rows: number;
  readonly columns: number;
  readonly boxes: Box[] = [];
  /** Index of the box that covers a cell, plus 1. */
  readonly #owner: Int32Array;
  /** Index of the cell in the table, plus 1. */
  readonly #cell: Int32Array;
  readonly #rowStarts: Uint8Array;
  readonly #columnStarts: Uint8Array;
  readonly #singles = new Map<number, Box>();

  /**
   * `lastRow` and `lastColumn` are those of the lowest and rightmost label. Throws `XmlError` (damaged) for overlapping
   * merges, which no spreadsheet program keeps.
   */
  constructor(cells: CellTable, { numbers: merges, length }: MergeList, lastRow: number, lastColumn: number) {
    const rowLimit = lastRow + margin;
    const columnLimit = lastColumn + margin;
    let rows = lastRow + 2;
    let columns = lastColumn + 2;
    for (let i = 0; i < length; i += 4) {
      if ((merges[i] as number) > rowLimit || (merges[i + 1] as number) > columnLimit) continue;
      rows = Math.max(rows, Math.min(merges[i + 2] as number, rowLimit));
      columns = Math.max(columns, Math.min(merges[i + 3] as number, columnLimit));
    }
    for (let i = 0; i < cells.count; i += 1) {
      const row = cells.row[i] as number;
      const column = cells.column[i] as number;
      if (cells.kind[i] === cellKind.blank || row > rowLimit || column > columnLimit) continue;
      if (row > rows) rows = row;
      if (column > columns) columns = column;
    }
    this.rows = rows;
    this.columns = columns;
    this.#owner = new Int32Array((rows + 2) * (columns + 2));
    this.#cell = new Int32Array((rows + 2) * (columns + 2));
    this.#rowStarts = new Uint8Array(rows + 2);
    this.#columnStarts = new Uint8Array(columns + 2);
    this.#placeCells(cells);
    this.#placeMerges(cells, merges, length);
    this.#placeSingles(cells);
  }

  #at(row: number, column: number): number {
    return row * (this.columns + 2) + column;
  }

  #inside(row: number, column: number): boolean {
    return row >= 1 && column >= 1 && row <= this.rows && column <= this.columns;
  }

  #placeCells(cells: CellTable): void {
    for (let i = 0; i < cells.count; i += 1) {
      const row = cells.row[i] as number;
      const column = cells.column[i] as number;
      if (!this.#inside(row, column)) continue;
      this.#cell[this.#at(row, column)] = i + 1;
    }
  }

  #placeMerges(cells: CellTable, merges: Int32Array, length: number): void {
    for (let i = 0; i < length; i += 4) {
      const top = merges[i] as number;
      const left = merges[i + 1] as number;
      if (!this.#inside(top, left)) continue;
      const bottom = merges[i + 2] as number;
      const right = merges[i + 3] as number;
      const cell = (this.#cell[this.#at(top, left)] as number) - 1;
      const filled = cell >= 0 && cells.kind[cell] !== cellKind.blank;
      this.boxes.push({ top, left, bottom, right, cell, merged: true, filled });
      const owner = this.boxes.length;
      for (let row = top; row <= Math.min(bottom, this.rows); row += 1) {
        for (let column = left; column <= Math.min(right, this.columns); column += 1) {
          const at = this.#at(row, column);
          if (this.#owner[at] !== 0) throw new XmlError('damaged', 'merged areas overlap', 0);
          this.#owner[at] = owner;
        }
      }
      this.#rowStarts[top] = this.#columnStarts[left] = 1;
    }
  }

  #placeSingles(cells: CellTable): void {
    for (let i = 0; i < cells.count; i += 1) {
      const row = cells.row[i] as number;
      const column = cells.column[i] as number;
      if (cells.kind[i] === cellKind.blank || !this.#inside(row, column)) continue;
      const at = this.#at(row, column);
      if (this.#owner[at] !== 0) continue;
      this.boxes.push({ top: row, left: column, bottom: row, right: column, cell: i, merged: false, filled: true });
      this.#owner[at] = this.boxes.length;
      this.#rowStarts[row] = this.#columnStarts[column] = 1;
    }
  }

  /** The box that covers a cell; an empty single cell is a box too. `undefined` outside the form's part of the sheet. */
  box(row: number, column: number): Box | undefined {
    if (!this.#inside(row, column)) return undefined;
    const at = this.#at(row, column);
    const owner = this.#owner[at] as number;
    if (owner > 0) return this.boxes[owner - 1];
    let single = this.#singles.get(at);
    if (single === undefined) {
      const cell = (this.#cell[at] as number) - 1;
      single = { top: row, left: column, bottom: row, right: column, cell, merged: false, filled: false };
      this.#singles.set(at, single);
    }
    return single;
  }

  /** No merged area and no text begins in this column: it was inserted, or lies inside wider boxes. */
  isGapColumn(column: number): boolean {
    return this.#columnStarts[column] === 0;
  }

  isGapRow(row: number): boolean {
    return this.#rowStarts[row] === 0;
  }

  /** A blank merged area in whose columns nothing is ever written: columns inserted into a grid where everything is merged. */
  #isGapBox(box: Box): boolean {
    if (!box.merged || box.filled) return false;
    return !this.boxes.some((other) => other.filled && other.left >= box.left && other.right <= box.right);
  }

  /**
   * The boxes to the right that may be a label's value, likeliest first: the next merged or filled box, then the blank cell
   * next to the label, inserted columns passed over. None lies beyond `lastColumn`, where the form ends.
   */
  rightOf(box: Box, lastColumn = this.columns): readonly Box[] {
    let blank: Box | undefined;
    let column = box.right + 1;
    for (; column <= lastColumn; column += 1) {
      const next = this.box(box.top, column);
      if (next === undefined) break;
      if (this.#isGapBox(next)) {
        blank ??= next;
        column = next.right;
        continue;
      }
      if (next.merged || next.filled) return blank ? [next, blank] : [next];
      if (blank === undefined && !this.isGapColumn(column)) blank = next;
    }
    const first = blank ?? (box.right < lastColumn ? this.box(box.top, box.right + 1) : undefined);
    return first ? [first] : [];
  }

  /** The box to the left, inserted columns passed over. */
  leftOf(box: Box): Box | undefined {
    let column = box.left - 1;
    while (column > 1 && this.isGapColumn(column) && this.box(box.top, column)?.merged === false) column -= 1;
    return this.box(box.top, column);
  }

  /** The box below, inserted blank rows passed over. */
  below(box: Box): Box | undefined {
    const first = this.box(box.bottom + 1, box.left);
    let next = first;
    while (next && !next.merged && !next.filled && this.isGapRow(next.top)) next = this.box(next.bottom + 1, box.left);
    return next && (next.merged || next.filled) ? next : first;
  }
}

export const shareColumns = (a: Box, b: Box): boolean => a.left <= b.right && b.left <= a.right;
