import type { Placed } from './placed.ts';
import type { Spot } from './grid.ts';
import type { LabelIndex } from './label-index.ts';

/** A box that somebody filled in and that the form does not have, with the words before it. */
export interface Unread {
  readonly spot: Spot;
  readonly label: string;
}

/** How many are told of one sheet. */
const mostTold = 20;

/**
 * Filled boxes with a list of choices that no field is: a sheet may have one more than the form. Other boxes cannot be told from
 * remarks beside the form.
 */
export function unreadBoxes(
  { grid }: LabelIndex,
  placed: readonly Placed[],
  hasChoices: (row: number, column: number) => boolean,
): readonly Unread[] {
  const known = new Set(placed.map(({ spot }) => spot));
  return grid.filled
    .filter((spot) => !known.has(spot) && hasChoices(spot.top, spot.left))
    .slice(0, mostTold)
    .map((spot) => ({ spot, label: labelBefore(grid.at(spot.top, spot.left - 1), grid) }));
}

const labelBefore = (before: Spot | undefined, grid: LabelIndex['grid']): string =>
  before === undefined ? '' : grid.text(before).replace(/\s+/g, '').slice(0, 40);
