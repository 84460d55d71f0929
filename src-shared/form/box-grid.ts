import { formOf } from './forms.ts';
import { pathOf, type FieldWhere, type FormModel, type FormTable } from './model.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { rowCount } from './rows.ts';

/** The boxes of one block as rows and columns, as the form lays them out; a place without a box is `undefined`. */
export type BoxGrid = readonly (readonly (FieldPath | undefined)[])[];

/** Where a box stands in its block. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

type Laid = Pick<ItemSheet, 'years' | 'rows' | 'form'>;

/**
 * The block that a box stands in. `extraRows` counts rows of a list below its last one, which a workbook gets when there is
 * text for them.
 */
export function gridAround(sheet: Laid, path: FieldPath, extraRows = 0): BoxGrid {
  const key = formOf(sheet).keyOf(path);
  const table = key?.field.table;
  if (key === undefined || table === undefined) return [[path]];
  const count = rowCount(sheet, table.id) + extraRows;
  if (table.repeats) return Array.from({ length: count }, (_, row) => lineOf(sheet, table, 0, { ...key, row }, 0));
  // The tables of a block stand below each other, the boxes of a year in the same columns.
  const tables = table.block.tables.filter(({ repeats }) => !repeats);
  const perYear = Math.max(...tables.map((one) => yearly(one, 0).length));
  return tables.flatMap((one) =>
    linesOf(one).map((line) => lineOf(sheet, one, line, key, tables.length > 1 ? perYear : 0)),
  );
}

const linesOf = ({ fields }: FormTable): readonly number[] => [...new Set(fields.map(({ line }) => line))];
const yearly = ({ fields }: FormTable, line: number) =>
  fields.filter((field) => field.hasYear && (field.line === line || field.table?.repeats === true));

/** One line of a table: what has no year, then the boxes of each year, at least `perYear` places. */
function lineOf(
  { years }: Laid,
  table: FormTable,
  line: number,
  place: FieldWhere,
  perYear: number,
): readonly (FieldPath | undefined)[] {
  const still = table.fields.filter((field) => !field.hasYear && field.line === line);
  const ofYear = yearly(table, line);
  const free = Array.from({ length: Math.max(0, perYear - ofYear.length) }, () => undefined);
  return [
    ...still.map((field) => pathOf(field, place)),
    ...(ofYear.length === 0
      ? []
      : years.flatMap((year) => [...ofYear.map((field) => pathOf(field, { ...place, year })), ...free])),
  ];
}

export function placeIn(grid: BoxGrid, path: FieldPath): GridPlace | undefined {
  for (const [row, boxes] of grid.entries()) {
    const column = boxes.indexOf(path);
    if (column >= 0) return { row, column };
  }
  return undefined;
}

/** The same box of each year: the columns of a block that hold what this one holds, from its own on. */
export function yearsOnly(grid: BoxGrid, path: FieldPath, form: FormModel): BoxGrid {
  const key = form.keyOf(path);
  if (key?.year === undefined) return grid;
  return grid.map((boxes) =>
    boxes.filter((box) => {
      const other = box === undefined ? undefined : form.keyOf(box);
      return (
        other?.year !== undefined && other.field.table === key.field.table && other.field.column === key.field.column
      );
    }),
  );
}

/** Whether a box holds a number, where Enter and the arrow keys go from box to box as between cells. */
export function isNumberBox(path: FieldPath, form: FormModel): boolean {
  const kind = form.keyOf(path)?.field.kind;
  return kind === 'number' || kind === 'percent';
}
