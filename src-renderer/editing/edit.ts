import type { EditSource } from '../../src-shared/domain/edit-source.ts';
import type { JournalledEdit } from '../../src-shared/domain/exchange.ts';
import { given } from '../../src-shared/domain/given.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import { fieldOf } from '../../src-shared/form/rows.ts';
import type { FieldChange, UndoRow } from '../db/database.ts';
import { undoSteps } from '../db/history.ts';
import { createStore } from '../state/store.ts';
import { dismiss, fileItemOf, notify, session, type FieldRef } from '../state/session.ts';
import { fileText, rebase, textOf } from '../state/texts.ts';
import { accept } from './accept.ts';
import { flushTyping } from './pending.ts';
import { shareUndo, tellUndo } from './shared-undo.ts';
import {
  afterElsewhere,
  doAgain,
  dropStep,
  emptyStack,
  nextStepId,
  pushStep,
  reversed,
  stackOf,
  takeBack,
  type StackChange,
  type UndoStack,
} from './undo-stack.ts';

/** The undo histories of all workbooks; buttons watch it. */
export const undoStacks = createStore<Readonly<Record<DocumentId, UndoStack>>>({});

let lastStepId = 0;

export const stackFor = (document: DocumentId): UndoStack => undoStacks.get()[document] ?? emptyStack;
const setStack = (document: DocumentId, stack: UndoStack): void =>
  undoStacks.update((now) => ({ ...now, [document]: stack }));

/** Notes a step in this window's history and in those of the others. */
function setShared(document: DocumentId, { stack, put, remove }: StackChange): void {
  setStack(document, stack);
  tellUndo({ document, put, remove });
}

/** Takes the steps of other windows into this one's histories. */
export const hearUndo = (): void =>
  shareUndo(({ document, put, remove }) => {
    lastStepId = Math.max(lastStepId, ...put.map(({ id }) => id));
    setStack(document, afterElsewhere(stackFor(document), { put, remove }));
  });

/** Reads the undo histories back after a start. */
export async function loadUndo(): Promise<void> {
  const rows = await undoSteps();
  lastStepId = Math.max(lastStepId, ...rows.map(({ id }) => id));
  const byDocument = new Map<DocumentId, UndoRow[]>();
  for (const row of rows) byDocument.set(row.document, [...(byDocument.get(row.document) ?? []), row]);
  undoStacks.set(Object.fromEntries([...byDocument].map(([document, steps]) => [document, stackOf(steps)])));
}

/** One user step that changes boxes of one workbook: shown, journalled, undoable as a whole. */
export function editFields(document: DocumentId, changes: readonly FieldChange[], source: EditSource): void {
  step(
    document,
    changes.filter(({ before, after, row }) => before !== after || row !== undefined),
    source,
  );
}

/** The same for changes that main has journalled already. */
export function showJournalled(document: DocumentId, edits: readonly JournalledEdit[], source: EditSource): void {
  step(
    document,
    edits.map(({ item, path, before, after, gone, stored }) => ({
      item,
      path,
      before,
      after,
      ...given({ row: gone === undefined ? undefined : ('gone' as const) }),
      ...given({ stored: stored?.kind === 'number' ? stored : undefined }),
    })),
    source,
    edits.map(({ seq }) => seq),
  );
}

function step(
  document: DocumentId,
  changes: readonly FieldChange[],
  source: EditSource,
  journalled?: readonly number[],
): void {
  if (changes.length === 0) return;
  lastStepId = nextStepId(lastStepId, session.get().info?.window ?? 0);
  const made: UndoRow = { id: lastStepId, document, changes, source, at: new Date().toISOString(), undone: 0 };
  const pushed = pushStep(stackFor(document), made);
  setShared(document, pushed);
  accept(document, changes, source, pushed, journalled);
}

/**
 * Settles a box whose file was changed under its draft: `text` was chosen by a person who has seen both, and stands on
 * the file's text from now on. The file's text goes into the history, whichever was chosen.
 */
export function settleConflict(ref: FieldRef, text: string): void {
  const file = fileText(ref);
  rebase(ref);
  accept(ref.document, [{ item: ref.item, path: ref.path, before: file, after: text }], 'merge', {
    put: [],
    remove: [],
  });
}

/** Gives one box a new text. */
export function editField(ref: FieldRef, after: string, source: EditSource): void {
  editFields(ref.document, [{ item: ref.item, path: ref.path, before: textOf(ref), after }], source);
}

/** Whether every box still holds the text that the change starts from; else the change would overwrite another's. */
const applies = (document: DocumentId, changes: readonly FieldChange[]): boolean =>
  changes.every(({ item, path, before }) => {
    const ref = { document, item, path };
    const sheet = fileItemOf(ref);
    return sheet !== undefined && fieldOf(sheet, path) !== undefined && textOf(ref) === before;
  });

function move(document: DocumentId, direction: 'undo' | 'redo'): FieldRef | undefined {
  flushTyping();
  const moved = direction === 'undo' ? takeBack(stackFor(document)) : doAgain(stackFor(document));
  if (moved === undefined) return undefined;
  const changes = direction === 'undo' ? reversed(moved.step.changes, moved.stack.done) : moved.step.changes;
  if (!applies(document, changes)) {
    const dropped = dropStep(stackFor(document), moved.step.id);
    setShared(document, dropped);
    accept(document, [], direction, dropped);
    notify({ id: 'undo-skipped', tone: 'warning', content: { kind: 'undo-skipped' } });
    return undefined;
  }
  setShared(document, moved);
  // What was said of a replacement is not true any more.
  dismiss('replaced');
  accept(document, changes, direction, moved);
  const first = changes[0];
  return first === undefined ? undefined : { document, item: first.item, path: first.path };
}

/** Takes the last step of a workbook back, on whatever sheet it was; answers the box to show. */
export const undo = (document: DocumentId): FieldRef | undefined => move(document, 'undo');
export const redo = (document: DocumentId): FieldRef | undefined => move(document, 'redo');
