import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UndoRow } from '../../src-renderer/db/database.ts';
import {
  afterElsewhere,
  doAgain,
  dropStep,
  emptyStack,
  nextStepId,
  pushStep,
  reversed,
  stackLimit,
  stackOf,
  takeBack,
  type StackChange,
  type UndoStack,
} from '../../src-renderer/editing/undo-stack.ts';

const step = (id: number): UndoRow => ({
  id,
  document: 'd',
  changes: [{ item: 'i', path: 'title', before: String(id - 1), after: String(id) }],
  source: 'typing',
  at: '2026-11-22T00:00:00Z',
  undone: 0,
});
const ids = (steps: readonly UndoRow[]): readonly number[] => steps.map(({ id }) => id);

/** What the database holds after a change of the stack. */
function store(rows: Map<number, UndoRow>, { put, remove }: StackChange): void {
  for (const id of remove) rows.delete(id);
  for (const row of put) rows.set(row.id, row);
}

describe('the undo stack', () => {
  it('takes back and does again in order, and a new step ends the redo', () => {
    let stack = [1, 2, 3].reduce<UndoStack>((now, id) => pushStep(now, step(id)).stack, emptyStack);
    const first = takeBack(stack);
    expect(first?.step.id).toBe(3);
    const second = takeBack(first?.stack ?? emptyStack);
    expect(second?.step.id).toBe(2);
    const again = doAgain(second?.stack ?? emptyStack);
    expect(again?.step.id).toBe(2);
    stack = again?.stack ?? emptyStack;
    const pushed = pushStep(stack, step(4));
    expect(ids(pushed.stack.done)).toEqual([1, 2, 4]);
    expect(pushed.stack.undone).toEqual([]);
    expect(pushed.remove).toEqual([3]);
  });

  it('has nothing to take back at its ends', () => {
    expect(takeBack(emptyStack)).toBeUndefined();
    expect(doAgain(emptyStack)).toBeUndefined();
  });

  it('keeps a bounded number of steps', () => {
    let stack = emptyStack;
    for (let id = 1; id <= stackLimit + 3; id += 1) stack = pushStep(stack, step(id)).stack;
    expect(stack.done).toHaveLength(stackLimit);
    expect(stack.done[0]?.id).toBe(4);
  });

  it('is the same after a restart, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('push', 'undo', 'redo', 'drop'), { maxLength: 60 }), (commands) => {
        const rows = new Map<number, UndoRow>();
        let stack = emptyStack;
        let id = 0;
        for (const command of commands) {
          const last = stack.done.at(-1)?.id;
          const change =
            command === 'push'
              ? pushStep(stack, step((id += 1)))
              : command === 'undo'
                ? takeBack(stack)
                : command === 'redo'
                  ? doAgain(stack)
                  : last === undefined
                    ? undefined
                    : dropStep(stack, last);
          if (change === undefined) continue;
          stack = change.stack;
          store(rows, change);
        }
        expect(stackOf([...rows.values()])).toEqual(stack);
      }),
    );
  });

  it('reverses changes, the last first', () => {
    const changes = [
      { item: 'a', path: 'title', before: '1', after: '2' },
      { item: 'b', path: 'title', before: '3', after: '4' },
    ] as const;
    expect(reversed(changes)).toEqual([
      { item: 'b', path: 'title', before: '4', after: '3' },
      { item: 'a', path: 'title', before: '2', after: '1' },
    ]);
    expect(reversed(reversed(changes))).toEqual(changes);
  });
});

describe('the steps of several windows', () => {
  it('never get the same number, not even when made at the same moment, and come after all that are known', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.uniqueArray(fc.nat(7), { minLength: 2 }), (last, windows) => {
        const given = windows.map((window) => nextStepId(last, window));
        expect(new Set(given).size).toBe(windows.length);
        for (const id of given) expect(id).toBeGreaterThan(last);
      }),
    );
  });

  it('add up to one stack: what one window pushes, takes back and does again, the other has too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), fc.constantFrom('push', 'back', 'again'))), (moves) => {
        const stacks: [UndoStack, UndoStack] = [emptyStack, emptyStack];
        let last = 0;
        for (const [window, move] of moves) {
          const own = stacks[window] as UndoStack;
          const changed =
            move === 'push'
              ? pushStep(own, step((last = nextStepId(last, window))))
              : move === 'back'
                ? takeBack(own)
                : doAgain(own);
          if (changed === undefined) continue;
          stacks[window] = changed.stack;
          stacks[1 - window] = afterElsewhere(stacks[1 - window] as UndoStack, changed);
        }
        expect([ids(stacks[0].done), ids(stacks[0].undone)]).toEqual([ids(stacks[1].done), ids(stacks[1].undone)]);
      }),
    );
  });
});
