import { maxColumn, maxRow } from './address.ts';

/**
 * What of a sheet is read for paper, at most: bounded once, where it is read, so that nothing behind has to ask. Far above what any
 * form holds, and the limits of Excel where it has some (Excel specifications and limits).
 */
export const sheetLimits = {
  /** Cells of a sheet; a form has some thousands. */
  cells: 300_000,
  merges: 20_000,
  /** Columns that `col` elements set, one set twice counted twice: they must not overlap (ECMA-376 part 1, 18.3.1.17). */
  columnsSet: 2 * 16_384,
  /** Page breaks of a sheet in each direction. */
  breaks: 1026,
  conditionalRules: 5000,
  /** Cells that the rules of a whole workbook look at: each cell under a rule, and what the rule's formula reads there. */
  ruleLooks: 20_000_000,
  /** Shapes and pictures of a sheet. */
  drawings: 1000,
  /** Bytes of pictures that a sheet, and a whole workbook, puts on paper; one anchored often counts each time. */
  picturesOfSheet: 16 * 2 ** 20,
  picturesOfWorkbook: 192 * 2 ** 20,
  /** Characters of a number format that are looked at; Excel takes 255. */
  formatCode: 1024,
} as const;

/** A number format as it is read: a longer one is none that a program has written. */
export const boundedFormat = (code: string): string => (code.length > sheetLimits.formatCode ? 'General' : code);

/** A row's number as the file gives it: a whole one of a sheet, whatever stands there. */
export const boundedRow = (row: number): number => Math.min(Math.max(1, Math.floor(row)), maxRow);

export interface ColumnRange {
  readonly min: number;
  readonly max: number;
}

/** Takes a sheet's `col` elements in turn: whole columns of a sheet, `undefined` for one that comes when enough are set. */
export function columnRanges(): (min: number, max: number) => ColumnRange | undefined {
  const within = (column: number): number => Math.min(Math.max(1, Math.floor(column)), maxColumn);
  let set = 0;
  return (min, max) => {
    const range = { min: within(min), max: within(max) };
    set += Math.max(1, range.max - range.min + 1);
    return set > sheetLimits.columnsSet ? undefined : range;
  };
}
