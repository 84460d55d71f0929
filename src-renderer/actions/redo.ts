import { redo as redoStep, stackFor } from '../editing/edit.ts';
import { typing } from '../editing/pending.ts';
import { goToField } from '../state/go-to.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const redo: Action = {
  ...command('redo'),
  enabled: () => {
    const document = activeDocument();
    return document !== undefined && (typing.get() || stackFor(document.id).undone.length > 0);
  },
  run: () => {
    const document = activeDocument();
    const ref = document === undefined ? undefined : redoStep(document.id);
    if (ref !== undefined) goToField(ref);
  },
};
