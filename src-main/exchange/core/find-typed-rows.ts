import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { pathOf, type FormTable } from '../../../src-shared/form/model.ts';
import { packedAddress, unpackAddress } from '../../engine/book/address.ts';
import type { OtherDifference } from './compare-contents.ts';
import type { Comparison, FieldChange } from './compare.ts';
import type { FileRecord } from './records.ts';
import { mapPaths } from './rows-between.ts';
import { rowsIn } from './rows-to-come.ts';
import type { Snapshot, SnapshotItem } from './snapshot.ts';

/** What was typed right below a list: rows that are taken as rows of it, rows that are asked about, and the rest. */
export interface TypedRows {
  readonly comparison: Comparison;
  readonly rows: NonNullable<FileRecord['rows']>;
  readonly other: readonly OtherDifference[];
}

/** As many rows are looked at below a list. */
const mostRows = 10;

interface Cell {
  readonly line: OtherDifference;
  readonly cell: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Finds rows of 指標 and 取組工程 that somebody typed below the last one without making the list longer (Excel leaves the list's
 * heading as it was when a row is put in below it): no box of the form, so they would be stray cells. A row with a name and
 * something beside it is taken, a row of which less is known is asked about.
 */
export function findTypedRows(
  base: Snapshot,
  other: Snapshot,
  comparison: Comparison,
  lines: readonly OtherDifference[],
  trusted: boolean,
): TypedRows {
  const rows: NonNullable<FileRecord['rows']> = [];
  const used = new Set<OtherDifference>();
  const bySheet = new Map(other.items.map((item) => [item.sheet, item]));
  const items = comparison.items.map((reading) => {
    if (reading.status === 'missing' || reading.status === 'new') return reading;
    const right = bySheet.get(reading.sheet);
    const cells = cellsOn(lines, reading.sheet);
    if (right === undefined || cells.length === 0) return reading;
    const changes: FieldChange[] = [];
    for (const block of formOf(right).lists) {
      for (const found of below(base.items[reading.base]!, right, block, cells)) {
        for (const { line } of found.cells) used.add(line);
        if (found.isSure && reading.status !== 'ambiguous')
          changes.push(...found.cells.map(({ path, text }) => ({ path, base: trusted ? '' : null, theirs: text })));
        else
          rows.push({
            sheet: reading.sheet,
            row: found.row,
            cells: found.cells.map(({ cell, path, text }) => ({ cell, path, text })),
          });
      }
    }
    return changes.length === 0 ? reading : { ...reading, changes: [...reading.changes, ...changes] };
  });
  return { comparison: { ...comparison, items }, rows, other: lines.filter((line) => !used.has(line)) };
}

function cellsOn(lines: readonly OtherDifference[], sheet: string): readonly Cell[] {
  return lines.flatMap((line): Cell[] => {
    const { kind, cell, theirs, base } = line;
    if (kind !== 'cell' || line.sheet !== sheet || cell === undefined || base !== undefined) return [];
    // A formula is told among the rest: its text is not what it shows.
    if (theirs === undefined || theirs.trim() === '' || theirs === '=') return [];
    return [{ line, cell, ...placeOf(cell), text: theirs }];
  });
}

const placeOf = (cell: string) => unpackAddress(packedAddress(cell, 0, cell.length));

interface FoundRow {
  readonly row: number;
  readonly isSure: boolean;
  readonly cells: readonly (Cell & { readonly path: FieldPath })[];
}

function below(base: SnapshotItem, right: SnapshotItem, list: FormTable, cells: readonly Cell[]): readonly FoundRow[] {
  const count = rowsIn(right, list.id);
  if (count === 0) return [];
  const form = formOf(right);
  const places = Object.entries(right.cells).map(([path, cell]) => ({ key: form.keyOf(path), ...placeOf(cell) }));
  const inRow = (row: number) => places.filter(({ key }) => key?.field.table === list && key.row === row);
  const last = inRow(count - 1);
  const top = Math.min(...last.map(({ row }) => row));
  const before = count > 1 ? Math.min(...inRow(count - 2).map(({ row }) => row)) : top - 1;
  const step = Math.max(1, top - before);
  const next = Math.min(...places.filter(({ row }) => row > top).map(({ row }) => row), Number.MAX_SAFE_INTEGER);
  const columns = new Map(last.map(({ column, key }) => [column, key]));
  const map = mapPaths(base, right);
  const found: FoundRow[] = [];
  for (let n = 1; n <= mostRows; n += 1) {
    const row = top + n * step;
    const here = cells.filter((cell) => cell.row === row);
    const own = here.flatMap((cell) => {
      const key = columns.get(cell.column);
      if (key?.row === undefined) return [];
      return [{ ...cell, path: map.toBase(pathOf(key.field, { ...key, row: count + n - 1 })) }];
    });
    if (row >= next || own.length === 0) break;
    const isNamed = list.name === undefined || own.some(({ path }) => form.keyOf(path)?.field === list.name);
    found.push({ row, isSure: isNamed && own.length > 1 && own.length === here.length, cells: own });
  }
  return found;
}
