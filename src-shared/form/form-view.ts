import type { Check, FormDescription, Stage } from './description.ts';

/** What the window knows of the form of an open workbook beside its items' own facts. */
export interface FormView {
  readonly id: string;
  readonly name: string;
  /** The description itself, for `formKeys`. */
  readonly description: FormDescription;
  readonly stages: readonly Stage[];
  /** By edition. */
  readonly checks: Readonly<Record<string, readonly Check[]>>;
  /** Headings of blocks, by edition and block id (`R6/costs`). */
  readonly blocks: Readonly<Record<string, string>>;
}

/** A cell or merged area of a sheet that is shown: a label with its words, or a box. Rows and columns count from 1, both ends belong to it. */
export interface DrawnCell {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly text?: string;
  readonly path?: string;
  /** Below the records of a list: where one is added; the table's id. */
  readonly grows?: string;
}

export interface DrawnSheet {
  /** Widths of the columns from the first in points; hidden ones have none. */
  readonly widths: readonly number[];
  /** In reading order. */
  readonly cells: readonly DrawnCell[];
}
