import type { BoxSeen } from './evidence.ts';

/** Years by words, counted from the sheet's own; the longest first. */
const words: readonly (readonly [string, number])[] = [
  ['前々年度', -2],
  ['一昨年度', -2],
  ['翌々年度', 2],
  ['前年度', -1],
  ['昨年度', -1],
  ['次年度', 1],
  ['翌年度', 1],
  ['来年度', 1],
  ['本年度', 0],
  ['今年度', 0],
  ['当年度', 0],
];

/** `前年度決算` over or beside numbers: how many years after the sheet's own year they are of; `undefined` where no words say one. */
export function relativeYear({ box, found }: BoxSeen): number | undefined {
  if (found.kind !== 'number' && found.kind !== 'computed' && found.kind !== 'percent') return undefined;
  for (const { text } of [...box.heads, ...box.rows].toReversed()) {
    const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
    const met = words.find(([word]) => plain.startsWith(word));
    if (met !== undefined) return met[1];
  }
  return undefined;
}
