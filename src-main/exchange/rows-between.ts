import { fieldPath, parseFieldPath, type FieldKey, type FieldPath } from '../../src-shared/fields.ts';
import { followRows, matchRows, type RowTexts } from '../../src-shared/merge/rows.ts';
import type { SnapshotItem } from './snapshot.ts';

type List = 'steps' | 'indicators';

const countOf = (item: SnapshotItem, list: List): number => (list === 'steps' ? item.stepRows : item.indicatorRows);

const keys = new Map<string, FieldKey | undefined>();

/** The keys of paths, each worked out once: the same fifty paths stand on hundreds of items. */
function keyOf(path: string): FieldKey | undefined {
  if (!keys.has(path)) keys.set(path, parseFieldPath(path));
  return keys.get(path);
}

function rowsOf(item: SnapshotItem, list: List): readonly RowTexts[] {
  const rows = Array.from({ length: countOf(item, list) }, () => ({ name: '', texts: [] as string[] }));
  for (const [path, text] of Object.entries(item.texts)) {
    if (!path.startsWith(list)) continue;
    const key = keyOf(path);
    if (key?.block !== list) continue;
    const row = rows[key.row];
    if (row === undefined) continue;
    if (key.name === 'name') row.name = text;
    else row.texts.push(text);
  }
  return rows;
}

/** Where the fields of one state of an item lie in another state, whose rows may stand elsewhere. */
export interface PathMap {
  /** The path in `base`; for a row that has no counterpart there, a path behind its last row. */
  toBase(path: FieldPath): FieldPath;
  /** The list is as it is in `base`, text for text. */
  isSame(list: List): boolean;
  /** Rows of `other` without a counterpart, by list, numbered as in `other`. */
  added(list: List): readonly number[];
  /** Rows of `base` without a counterpart. */
  missing(list: List): readonly number[];
}

/** Matches the rows of steps and indicators of what a section made of an item with its base, by name and likeness. */
export const mapPaths = (base: SnapshotItem, other: SnapshotItem): PathMap => pathMap(base, other, matchRows);

/** Follows the rows of an older state of an item to where they lie now. */
export const followPaths = (now: SnapshotItem, older: SnapshotItem): PathMap => pathMap(now, older, followRows);

function pathMap(base: SnapshotItem, other: SnapshotItem, match: typeof matchRows): PathMap {
  const found = new Map<List, ListMatch>();
  const listMatch = (list: List): ListMatch => {
    const known = found.get(list) ?? matchList(base, other, list, match);
    found.set(list, known);
    return known;
  };
  return {
    toBase: (path) => {
      const list: List | undefined = path.startsWith('steps.') ? 'steps' : path.startsWith('indicators.') ? 'indicators' : undefined;
      const key = list === undefined ? undefined : keyOf(path);
      if (list === undefined || key === undefined || !('row' in key)) return path;
      const row = listMatch(list).rows[key.row] ?? key.row;
      return row === key.row ? path : fieldPath({ ...key, row });
    },
    isSame: (list) => listMatch(list).isSame,
    added: (list) => listMatch(list).added,
    missing: (list) => listMatch(list).missing,
  };
}

interface ListMatch {
  readonly isSame: boolean;
  readonly rows: readonly number[];
  readonly added: readonly number[];
  readonly missing: readonly number[];
}

function matchList(base: SnapshotItem, other: SnapshotItem, list: List, matchAll: typeof matchRows): ListMatch {
  if (isSameList(base, other, list)) return { ...sameRows(countOf(base, list)), isSame: true };
  const left = rowsOf(base, list);
  const right = rowsOf(other, list);
  const match = matchAll(left, right);
  const used = new Set(match);
  let next = left.length;
  return {
    isSame: false,
    rows: match.map((row) => row ?? next++),
    added: [...match.keys()].filter((row) => match[row] === undefined),
    missing: [...left.keys()].filter((row) => !used.has(row)),
  };
}

const sameRows = (count: number) => ({ rows: Array.from({ length: count }, (_, row) => row), added: [], missing: [] });

/** A list that nobody changed; what `matchRows` would find, without comparing every row with every other. */
function isSameList(a: SnapshotItem, b: SnapshotItem, list: List): boolean {
  if (countOf(a, list) !== countOf(b, list)) return false;
  for (const path of Object.keys(a.texts)) if (path.startsWith(list) && a.texts[path] !== b.texts[path]) return false;
  for (const path of Object.keys(b.texts)) if (path.startsWith(list) && a.texts[path] === undefined) return false;
  return true;
}
