import type { FieldPath, FiscalYear } from './fields.ts';

/** A1-style address of one cell without `$` and sheet: `J15`. For a merged area its top left cell. */
export type CellAddress = string;

/** A responsible section (担当課); the lead one (主担当課, ●) answers for the sheet. */
export interface Section {
  readonly name: string;
  readonly lead: boolean;
}

/**
 * What a cell holds, as stored. Comparison and history use this; screens and `read --json` use the text.
 * `number` keeps the stored digits too (`lexical`), since `0.1` and `1E-1` are one value but not one file.
 */
export type RawValue =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string; readonly runs?: readonly TextRun[] }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly lexical: string;
      readonly format: string;
      /** A date of a workbook whose days count from 1904. */
      readonly date1904?: true;
    }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'error'; readonly code: string };

/** A rich-text run: a stretch of text with the XML of its own format, or none. */
export interface TextRun {
  readonly text: string;
  readonly format?: string;
}

/**
 * What a returned box holds beside its text, to be put into the plan as it is: a number with its stored digits and format, the
 * runs of a rich text. An error, and a formula without a result, are what no box of the plan may take.
 */
export type StoredValue =
  | { readonly kind: 'number'; readonly lexical: string; readonly format: string; readonly date1904?: true }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'runs'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'formula'; readonly formula: string };

/** What a box shows on paper at its size and font, worked out from shipped metric tables. */
export interface Capacity {
  /** Lines that fit the height. */
  readonly lines: number;
  /** Full-width characters that fit one line. */
  readonly columns: number;
  /** Inner width and height in points. */
  readonly width: number;
  readonly height: number;
  readonly font: string;
  /** Font size in points. */
  readonly size: number;
  readonly wrap: boolean;
  readonly shrink: boolean;
}

/** One field of one sheet as found in the workbook. */
export interface SheetField {
  readonly path: FieldPath;
  readonly cell: CellAddress;
  /** The merged area, `D7:O7`, or the cell itself. */
  readonly area: string;
  /** What a reader of the cell sees, line ends as one `\n`. */
  readonly text: string;
  readonly raw: RawValue;
  readonly capacity?: Capacity;
  /** The validation list of the cell, as stored; with `strict` no other text is allowed. */
  readonly choices?: readonly string[];
  readonly strict?: boolean;
  /** Sheet protection is on and the cell is locked. */
  readonly locked?: boolean;
  /** How the cell's own font marks its text: `strike`, `underline`, a colour as `FF0000`, joined by `+`. */
  readonly mark?: string;
  /** The formula's text without `=`; such a field is read-only until it is explicitly replaced. */
  readonly formula?: string;
  /** What a description says of the box, for `factsOf` (form/facts.ts); fields of the first form have none. */
  readonly facts?: object;
  /** It is not to be filled in for this item: a choice elsewhere says so. */
  readonly idle?: true;
  /** The sheet that it stands on, and that sheet's part, where it is not the item's. */
  readonly sheet?: string;
  readonly part?: string;
  /** The number format of a blank box, for the number that is typed into it. */
  readonly format?: string;
}

/** The part of the sheet that a field stands on. */
export const partOf = (item: Pick<ItemSheet, 'key'>, field: Pick<SheetField, 'part'>): string => field.part ?? item.key;

/** One item sheet (個票). `key` is stable within one opened workbook: the sheet's part name. */
export interface ItemSheet {
  readonly key: string;
  readonly sheet: string;
  /** The id that a sent workbook gives its items (a hidden defined name), when it has one. */
  readonly itemId?: string;
  readonly hidden: boolean;
  /** Of list forms: the row of the sheet that the item is. */
  readonly row?: number;
  /** The edition of the form's description that it was read by. */
  readonly edition?: string;
  /** The sheets of an item that a description has read, and how each lies: indexes of `FormView.sheets`. Rows of lists have none. */
  readonly drawn?: readonly { readonly sheet: string; readonly index: number }[];
  readonly no: string;
  readonly years: readonly FiscalYear[];
  readonly sections: readonly Section[];
  /** The form that it is of (`formOf`); without it the one that the program ships. */
  readonly form?: string;
  /** How many rows each list of the form has on the sheet, by the table's id. */
  readonly rows: Readonly<Record<string, number>>;
  /** In the order of the form. Fields that the sheet does not have are missing. */
  readonly fields: Readonly<Partial<Record<FieldPath, SheetField>>>;
}
