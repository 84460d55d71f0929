import type { CompiledLabel, CompiledSheet } from './compile.ts';
import { LabelIndex } from './label-index.ts';

/** The rows of one item on a sheet that holds several, one under the other. */
export interface Card {
  readonly top: number;
  readonly bottom: number;
}

/** Where the items of a sheet begin: in rows that show most of the labels which the first row of the form has. */
export function cardsOf(sheet: CompiledSheet, index: LabelIndex): readonly Card[] {
  const first = firstLabels(sheet);
  const met = new Map<number, Set<CompiledLabel>>();
  for (const label of first)
    for (const { spot } of index.find(label)) met.set(spot.top, (met.get(spot.top) ?? new Set()).add(label));
  const tops = [...met].flatMap(([top, labels]) => (labels.size * 2 >= first.length ? [top] : []));
  const sorted = tops.toSorted((a, b) => a - b);
  return sorted.map((top, i) => ({ top, bottom: (sorted[i + 1] ?? index.grid.rows + 1) - 1 }));
}

/** The labels of one card alone. */
export const cardIndex = ({ grid, spots }: LabelIndex, { top, bottom }: Card): LabelIndex =>
  new LabelIndex(
    grid,
    spots.filter((spot) => spot.top >= top && spot.top <= bottom),
  );

/** By hint those of the uppermost row; without hints the first that the description names. */
function firstLabels({ titles, labels }: CompiledSheet): readonly CompiledLabel[] {
  const own = labels.filter((label) => !titles.includes(label));
  const tops = own.flatMap(({ at }) => at?.top ?? []);
  const top = Math.min(...tops);
  return tops.length === 0 ? own.slice(0, 1) : own.filter(({ at }) => at?.top === top);
}
