import { groupingKey } from '../domain/normal.ts';
import { likeness } from './likeness.ts';

/** One row of a list on the form (an indicator, a step): its name, if it has one, and all its texts. */
export interface RowTexts {
  readonly name: string;
  readonly texts: readonly string[];
}

/** Which row of the other list belongs to which row of the base; `undefined` for a row that has no counterpart. */
export type RowMatch = readonly (number | undefined)[];

const samePlace = 0.2;
const enough = 0.3;
/** A name that is the same outweighs place and likeness together. */
const sameName = 1.5;

/**
 * Matches rows by name and likeness instead of position, so that a row put in between or two rows exchanged do not make
 * every row below look edited. Rows that nothing speaks for keep their place when it is free on both sides (a row that was
 * wholly rewritten, or a blank one that was filled in); else they go to a blank row of the base.
 *
 * @returns for each row of `other` the index of its row in `base`.
 */
export function matchRows(base: readonly RowTexts[], other: readonly RowTexts[]): RowMatch {
  const scores: { readonly left: number; readonly right: number; readonly score: number }[] = [];
  for (const [right, row] of other.entries()) {
    for (const [left, origin] of base.entries()) {
      const score = rowLikeness(origin, row);
      if (score >= enough) scores.push({ left, right, score: score + (left === right ? samePlace : 0) });
    }
  }
  scores.sort((a, b) => b.score - a.score || a.right - b.right || a.left - b.left);
  const match: (number | undefined)[] = other.map(() => undefined);
  const used = new Set<number>();
  for (const { left, right } of scores) {
    if (match[right] !== undefined || used.has(left)) continue;
    match[right] = left;
    used.add(left);
  }
  for (const right of other.keys()) {
    if (match[right] === undefined && right < base.length && !used.has(right)) {
      match[right] = right;
      used.add(right);
    }
  }
  const free = (): readonly number[] => [...base.keys()].filter((left) => !used.has(left));
  const fill = (places: readonly number[]): void => {
    const left = [...places];
    for (const right of other.keys()) {
      if (match[right] !== undefined || isBlank(other[right]!)) continue;
      const place = left.shift();
      if (place === undefined) return;
      match[right] = place;
      used.add(place);
    }
  };
  fill(free().filter((left) => isBlank(base[left]!)));
  // With as many rows on both sides none was added, so what is left over was rewritten.
  if (other.length === base.length) fill(free());
  return match;
}

/**
 * Follows the rows of an older state of a list to where they lie now, when what happened to them since is not a person's
 * edit to be weighed but what taking-ins wrote: texts change, rows stay. So only a row that nothing else can be (its name,
 * or all its texts where it has none, stands once on either side) is taken for moved; the others keep their distance from
 * it. Likeness has no say, since every taking-in would change it.
 *
 * @returns for each row of `older` the index of its row in `now`.
 */
export function followRows(now: readonly RowTexts[], older: readonly RowTexts[]): RowMatch {
  // Steps have no names; in a list with names a row without one is told by nothing.
  const named = [...now, ...older].some((row) => groupingKey(row.name) !== '');
  const keyOf = named ? nameOf : textsOf;
  const left = onlyOnes(now, keyOf);
  const right = onlyOnes(older, keyOf);
  const match: (number | undefined)[] = older.map((_, index) => {
    const key = keyOf(older[index]!);
    return right.get(key) === index ? left.get(key) : undefined;
  });
  const used = new Set(match.filter((place) => place !== undefined));
  const sure = [...match];
  for (const index of older.keys()) {
    if (match[index] !== undefined) continue;
    const before = sure.findLastIndex((place, at) => at < index && place !== undefined);
    const after = sure.findIndex((place, at) => at > index && place !== undefined);
    const wanted = [
      ...(before < 0 ? [] : [sure[before]! + index - before]),
      ...(after < 0 ? [] : [sure[after]! - (after - index)]),
      index,
    ];
    match[index] = wanted.find((place) => place >= 0 && place < now.length && !used.has(place));
    if (match[index] !== undefined) used.add(match[index]);
  }
  return match;
}

const nameOf = (row: RowTexts): string => groupingKey(row.name);
const textsOf = (row: RowTexts): string => row.texts.map(groupingKey).join('\0');

/** Keys that one row alone has, with its place; blank rows have none. */
function onlyOnes(rows: readonly RowTexts[], keyOf: (row: RowTexts) => string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const key = keyOf(row);
    if (isBlank(row) || key === '') continue;
    places.set(key, places.has(key) ? -1 : index);
  }
  for (const [key, place] of places) if (place < 0) places.delete(key);
  return places;
}

const isBlank = (row: RowTexts): boolean => groupingKey(row.name + row.texts.join('')) === '';

function rowLikeness(a: RowTexts, b: RowTexts): number {
  if (groupingKey(a.name) !== '' && groupingKey(a.name) === groupingKey(b.name)) return sameName;
  const name = likeness(a.name, b.name);
  let shared = 0;
  let total = 0;
  for (let i = 0; i < Math.max(a.texts.length, b.texts.length); i++) {
    const left = a.texts[i] ?? '';
    const right = b.texts[i] ?? '';
    if (groupingKey(left) === '' && groupingKey(right) === '') continue;
    total++;
    shared += likeness(left, right);
  }
  const body = total === 0 ? 0 : shared / total;
  return a.name === '' || b.name === '' ? body : Math.max(name, (name + body) / 2);
}
