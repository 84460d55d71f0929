import { createStore } from '../state/store.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { ItemRef } from '../state/session.ts';
import { itemKey } from '../state/texts.ts';

/** Sheets that a person has marked in the list, to print, send or search just those; by `itemKey`, of any open workbook. */
export const marks = createStore<ReadonlyMap<string, ItemRef>>(new Map());

export function setMarks(refs: readonly ItemRef[], on: boolean): void {
  marks.update((now) => {
    const next = new Map(now);
    for (const ref of refs) {
      if (on) next.set(itemKey(ref), ref);
      else next.delete(itemKey(ref));
    }
    return next;
  });
}

export const toggleMark = (ref: ItemRef): void => setMarks([ref], !marks.get().has(itemKey(ref)));

/** The marked sheets of one workbook. */
export const markedIn = (document: DocumentId): readonly ItemRef[] =>
  [...marks.get().values()].filter((ref) => ref.document === document);

export const clearMarks = (document: DocumentId): void => setMarks(markedIn(document), false);
