import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { newRowsLimit, rowOf, type RowBlock } from '../../../src-shared/form/rows.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { pathOf } from '../../../src-shared/form/model.ts';
import { followRows, matchRows, type RowTexts } from '../../../src-shared/merge/rows.ts';
import { rowsIn } from './rows-to-come.ts';
import type { SnapshotItem } from './snapshot.ts';

function rowsOf(item: SnapshotItem, list: RowBlock): readonly RowTexts[] {
  const rows = Array.from({ length: rowsIn(item, list) }, () => ({ name: '', texts: [] as string[] }));
  const form = formOf(item);
  for (const [path, text] of Object.entries(item.texts)) {
    const key = form.keyOf(path);
    if (key?.row === undefined || key.field.table?.id !== list) continue;
    const row = rows[key.row];
    if (row === undefined) continue;
    if (key.field === key.field.table.name) row.name = text;
    else row.texts.push(text);
  }
  return rows;
}

/** Where the fields of one state of an item lie in another state, whose rows may stand elsewhere. */
export interface PathMap {
  /** The path in `base`; for a row that has no counterpart there, a path behind its last row. */
  toBase(path: FieldPath): FieldPath;
  /** The list is as it is in `base`, text for text. */
  isSame(list: RowBlock): boolean;
  /** Rows of `other` without a counterpart, by list, numbered as in `other`. */
  added(list: RowBlock): readonly number[];
  /** Rows of `base` without a counterpart. */
  missing(list: RowBlock): readonly number[];
}

/** Matches the rows of the lists of what a section made of an item with its base, by name and likeness. */
export const mapPaths = (base: SnapshotItem, other: SnapshotItem): PathMap => pathMap(base, other, comparedList);

/**
 * Follows the rows of an older state of an item to where they lie now. A row that was added behind its last one lies in the
 * rows that have come in at the end since, or is still to come there; a row that is gone now has no place that could ever be.
 */
export const followPaths = (now: SnapshotItem, older: SnapshotItem): PathMap => pathMap(now, older, followedList);

function pathMap(base: SnapshotItem, other: SnapshotItem, match: typeof comparedList): PathMap {
  const found = new Map<RowBlock, ListMatch>();
  const listMatch = (list: RowBlock): ListMatch => {
    const known =
      found.get(list) ??
      (isSameList(base, other, list) ? sameRows(rowsIn(base, list)) : match(rowsOf(base, list), rowsOf(other, list)));
    found.set(list, known);
    return known;
  };
  return {
    toBase: (path) => {
      const key = formOf(base).keyOf(path);
      if (key?.row === undefined || key.field.table?.repeats !== true) return path;
      const { rows, behind } = listMatch(key.field.table.id);
      const row = rows[key.row] ?? behind(key.row - rows.length);
      return row === key.row ? path : pathOf(key.field, { ...key, row });
    },
    isSame: (list) => listMatch(list).isSame,
    added: (list) => listMatch(list).added,
    missing: (list) => listMatch(list).missing,
  };
}

interface ListMatch {
  readonly isSame: boolean;
  readonly rows: readonly number[];
  /** Where the rows behind the last one of `rows` lie, counted from 0. */
  behind(row: number): number;
  readonly added: readonly number[];
  readonly missing: readonly number[];
}

type Rows = readonly RowTexts[];

function comparedList(base: Rows, other: Rows): ListMatch {
  const match = matchRows(base, other);
  const { added, missing } = unmatched(base, match);
  let next = base.length;
  return { isSame: false, rows: match.map((row) => row ?? next++), behind: (row) => next + row, added, missing };
}

function followedList(now: Rows, older: Rows): ListMatch {
  const match = followRows(now, older);
  const { added, missing } = unmatched(now, match);
  const last = Math.max(-1, ...match.map((row) => row ?? -1));
  const atTheEnd = missing.filter((row) => row > last);
  let nowhere = now.length + newRowsLimit;
  return {
    isSame: false,
    rows: match.map((row) => row ?? nowhere++),
    behind: (row) => atTheEnd[row] ?? now.length + row - atTheEnd.length,
    added,
    missing,
  };
}

function unmatched(left: Rows, match: readonly (number | undefined)[]): Pick<ListMatch, 'added' | 'missing'> {
  const used = new Set(match);
  return {
    added: [...match.keys()].filter((row) => match[row] === undefined),
    missing: [...left.keys()].filter((row) => !used.has(row)),
  };
}

const sameRows = (count: number): ListMatch => ({
  isSame: true,
  rows: Array.from({ length: count }, (_, row) => row),
  behind: (row) => count + row,
  added: [],
  missing: [],
});

/** A list that nobody changed; what `matchRows` would find, without comparing every row with every other. */
function isSameList(a: SnapshotItem, b: SnapshotItem, list: RowBlock): boolean {
  if (rowsIn(a, list) !== rowsIn(b, list)) return false;
  const isOfList = (path: string): boolean => rowOf(a, path)?.block === list;
  for (const path of Object.keys(a.texts)) if (a.texts[path] !== b.texts[path] && isOfList(path)) return false;
  for (const path of Object.keys(b.texts)) if (a.texts[path] === undefined && isOfList(path)) return false;
  return true;
}
