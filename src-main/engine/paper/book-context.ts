import type { ReadPicture } from './pictures.ts';
import type { BookValues } from './book-values.ts';
import type { Area } from '../book/address.ts';
import type { WorkbookPackage } from '../types.ts';
import type { StyleTable } from './cell-styles.ts';
import type { PaperString } from './cell-text.ts';
import type { ColourTable } from '../book/styles/colours.ts';

/** What the sheets of one workbook share. */
export interface BookContext {
  readonly package: WorkbookPackage;
  readonly styles: StyleTable;
  readonly colours: ColourTable;
  readonly date1904: boolean;
  /** See `GridInput.digitEms`. */
  readonly digitEms?: number;
  string(index: number): PaperString;
  readonly picture: ReadPicture;
  readonly values: BookValues;
  /** Today, in days as cells count them. */
  readonly today: number;
  /** A number as its format shows it. */
  words(value: number, format: string): string;
  /** Areas of `_xlnm.Print_Area` and rows and columns of `_xlnm.Print_Titles`. */
  printNames(sheet: string): { readonly areas: readonly Area[]; readonly titles: readonly Area[] };
}

export interface PaperSheet {
  readonly name: string;
  readonly part: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
}
