import { utf8Text } from '../xml/utf8.ts';
import { MergeList } from './merge-list.ts';

/** How a cell stores its value (`t` of `c`, ECMA-376 part 1, 18.18.11); `blank` has a format at most. */
export const cellKind = { blank: 0, number: 1, shared: 2, inline: 3, text: 4, boolean: 5, error: 6, date: 7 } as const;
export type CellKind = (typeof cellKind)[keyof typeof cellKind];

/** Where a formula stands: what is written between the tags of `f`, and the group of a shared formula. */
export interface FormulaPlace {
  readonly start: number;
  readonly end: number;
  readonly sharedIndex: string | undefined;
}

/**
 * The cells of one sheet as columns of numbers, in the order of the part. Values stay places in the part's bytes until
 * asked for. One table is filled again for each sheet, so that a plan of 300 sheets costs the memory of one.
 */
export class CellTable {
  /** The part in UTF-8. */
  bytes: Buffer = Buffer.alloc(0);
  count = 0;
  row = new Int32Array(1024);
  column = new Uint16Array(1024);
  style = new Int32Array(1024);
  kind = new Uint8Array(1024);
  /** Where the value's text begins; of a shared string its index (-1 for what is no index). */
  valueStart = new Int32Array(1024);
  valueEnd = new Int32Array(1024);
  readonly formulas = new Map<number, FormulaPlace>();
  readonly merges = new MergeList();
  /** Values that are no single stretch of the part (CDATA, comments in between). */
  readonly oddValues = new Map<number, string>();

  /** Cells stand in the order of rows and columns, as the standard has it; looking one up is quick then. */
  #sorted = true;
  #last = 0;

  start(bytes: Buffer): void {
    this.#sorted = true;
    this.#last = 0;
    this.bytes = bytes;
    this.count = 0;
    this.merges.length = 0;
    if (this.formulas.size > 0) this.formulas.clear();
    if (this.oddValues.size > 0) this.oddValues.clear();
  }

  add(row: number, column: number, style: number): number {
    const index = this.count;
    if (index === this.row.length) this.#grow();
    const place = row * 16_384 + column;
    if (place <= this.#last) this.#sorted = false;
    this.#last = place;
    this.row[index] = row;
    this.column[index] = column;
    this.style[index] = style;
    this.kind[index] = cellKind.blank;
    this.valueStart[index] = 0;
    this.valueEnd[index] = 0;
    this.count = index + 1;
    return index;
  }

  /** Forgets the cells from an index on; they are about to be read again. */
  cutTo(count: number): void {
    this.count = count;
    this.#last = count === 0 ? 0 : (this.row[count - 1] as number) * 16_384 + (this.column[count - 1] as number);
  }

  /** A stretch of the part as text, as it is written there. */
  slice(start: number, end: number): string {
    return utf8Text(this.bytes, start, end);
  }

  /** The index of a cell, or -1. Of several at one place, which no program writes, the first. */
  find(row: number, column: number): number {
    if (!this.#sorted) {
      for (let i = 0; i < this.count; i += 1) if (this.row[i] === row && this.column[i] === column) return i;
      return -1;
    }
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = (this.row[middle] as number) - row || (this.column[middle] as number) - column;
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Two cells stand at one place. */
  get hasTwins(): boolean {
    if (this.#sorted) return false;
    const places = new Set<number>();
    for (let i = 0; i < this.count; i += 1) places.add((this.row[i] as number) * 16_384 + (this.column[i] as number));
    return places.size < this.count;
  }

  #grow(): void {
    const size = this.row.length * 2;
    const wider = <T extends Int32Array | Uint16Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.row = wider(this.row, new Int32Array(size));
    this.column = wider(this.column, new Uint16Array(size));
    this.style = wider(this.style, new Int32Array(size));
    this.kind = wider(this.kind, new Uint8Array(size));
    this.valueStart = wider(this.valueStart, new Int32Array(size));
    this.valueEnd = wider(this.valueEnd, new Int32Array(size));
  }
}
