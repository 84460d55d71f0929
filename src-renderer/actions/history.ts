import { flushTyping } from '../editing/pending.ts';
import { focusedField } from '../state/go-to.ts';
import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const history: Action = {
  ...command('history'),
  enabled: () => focusedField() !== undefined,
  run: () => {
    flushTyping();
    const field = focusedField();
    if (field !== undefined) openDialog({ kind: 'history', field });
  },
};
