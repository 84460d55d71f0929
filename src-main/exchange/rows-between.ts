import { fieldPath, parseFieldPath, type FieldPath } from '../../src-shared/fields.ts';
import { matchRows, type RowTexts } from '../../src-shared/merge/rows.ts';
import type { SnapshotItem } from './snapshot.ts';

type List = 'steps' | 'indicators';

const countOf = (item: SnapshotItem, list: List): number => (list === 'steps' ? item.stepRows : item.indicatorRows);

function rowsOf(item: SnapshotItem, list: List): readonly RowTexts[] {
  const rows = Array.from({ length: countOf(item, list) }, () => ({ name: '', texts: [] as string[] }));
  for (const [path, text] of Object.entries(item.texts)) {
    const key = parseFieldPath(path);
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
  /** Rows of `other` without a counterpart, by list, numbered as in `other`. */
  readonly added: Readonly<Record<List, readonly number[]>>;
  /** Rows of `base` without a counterpart. */
  readonly missing: Readonly<Record<List, readonly number[]>>;
}

/** Matches the rows of steps and indicators of two states of one item by name and likeness. */
export function mapPaths(base: SnapshotItem, other: SnapshotItem): PathMap {
  const lists = { steps: matchList(base, other, 'steps'), indicators: matchList(base, other, 'indicators') };
  return {
    toBase: (path) => {
      const key = parseFieldPath(path);
      if (key === undefined || (key.block !== 'steps' && key.block !== 'indicators')) return path;
      return fieldPath({ ...key, row: lists[key.block].rows[key.row] ?? key.row });
    },
    added: { steps: lists.steps.added, indicators: lists.indicators.added },
    missing: { steps: lists.steps.missing, indicators: lists.indicators.missing },
  };
}

function matchList(base: SnapshotItem, other: SnapshotItem, list: List) {
  const match = matchRows(rowsOf(base, list), rowsOf(other, list));
  const used = new Set(match);
  let next = countOf(base, list);
  return {
    rows: match.map((row) => row ?? next++),
    added: [...match.keys()].filter((row) => match[row] === undefined),
    missing: Array.from({ length: countOf(base, list) }, (_, row) => row).filter((row) => !used.has(row)),
  };
}
