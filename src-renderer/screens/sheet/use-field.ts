import { useCallback, useSyncExternalStore } from 'react';
import type { SheetField } from '../../../src-shared/domain/item.ts';
import { ruleHolds } from '../../../src-shared/form/applies.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import { lockOf, unlocked, type Lock } from '../../editing/editable.ts';
import { useStore } from '../../state/use-store.ts';
import { itemOf, session, type FieldRef, type ItemRef } from '../../state/session.ts';
import { draftOf, isConflict, itemRevision, subscribeField, subscribeItem, textOf } from '../../state/texts.ts';

/** The accepted text of one box; the component wakes for this box only. */
export function useText(ref: FieldRef): string {
  const { document, item, path } = ref;
  const subscribe = useCallback(
    (listener: () => void) => subscribeField({ document, item, path }, listener),
    [document, item, path],
  );
  return useSyncExternalStore(subscribe, () => textOf(ref));
}

export type FieldState = 'same' | 'changed' | 'conflict';

/** Whether a box differs from the workbook. */
export function useFieldState(ref: FieldRef): FieldState {
  const { document, item, path } = ref;
  const subscribe = useCallback(
    (listener: () => void) => subscribeField({ document, item, path }, listener),
    [document, item, path],
  );
  return useSyncExternalStore(subscribe, () =>
    isConflict(ref) ? 'conflict' : draftOf(ref) === undefined ? 'same' : 'changed',
  );
}

/** Counts the changes of one sheet. */
export function useItemRevision(ref: ItemRef): number {
  const { document, item } = ref;
  const subscribe = useCallback(
    (listener: () => void) => subscribeItem({ document, item }, listener),
    [document, item],
  );
  return useSyncExternalStore(subscribe, () => itemRevision(ref));
}

/** Why a box is read-only, following its unlocking. */
export function useLock(ref: FieldRef): Lock | undefined {
  useStore(unlocked, (now) => now);
  return lockOf(ref);
}

/** Whether the form says that the box is not to be filled in for this item, by what another box holds now. */
export function useIdle(ref: FieldRef): boolean {
  const { document, item, path } = ref;
  const applies = factsOf(itemOf(ref)?.fields[path])?.traits.applies;
  const on = applies?.path ?? path;
  const text = useText({ document, item, path: on });
  return applies !== undefined && !ruleHolds(applies, text);
}

/** The box as the workbook has it; follows opening and saving. */
export const useSheetField = (ref: FieldRef): SheetField | undefined =>
  useStore(session, () => itemOf(ref)?.fields[ref.path]);
