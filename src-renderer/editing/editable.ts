import { noteInHistory } from '../db/history.ts';
import { factsOf } from '../../src-shared/form/facts.ts';
import { createStore } from '../state/store.ts';
import { documentOf, itemOf, session, type FieldRef } from '../state/session.ts';
import { draftOf, textOf } from '../state/texts.ts';

/** Boxes that a person has unlocked in this window. Which ones, the history keeps. */
export const unlocked = createStore<ReadonlySet<string>>(new Set());

const keyOf = (ref: FieldRef): string => `${ref.document}\n${ref.item}\n${ref.path}`;

export type Lock = 'locked' | 'formula' | 'computed';

/** Why a box is read-only; `undefined` when it can be typed in. */
export function lockOf(ref: FieldRef): Lock | undefined {
  const field = itemOf(ref)?.fields[ref.path];
  // What the form works out is never written, whatever a person unlocks.
  if (factsOf(field)?.traits.kind === 'computed') return 'computed';
  if (field === undefined || unlocked.get().has(keyOf(ref)) || draftOf(ref)?.unlocked === true) return undefined;
  if (field.formula !== undefined) return 'formula';
  return field.locked === true ? 'locked' : undefined;
}

export const isEditable = (ref: FieldRef): boolean =>
  itemOf(ref)?.fields[ref.path] !== undefined && lockOf(ref) === undefined;

/** Whether an edit of this box writes a cell that was unlocked for it. */
export const writesLocked = (ref: FieldRef): boolean => unlocked.get().has(keyOf(ref));

/** Unlocks one box, on a person's explicit word; it is noted in the box's history. */
export async function unlock(ref: FieldRef): Promise<void> {
  unlocked.update((now) => new Set([...now, keyOf(ref)]));
  const text = textOf(ref);
  await noteInHistory({
    document: ref.document,
    item: ref.item,
    path: ref.path,
    before: text,
    after: text,
    at: new Date().toISOString(),
    by: session.get().settings.personName,
    source: 'unlock',
    file: documentOf(ref.document)?.name ?? '',
  });
}
