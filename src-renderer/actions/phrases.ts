import { cursorIn, focusedField } from '../state/go-to.ts';
import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const phrases: Action = {
  ...command('phrases'),
  enabled: () => focusedField() !== undefined,
  run: () => {
    const field = focusedField();
    if (field !== undefined) openDialog({ kind: 'phrases', field, at: cursorIn() });
  },
};
