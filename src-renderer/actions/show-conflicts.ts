import { activeDocument, openDialog } from '../state/session.ts';
import { conflictsOf } from '../state/texts.ts';
import { command, type Action } from './action.ts';

export const showConflicts: Action = {
  ...command('showConflicts'),
  enabled: () => {
    const document = activeDocument();
    return document !== undefined && conflictsOf(document.id).length > 0;
  },
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'conflicts', document: document.id });
  },
};
