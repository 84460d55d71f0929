import { undo as undoStep, stackFor } from '../editing/edit.ts';
import { typing } from '../editing/pending.ts';
import { goToField } from '../state/go-to.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const undo: Action = {
  ...command('undo'),
  enabled: () => {
    const document = activeDocument();
    return document !== undefined && (typing.get() || stackFor(document.id).done.length > 0);
  },
  run: () => {
    const document = activeDocument();
    const ref = document === undefined ? undefined : undoStep(document.id);
    if (ref !== undefined) goToField(ref);
  },
};
