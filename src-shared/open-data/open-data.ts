import type { FieldKind } from '../form/description.ts';

/** One box of one item, as open data tells it. Empty boxes are rows too: who counts must see them. */
export interface OpenField {
  readonly path: string;
  readonly label: string;
  /** Western fiscal year that the box belongs to. */
  readonly year?: number;
  readonly stage?: string;
  readonly kind: FieldKind;
  /** The whole cell as a reader sees it, line ends as `\n`. */
  readonly text: string;
  /** The number that the text says; a percentage as a fraction. */
  readonly value?: number;
  readonly unit?: string;
  /** Of a choice: its place in the form's own list, from 1; none where the list has no such answer. */
  readonly choice?: number;
  /** Of marks: the words that are marked. */
  readonly chosen?: readonly string[];
  readonly sheet: string;
  readonly cell: string;
}

export interface OpenItem {
  readonly no: string;
  readonly title: string;
  readonly sheet: string;
  /** Of list forms: the item's row on its sheet, from 1. */
  readonly row?: number;
  /** In the order of the form. */
  readonly fields: readonly OpenField[];
}

/** A workbook's items for whoever publishes or counts them, whatever its form. */
export interface OpenData {
  readonly file: string;
  readonly form: string;
  readonly years: readonly number[];
  readonly items: readonly OpenItem[];
}

/** One row a box, or one row an item with a column for each path. */
export type OpenRows = 'field' | 'item';
