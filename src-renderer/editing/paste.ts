import { placeIn, yearsOnly } from '../../src-shared/form/box-grid.ts';
import { groupingKey, searchKey } from '../../src-shared/domain/normal.ts';
import type { Cells } from '../../src-shared/domain/clipboard-cells.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { fieldOf, rowOf } from '../../src-shared/form/rows.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import type { FieldChange } from '../db/database.ts';
import { gridOf } from '../state/box-grid.ts';
import { fileItemOf, itemOf, type FieldRef } from '../state/session.ts';
import { textOf } from '../state/texts.ts';
import { lockOf } from './editable.ts';
import { editFields } from './edit.ts';
import { canAddRow } from './rows.ts';

/** How copied cells are spread: over the boxes as they stand, over the same box of each year, or all into one box. */
export const spreads = ['boxes', 'years', 'one'] as const;
export type Spread = (typeof spreads)[number];

/** One copied cell and the box that it would go into. */
export interface PastedCell {
  /** Missing where the block has no such box. */
  readonly path: FieldPath | undefined;
  readonly before: string;
  readonly text: string;
  readonly problem?: 'no-box' | 'locked' | 'not-a-choice';
}

/** A choice as the list writes it; the text itself where any text is allowed; `undefined` for one that is not. */
export function asChoice(ref: FieldRef, text: string): string | undefined {
  const sheet = fileItemOf(ref);
  const { choices, strict } = (sheet === undefined ? undefined : fieldOf(sheet, ref.path)) ?? {};
  if (choices === undefined || strict !== true || text === '') return text;
  const exact = choices.find((choice) => groupingKey(choice) === groupingKey(text));
  const alike = choices.filter((choice) => searchKey(choice) === searchKey(text));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

const joined = (cells: Cells): string => cells.map((row) => row.join('　')).join('\n');

/** Where copied cells would go from one box on; nothing is changed yet. */
export function planPaste(at: FieldRef, cells: Cells, spread: Spread): readonly PastedCell[] {
  const sheet = itemOf(at);
  if (sheet === undefined) return [];
  if (spread === 'one') return [pasted(at, at.path, joined(cells))];
  const block = rowOf(sheet, at.path)?.block;
  const extra = block !== undefined && canAddRow(at, block) ? cells.length : 0;
  const whole = gridOf(at, extra);
  const grid = spread === 'years' ? yearsOnly(whole, at.path, formOf(sheet)) : whole;
  const start = placeIn(grid, at.path);
  if (start === undefined) return [];
  return cells.flatMap((row, down) =>
    row.map((text, right) => pasted(at, grid[start.row + down]?.[start.column + right], text)),
  );
}

function pasted(at: FieldRef, path: FieldPath | undefined, text: string): PastedCell {
  const sheet = fileItemOf(at);
  if (path === undefined || sheet === undefined || fieldOf(sheet, path) === undefined)
    return { path: undefined, before: '', text, problem: 'no-box' };
  const ref = { ...at, path };
  const before = textOf(ref);
  if (lockOf(ref) !== undefined) return { path, before, text, problem: 'locked' };
  const choice = asChoice(ref, text);
  return choice === undefined ? { path, before, text, problem: 'not-a-choice' } : { path, before, text: choice };
}

/** Puts the cells that have a box into it, as one step of undo; answers how many boxes changed. */
export function pasteCells(at: FieldRef, plan: readonly PastedCell[]): number {
  const changes = plan.flatMap(({ path, before, text, problem }): FieldChange[] =>
    path === undefined || problem !== undefined || before === text
      ? []
      : [{ item: at.item, path, before, after: text }],
  );
  editFields(at.document, changes, 'paste');
  return changes.length;
}
