import { given } from '../../src-shared/domain/given.ts';
import type { FieldChange, UndoRow } from '../db/database.ts';

/** The undo history of one workbook: pure data, so that it can be tested and kept in the database. */
export interface UndoStack {
  readonly done: readonly UndoRow[];
  /** Undone steps, the next to redo last. */
  readonly undone: readonly UndoRow[];
}

export const emptyStack: UndoStack = { done: [], undone: [] };

/** Steps kept for one workbook; older ones go, the field's history keeps them. */
export const stackLimit = 1000;

/** What a change of the stack means for the database. */
export interface StackChange {
  readonly stack: UndoStack;
  readonly put: readonly UndoRow[];
  readonly remove: readonly number[];
}

/** A new step: what was undone before can no longer be redone. */
export function pushStep(stack: UndoStack, step: UndoRow): StackChange {
  const done = [...stack.done, step];
  const dropped = done.length > stackLimit ? done.slice(0, done.length - stackLimit) : [];
  return {
    stack: { done: done.slice(dropped.length), undone: [] },
    put: [step],
    remove: [...stack.undone, ...dropped].map(({ id }) => id),
  };
}

/** Takes the last step back. */
export function takeBack(stack: UndoStack): (StackChange & { readonly step: UndoRow }) | undefined {
  const step = stack.done.at(-1);
  if (step === undefined) return undefined;
  const undone: UndoRow = { ...step, undone: 1 };
  return {
    stack: { done: stack.done.slice(0, -1), undone: [...stack.undone, undone] },
    put: [undone],
    remove: [],
    step,
  };
}

/** Does the step again that was taken back last. */
export function doAgain(stack: UndoStack): (StackChange & { readonly step: UndoRow }) | undefined {
  const step = stack.undone.at(-1);
  if (step === undefined) return undefined;
  const done: UndoRow = { ...step, undone: 0 };
  return { stack: { done: [...stack.done, done], undone: stack.undone.slice(0, -1) }, put: [done], remove: [], step };
}

/** Drops a step that no longer applies, wherever it lies. */
export function dropStep(stack: UndoStack, id: number): StackChange {
  const others = (steps: readonly UndoRow[]): readonly UndoRow[] => steps.filter((step) => step.id !== id);
  return { stack: { done: others(stack.done), undone: others(stack.undone) }, put: [], remove: [id] };
}

/** Rebuilds the stack from the database's rows, oldest first. */
export function stackOf(rows: readonly UndoRow[]): UndoStack {
  const sorted = rows.toSorted((a, b) => a.id - b.id);
  return {
    done: sorted.filter(({ undone }) => undone === 0),
    undone: sorted.filter(({ undone }) => undone === 1).toReversed(),
  };
}

/**
 * The changes that lead from a step's result back to what was before; a number that one of the `earlier` steps had put into a
 * box is one again.
 */
export function reversed(changes: readonly FieldChange[], earlier: readonly UndoRow[] = []): readonly FieldChange[] {
  const last = new Map(earlier.flatMap((step) => step.changes.map((change) => [boxOf(change), change] as const)));
  return changes.toReversed().map((change) => {
    const { item, path, before, after, row } = change;
    const known = last.get(boxOf(change));
    return {
      item,
      path,
      before: after,
      after: before,
      ...(row === undefined ? {} : { row: row === 'gone' ? ('back' as const) : ('gone' as const) }),
      ...given({ stored: known?.after === before ? known.stored : undefined }),
    };
  });
}

const boxOf = ({ item, path }: FieldChange): string => `${item}\n${path}`;

/** More windows than main opens at once. */
const numbersPerStep = 16;

/** The next step's number: above every known one, and never one that another window gives at the same moment. */
export const nextStepId = (last: number, window: number): number =>
  (Math.floor(last / numbersPerStep) + 1) * numbersPerStep + window;

/** The stack after what another window has done to it. */
export function afterElsewhere(
  { done, undone }: UndoStack,
  { put, remove }: Pick<StackChange, 'put' | 'remove'>,
): UndoStack {
  const rows = new Map([...done, ...undone].map((row) => [row.id, row]));
  for (const id of remove) rows.delete(id);
  for (const row of put) rows.set(row.id, row);
  return stackOf([...rows.values()]);
}
