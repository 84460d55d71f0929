import { groupingKey } from '../domain/normal.ts';

/** Longer texts are compared by their beginnings: likeness is for telling items and rows apart, not for editing. */
const maxLength = 600;

/**
 * How alike two texts are, from 0 to 1: the Dice coefficient of their pairs of neighbouring characters, without
 * blanks and after NFKC. Two empty texts are not alike, since nothing speaks for their belonging together.
 */
export function likeness(a: string, b: string): number {
  const left = groupingKey(a).slice(0, maxLength);
  const right = groupingKey(b).slice(0, maxLength);
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const pairs = pairsOf(left);
  let shared = 0;
  let total = 0;
  for (const count of pairs.values()) total += count;
  for (const [pair, count] of pairsOf(right)) {
    shared += Math.min(count, pairs.get(pair) ?? 0);
    total += count;
  }
  return total === 0 ? 0 : (2 * shared) / total;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  // A single character is a pair with nothing, so that short grades and numbers compare too.
  for (let i = 0; i < Math.max(1, text.length - 1); i++) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
