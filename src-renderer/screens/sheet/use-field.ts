import { useCallback, useSyncExternalStore } from 'react';
import type { SheetField } from '../../../src-shared/domain/item.ts';
import { lockOf, unlocked } from '../../editing/editable.ts';
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
export function useLock(ref: FieldRef): 'locked' | 'formula' | undefined {
  useStore(unlocked, (now) => now);
  return lockOf(ref);
}

/** The box as the workbook has it; follows opening and saving. */
export const useSheetField = (ref: FieldRef): SheetField | undefined =>
  useStore(session, () => itemOf(ref)?.fields[ref.path]);
