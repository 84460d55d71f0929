import { activeDocument, openDialog } from '../state/session.ts';
import { conflictsOf } from '../state/texts.ts';
import type { Action } from './action.ts';

export const showConflicts: Action = {
  id: 'showConflicts',
  group: 'view',
  label: 'action.showConflicts',
  keys: [],
  enabled: () => {
    const document = activeDocument();
    return document !== undefined && conflictsOf(document.id).length > 0;
  },
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'conflicts', document: document.id });
  },
};
