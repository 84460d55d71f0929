import { useEffect } from 'react';
import { createStore } from './store.ts';

/**
 * Texts that are being written in dialogs and pages and are no edits yet, by what they are called: nothing lets go of them
 * without asking.
 */
export const dialogDrafts = createStore<ReadonlyMap<symbol, string>>(new Map());

/** Names a text that would be lost now; `undefined` while there is none. */
export function useDialogDraft(name: string | undefined): void {
  useEffect(() => {
    if (name === undefined) return undefined;
    const own = Symbol(name);
    dialogDrafts.update((now) => new Map([...now, [own, name]]));
    return () => dialogDrafts.update((now) => new Map([...now].filter(([key]) => key !== own)));
  }, [name]);
}
