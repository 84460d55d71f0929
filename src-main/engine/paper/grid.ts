import type { Box } from '../../../src-shared/text-metrics/capacity.ts';
import {
  columnPixels,
  defaultColumnPixels,
  maximumDigitWidth,
  pointsOfPixels,
} from '../../../src-shared/text-metrics/column-width.ts';
import { lineHeight, type FontSpec } from '../../../src-shared/text-metrics/measure.ts';

/**
 * The grid of a worksheet in points: where columns and rows begin, hidden ones with no width. Made from `cols`,
 * `sheetFormatPr` and the rows' own heights (ECMA-376 part 1, 18.3.1.13, 18.3.1.81, 18.3.1.73).
 */
export interface GridInput {
  /** The font of the workbook's Normal style: column widths count in its digits. */
  readonly defaultFont: FontSpec;
  /** `sheetFormatPr`: `defaultColWidth`, `baseColWidth`, `defaultRowHeight`, `zeroHeight`. */
  readonly defaultColumnWidth?: number;
  readonly baseColumnWidth?: number;
  readonly defaultRowHeight?: number;
  readonly rowsHidden?: boolean;
  /**
   * Width of a digit in ems in place of the default font's, not rounded to pixels: to lay a sheet out as a program does that has put
   * another font in the default font's place. For comparing papers only.
   */
  readonly digitEms?: number;
  readonly columns: readonly GridColumns[];
  readonly rows: ReadonlyMap<number, GridRow>;
}

/** One `col` element: columns `min` to `max`, counted from 1. */
export interface GridColumns {
  readonly min: number;
  readonly max: number;
  readonly width?: number;
  readonly hidden: boolean;
}

/** What a `row` element says of its height (points). */
export interface GridRow {
  readonly height?: number;
  readonly hidden: boolean;
  /** The height was set by hand; Excel fits other rows to their text when it opens the file. */
  readonly custom?: boolean;
}

/** Rows and columns count from 1, both ends belong to the area. */
export interface CellArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetGrid {
  /** The widest digit of the default font, pixels at 96 dpi. */
  readonly digit: number;
  readonly defaultRowHeight: number;
  /** Points; 0 when hidden. */
  columnWidth(column: number): number;
  rowHeight(row: number): number;
  /** The size of an area in points; hidden rows and columns count only when all of the area's are hidden. */
  box(area: CellArea): Box;
}

/** Merged areas of whole columns exist; sizes are summed over at most this many rows or columns. */
const maxSpan = 20_000;

export function sheetGrid(input: GridInput): SheetGrid {
  const digit =
    input.digitEms === undefined
      ? maximumDigitWidth(input.defaultFont)
      : (input.digitEms * input.defaultFont.size * 96) / 72;
  const pixels = (width: number): number => (input.digitEms === undefined ? columnPixels(width, digit) : width * digit);
  const standard = pointsOfPixels(
    input.defaultColumnWidth === undefined
      ? defaultColumnPixels(digit, input.baseColumnWidth)
      : pixels(input.defaultColumnWidth),
  );
  const widths = new Map<number, { readonly width: number; readonly hidden: boolean }>();
  for (const { min, max, width, hidden } of input.columns) {
    const points = width === undefined ? standard : pointsOfPixels(pixels(width));
    for (let column = min; column <= Math.min(max, min + maxSpan); column += 1)
      widths.set(column, { width: points, hidden });
  }
  const defaultRowHeight = input.defaultRowHeight ?? Math.ceil(lineHeight(input.defaultFont) / 0.75) * 0.75;

  const columnSize = (column: number) => widths.get(column) ?? { width: standard, hidden: false };
  const rowSize = (row: number) => {
    const own = input.rows.get(row);
    return { width: own?.height ?? defaultRowHeight, hidden: own?.hidden ?? input.rowsHidden ?? false };
  };
  const span = (
    from: number,
    to: number,
    size: (index: number) => { readonly width: number; readonly hidden: boolean },
  ) => {
    let visible = 0;
    let all = 0;
    for (let index = from; index <= Math.min(to, from + maxSpan); index += 1) {
      const { width, hidden } = size(index);
      all += width;
      if (!hidden) visible += width;
    }
    return visible > 0 ? visible : all;
  };
  return {
    digit,
    defaultRowHeight,
    columnWidth: (column) => (columnSize(column).hidden ? 0 : columnSize(column).width),
    rowHeight: (row) => (rowSize(row).hidden ? 0 : rowSize(row).width),
    box: (area) => ({
      width: span(area.left, area.right, columnSize),
      height: span(area.top, area.bottom, rowSize),
    }),
  };
}
