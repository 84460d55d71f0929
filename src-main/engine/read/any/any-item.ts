import type { RawValue } from '../../../../src-shared/domain/item.ts';
import type { FieldValue } from '../../../../src-shared/form/values.ts';
import type { Traits } from '../../../../src-shared/form/description.ts';
import type { Warning } from '../../../../src-shared/failures/failures.ts';
import type { WorkbookPackage } from '../../types.ts';
import type { Card } from './cards.ts';

/** One field of an item of any form, as found in the workbook. */
export interface AnyField {
  readonly path: string;
  readonly sheet: string;
  /** The sheet's part in the package. */
  readonly part: string;
  /** Top left cell of its area, without sheet. */
  readonly cell: string;
  readonly area: string;
  readonly text: string;
  readonly raw: RawValue;
  /** The number format of a blank cell, for the number that is typed into it. */
  readonly format?: string;
  readonly formula?: string;
  readonly locked?: boolean;
  /** Of the cell's validation list, else of the description. */
  readonly choices?: readonly string[];
  readonly strict?: boolean;
  readonly traits: Traits;
  readonly label: string;
  readonly headings: readonly string[];
  /** What the description calls it, where that is not its label. */
  readonly shown?: string;
  readonly year?: number;
  readonly block: string;
}

/** One item: a sheet, several sheets, a row of a list, or a block of a sheet. */
export interface AnyItem {
  readonly key: string;
  /** Its first sheet. */
  readonly sheet: string;
  /** Of list forms; where items stand one under the other, the first row of it. */
  readonly row?: number;
  readonly edition: string;
  readonly no: string;
  readonly title: string;
  /** In the order of the form; each path once. */
  readonly fields: ReadonlyMap<string, AnyField>;
}

/** What a sheet of the workbook is to the form. */
export interface AnySheet {
  readonly name: string;
  readonly part: string;
  /** Of a list, one item a row: the rows of its items, and those of sums behind them. Of `cards` all rows of each item. */
  readonly list?: {
    readonly rows: readonly number[];
    readonly sums: readonly number[];
    readonly cards?: readonly Card[];
  };
  readonly role: 'item' | 'part' | 'list' | 'legend' | 'example' | 'other';
  readonly edition?: string;
  /** Number of the item it belongs to, where it belongs to one. */
  readonly item?: string;
  /** Boxes that two fields claim, and labels that were looked for in vain. */
  readonly twice: readonly { readonly cell: string; readonly paths: readonly string[] }[];
  readonly missing: readonly string[];
}

export interface OpenedAny {
  readonly form: { readonly id: string; readonly editions: readonly string[] };
  readonly years: readonly number[];
  readonly sheets: readonly AnySheet[];
  readonly items: readonly AnyItem[];
  readonly warnings: readonly Warning[];
  readonly package: WorkbookPackage;
  /** What a field says beside its text. */
  valueOf(item: AnyItem, field: AnyField): FieldValue;
}
