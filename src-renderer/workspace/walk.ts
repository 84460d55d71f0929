import { orderedPaths } from '../../src-shared/checks/order.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { focusedPath, goToField, showItem } from '../state/go-to.ts';
import { currentList } from './list.ts';
import type { ItemSummary } from './list-rows.ts';
import { activeItem, type FieldRef } from '../state/session.ts';
import { changedPaths } from '../state/texts.ts';
import { say, unsay } from './say.ts';

export type Direction = 'next' | 'previous';

/** The boxes of a sheet that a walk stops at, in the order of the form. */
function stops(summary: ItemSummary, what: 'incomplete' | 'changed'): readonly FieldPath[] {
  if (what === 'incomplete') return summary.missing;
  const changed = new Set(changedPaths(summary.ref));
  return orderedPaths(summary.sheet).filter((path) => changed.has(path));
}

/**
 * The stop after (or before) the box that has the cursor: first in the open sheet, then in the sheets that the list
 * shows, around its end.
 */
export function nextStop(
  summaries: readonly ItemSummary[],
  what: 'incomplete' | 'changed',
  direction: Direction,
  from: { readonly index: number; readonly path: FieldPath | undefined },
): FieldRef | undefined {
  const here = summaries[from.index];
  const order = here === undefined ? [] : orderedPaths(here.sheet);
  const position = from.path === undefined ? -1 : order.indexOf(from.path);
  const forward = direction === 'next';
  const beyond = (path: FieldPath): boolean => {
    const at = order.indexOf(path);
    return forward ? at > position : position >= 0 && at < position;
  };
  const pick = (paths: readonly FieldPath[]): FieldPath | undefined => (forward ? paths[0] : paths.at(-1));
  const own = here === undefined ? undefined : pick(stops(here, what).filter(beyond));
  if (here !== undefined && own !== undefined) return { ...here.ref, path: own };
  for (let offset = 1; offset <= summaries.length; offset += 1) {
    const index = (from.index + (forward ? offset : -offset) + summaries.length * 2) % summaries.length;
    const summary = summaries[index];
    const path = summary === undefined ? undefined : pick(stops(summary, what));
    if (summary !== undefined && path !== undefined) return { ...summary.ref, path };
  }
  return undefined;
}

const openIndex = (summaries: readonly ItemSummary[]): number => {
  const open = activeItem();
  return summaries.findIndex(({ ref }) => ref.document === open?.document && ref.item === open.item);
};

/** Goes to the next or previous incomplete or changed box. */
export function walk(what: 'incomplete' | 'changed', direction: Direction): void {
  const summaries = currentList().rows.map(({ summary }) => summary);
  const stop = nextStop(summaries, what, direction, { index: openIndex(summaries), path: focusedPath() });
  if (stop === undefined) return say(what === 'incomplete' ? 'walk.noIncomplete' : 'walk.noChange');
  unsay();
  goToField(stop);
}

/** Shows the next or previous sheet of the list. */
export function stepItem(direction: Direction): void {
  const summaries = currentList().rows.map(({ summary }) => summary);
  const index = openIndex(summaries);
  const next = index < 0 ? summaries[0] : summaries[direction === 'next' ? index + 1 : index - 1];
  if (next === undefined) return say(direction === 'next' ? 'walk.last' : 'walk.first');
  unsay();
  showItem(next.ref);
}
