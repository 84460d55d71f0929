import { flushTyping } from '../editing/pending.ts';
import { focusedField } from '../state/go-to.ts';
import { openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const history: Action = {
  id: 'history',
  group: 'edit',
  label: 'action.history',
  keys: ['Mod+Shift+H'],
  enabled: () => focusedField() !== undefined,
  run: () => {
    flushTyping();
    const field = focusedField();
    if (field !== undefined) openDialog({ kind: 'history', field });
  },
};
