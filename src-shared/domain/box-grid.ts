import { parseFieldPath, type FieldPath } from './fields.ts';
import type { ItemSheet } from './item.ts';

/** The boxes of one block as rows and columns, as the form lays them out; a place without a box is `undefined`. */
export type BoxGrid = readonly (readonly (FieldPath | undefined)[])[];

/** Where a box stands in its block. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const rowsOf = (count: number): readonly number[] => Array.from({ length: count }, (_, row) => row);

/**
 * The block that a box stands in. `extraRows` counts rows of 取組工程 and 指標 below the last one, which a workbook gets
 * when there is text for them.
 */
export function gridAround(
  sheet: Pick<ItemSheet, 'years' | 'stepRows' | 'indicatorRows'>,
  path: FieldPath,
  extraRows = 0,
): BoxGrid {
  const { years } = sheet;
  const block = parseFieldPath(path)?.block;
  switch (block) {
    case 'steps':
      return rowsOf(sheet.stepRows + extraRows).map((row) => [
        `steps.${row}.current`,
        ...years.flatMap((year): FieldPath[] => [`steps.${row}.${year}.plan`, `steps.${row}.${year}.actual`]),
      ]);
    case 'indicators':
      return rowsOf(sheet.indicatorRows + extraRows).map((row) => [
        `indicators.${row}.name`,
        `indicators.${row}.current`,
        ...years.flatMap((year): FieldPath[] => [`indicators.${row}.${year}.plan`, `indicators.${row}.${year}.actual`]),
      ]);
    case 'progress':
      return (['firstHalf', 'secondHalf'] as const).map((half) =>
        years.flatMap((year): FieldPath[] => [`progress.${year}.${half}.text`, `progress.${year}.${half}.status`]),
      );
    case 'annual':
      return [
        years.flatMap((year): FieldPath[] => [`annual.${year}.assessment`, `annual.${year}.grade`]),
        years.flatMap((year): (FieldPath | undefined)[] => [`annual.${year}.nextSteps`, undefined]),
      ];
    default:
      return [[path]];
  }
}

export function placeIn(grid: BoxGrid, path: FieldPath): GridPlace | undefined {
  for (const [row, boxes] of grid.entries()) {
    const column = boxes.indexOf(path);
    if (column >= 0) return { row, column };
  }
  return undefined;
}

/** The same box of each year: the columns of a block that hold what this one holds, from its own on. */
export function yearsOnly(grid: BoxGrid, path: FieldPath): BoxGrid {
  const key = parseFieldPath(path);
  if (key === undefined || !('year' in key)) return grid;
  return grid.map((boxes) =>
    boxes.filter((box) => {
      const other = box === undefined ? undefined : parseFieldPath(box);
      return other !== undefined && 'year' in other && other.name === key.name;
    }),
  );
}

/** Whether a box holds a number, where Enter and the arrow keys go from box to box as between cells. */
export function isNumberBox(path: FieldPath): boolean {
  const key = parseFieldPath(path);
  return key?.block === 'indicators' && key.name !== 'name';
}
