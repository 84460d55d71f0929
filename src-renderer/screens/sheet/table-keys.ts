import type { KeyboardEvent } from 'react';
import { isNumberBox, placeIn } from '../../../src-shared/form/box-grid.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import { gridOf } from '../../state/box-grid.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { boxId } from '../../state/go-to.ts';
import { activeItem, itemOf, type FieldRef } from '../../state/session.ts';
import { formOf } from '../../../src-shared/form/forms.ts';

type Way = 'up' | 'down' | 'left' | 'right';

/** The way that a key asks for in a table of numbers, as between cells of Excel; `undefined` for keys of the text itself. */
function wayOf({
  key,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
  currentTarget,
}: KeyboardEvent<HTMLTextAreaElement>): Way | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  if (key === 'Enter') return shiftKey ? 'up' : 'down';
  const { selectionStart, selectionEnd, value } = currentTarget;
  if (shiftKey || selectionStart !== selectionEnd) return undefined;
  if (key === 'ArrowUp') return value.lastIndexOf('\n', selectionStart - 1) < 0 ? 'up' : undefined;
  if (key === 'ArrowDown') return value.includes('\n', selectionStart) ? undefined : 'down';
  if (key === 'ArrowLeft') return selectionStart === 0 ? 'left' : undefined;
  if (key === 'ArrowRight') return selectionEnd === value.length ? 'right' : undefined;
  return undefined;
}

const steps: Readonly<Record<Way, readonly [down: number, right: number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
};

/** Whether Enter and the arrow keys go from this box to the next, as between cells. */
export function isNumbered(ref: FieldRef): boolean {
  const facts = factsOf(itemOf(ref)?.fields[ref.path]);
  if (facts === undefined) return isNumberBox(ref.path, formOf({}));
  return facts.traits.kind === 'number' || facts.traits.kind === 'percent' || facts.traits.kind === 'computed';
}

/** The next box in a direction that is on the screen: folded years are passed over. */
function boxBeyond(path: FieldPath, way: Way): HTMLElement | undefined {
  const item = activeItem();
  if (item === undefined) return undefined;
  const grid = gridOf({ ...item, path });
  const place = placeIn(grid, path);
  if (place === undefined) return undefined;
  const [down, right] = steps[way];
  for (let step = 1; ; step += 1) {
    const row = grid[place.row + down * step];
    const column = place.column + right * step;
    if (row === undefined || column < 0 || column >= row.length) return undefined;
    const next = row[column];
    const box = next === undefined ? null : document.getElementById(boxId(next));
    if (box !== null) return box;
  }
}

/**
 * Enter and the arrow keys in a table of numbers: to the next row or column. Enter below the last row goes on to the right,
 * and stays in the last box; it never breaks a line. Answers whether the key was one of these.
 */
export function nextByKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const way = wayOf(event);
  const path = event.currentTarget.dataset['path'] as FieldPath | undefined;
  if (way === undefined || path === undefined) return false;
  const box = boxBeyond(path, way) ?? (event.key === 'Enter' && way === 'down' ? boxBeyond(path, 'right') : undefined);
  if (box === undefined) return event.key === 'Enter';
  box.focus();
  if (box instanceof HTMLTextAreaElement) box.select();
  return true;
}
