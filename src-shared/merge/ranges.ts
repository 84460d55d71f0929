import { diffIndices } from 'node-diff3';

/** `length` entries of the first list from `start` were replaced by `count` entries of the second from `from`. */
export interface ChangedRange {
  readonly start: number;
  readonly length: number;
  readonly from: number;
  readonly count: number;
}

/**
 * The work that one comparison may cost. The library's search is quadratic in repeated entries (a thousand blank lines
 * take 0.9 s), so pairs of equal entries are counted first. Both limits together stay below some 20 ms.
 */
const maxPairs = 40_000;
const maxSteps = 4_000_000;

/**
 * The places where two lists differ by a longest common subsequence, in order.
 *
 * @returns `undefined` when finding them would cost more than the bound; callers then treat the lists as wholly different.
 */
export function changedRanges(a: readonly string[], b: readonly string[]): readonly ChangedRange[] | undefined {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  if (left.length === 0 && right.length === 0) return [];
  if (left.length === 0 || right.length === 0) {
    return [{ start: head, length: left.length, from: head, count: right.length }];
  }
  if (!withinBound(left, right)) return undefined;
  return diffIndices(left, right).map((hunk) => ({
    start: head + hunk.buffer1[0],
    length: hunk.buffer1[1],
    from: head + hunk.buffer2[0],
    count: hunk.buffer2[1],
  }));
}

function withinBound(a: readonly string[], b: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const entry of b) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  let pairs = 0;
  for (const entry of a) pairs += counts.get(entry) ?? 0;
  return pairs <= maxPairs && pairs * Math.min(a.length, b.length) <= maxSteps;
}
