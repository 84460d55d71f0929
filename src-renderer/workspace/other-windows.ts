import { allStored, isOnItsWay } from '../editing/accept.ts';
import { hearUndo } from '../editing/edit.ts';
import { onDesk } from '../desk.ts';
import { takeInAgain } from './documents.ts';
import { showSaved } from './save.ts';
import { documentOf, patchSession } from '../state/session.ts';
import { reshape } from '../state/shape.ts';
import { takeEdit } from '../state/texts.ts';

/** Follows what other windows do to the documents that this one shows. */
export function followOtherWindows(): void {
  onDesk('edited', (edit) => {
    // An own edit that is on its way is the later one.
    if (documentOf(edit.document) === undefined || isOnItsWay(edit)) return;
    takeEdit(edit);
    reshape([edit]);
  });
  onDesk('saved', ({ document, saved }) => {
    if (documentOf(document) !== undefined) showSaved(document, saved);
  });
  onDesk('documentChanged', ({ document }) => {
    if (documentOf(document) !== undefined) void allStored().then(() => takeInAgain(document));
  });
  onDesk('settingsChanged', (settings) => patchSession({ settings }));
  onDesk('showDocument', ({ document }) => {
    if (documentOf(document) !== undefined) patchSession({ active: document });
  });
  hearUndo();
}
