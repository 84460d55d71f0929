import type { FieldPath, FiscalYear } from '../../src-shared/domain/fields.ts';
import type { FixtureShape } from './fixture-drawing.ts';
import type { FixtureItem } from './fixture-items.ts';
import type { FixtureLayoutName } from './fixture-layout.ts';
import type { WorksheetElement } from './fixture-sheet.ts';
import type { FixtureValue } from './fixture-values.ts';

/**
 * Form workbooks made by code, as raw XML, so that tests know every byte. Everything has a default: `fixtureWorkbook()`
 * is a plan of 2025 and 2026 with three filled items, cover, instructions, roll-up and hidden lists, as Excel writes it.
 */
export interface FixtureOptions {
  /** Fiscal years, ascending. Default 2025 and 2026. */
  readonly years?: readonly FiscalYear[];
  /** How the form writes a year. Default 令和7年度, 平成25年度. */
  readonly yearLabel?: (year: FiscalYear) => string;
  /** A number makes that many items by `filledItem`. Default 3. */
  readonly items?: number | readonly FixtureItem[];
  readonly layout?: FixtureLayoutName;
  /** Rows and columns before the form. Default none. */
  readonly origin?: { readonly row: number; readonly column: number };
  /** Changes the labels, to try other writings: `(label) => label === '担当課' ? '担 当 課' : label`. */
  readonly relabel?: (label: string) => string;
  readonly landscape?: boolean;
  readonly paperSize?: number;
  readonly font?: string;
  /** Fill of the labels, ARGB. */
  readonly fill?: string;
  /** Arrows over the first step row's 計画 and 実績 boxes and a text box. Default true; a function draws others. */
  readonly arrows?:
    | boolean
    | ((item: FixtureItem, cells: Readonly<Partial<Record<FieldPath, BoxPlace>>>) => readonly FixtureShape[]);
  /** A city mark (PNG) at the top right of each item sheet. */
  readonly picture?: boolean;
  /** Notes on fields, on every item sheet: comments part and VML drawing. */
  readonly notes?: readonly { readonly path: FieldPath; readonly author: string; readonly text: string }[];
  /** Validation lists on statuses and grades. Default `ref` (to リスト); `name` uses defined names, `literal` the list itself. */
  readonly lists?: 'ref' | 'name' | 'literal' | 'none';
  readonly statuses?: readonly string[];
  readonly grades?: readonly (readonly [string, string])[];
  /** Sheets other than items. Each default true. */
  readonly cover?: boolean;
  readonly instructions?: boolean | readonly string[];
  readonly rollUp?: boolean;
  readonly listSheet?: boolean;
  /** Sheet protection without password: labels locked, boxes open. */
  readonly protection?: boolean;
  readonly structureLocked?: boolean;
  /** Conditional format for the lowest grade on each item sheet. */
  readonly conditionalFormats?: boolean;
  /** Row breaks before 進捗管理. */
  readonly pageBreaks?: boolean;
  readonly definedNames?: readonly {
    readonly name: string;
    readonly refers: string;
    readonly sheet?: string;
    readonly hidden?: boolean;
  }[];
  readonly customXml?: boolean;
  readonly customProperties?: Readonly<Record<string, string>>;
  readonly author?: string;
  readonly company?: string;
  readonly planTitle?: string;
  readonly city?: string;
  /** Text in cells in place of the shared strings table. */
  readonly inlineStrings?: boolean;
  /** More sheets, after the items: cells by address (`B2`), formulas too. `table` makes an Excel table of that area. */
  readonly extraSheets?: readonly {
    readonly name: string;
    readonly cells: Readonly<Record<string, FixtureValue>>;
    readonly table?: { readonly name: string; readonly ref: string; readonly columns: readonly string[] };
    readonly elements?: Readonly<Partial<Record<WorksheetElement, string>>>;
  }[];
  /** Raw XML for elements of every item sheet (`rowBreaks`, `hyperlinks`, `ignoredErrors`, `extLst`, …), in schema order. */
  readonly elements?: Readonly<Partial<Record<WorksheetElement, string>>>;
  /** Cells beside the form on every item sheet by address: memos, formulas. */
  readonly extraCells?: Readonly<Record<string, FixtureValue>>;
  readonly hiddenRows?: readonly number[];
  /** Changes a part's XML before it is zipped: the way to break a workbook on purpose. Return undefined to drop it. */
  readonly tamper?: (name: string, data: string | Uint8Array) => string | Uint8Array | undefined;
}

/** A box on the sheet, from 0. */
export interface BoxPlace {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** 令和7年度; 2019 is 令和元年度, as most cities write it. */
export const eraLabel = (year: FiscalYear): string =>
  year < 2019 ? `平成${year - 1988}年度` : `令和${year === 2019 ? '元' : year - 2018}年度`;

export const defaultStatuses = ['予定通り\n進捗', '一部遅延', '遅延', '前倒し\n進捗', '完了', '未着手'] as const;
export const defaultGrades = [
  ['A', '計画を上回る成果があった'],
  ['B', '計画どおりの成果があった'],
  ['C', '計画をやや下回った'],
  ['D', '計画を大きく下回った'],
] as const;
