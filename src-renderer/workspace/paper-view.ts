import { flushTyping } from '../editing/pending.ts';
import { focusedField, goToField } from '../state/go-to.ts';
import { focusRegion } from '../state/regions.ts';
import { activeItem, patchSession, session, type FieldRef } from '../state/session.ts';

let left: FieldRef | undefined;

/** The box that a person left for the paper view: there the same box is shown, and it is where they come back to. */
export const boxLeft = (): FieldRef | undefined => left;

/** Shows the open sheet as it will be printed, or its boxes again with the cursor where it was. */
export function togglePaperView(): void {
  const field = focusedField();
  if (!session.get().paperView) {
    flushTyping();
    left = field;
    patchSession({ paperView: true });
    return;
  }
  const back = field ?? left;
  const open = activeItem();
  patchSession({ paperView: false });
  if (back !== undefined && back.document === open?.document && back.item === open.item) goToField(back);
  // What had the cursor is gone with the paper.
  else if (document.activeElement === document.body) focusRegion('sheet');
}
