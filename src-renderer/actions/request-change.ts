import { flushTyping } from '../editing/pending.ts';
import { focusedField } from '../state/go-to.ts';
import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

/** «修正依頼»: asks the section for a change of the box with the cursor, or answers what was asked. */
export const requestChange: Action = {
  ...command('requestChange'),
  enabled: () => focusedField() !== undefined,
  run: () => {
    flushTyping();
    const field = focusedField();
    if (field !== undefined) openDialog({ kind: 'request', field });
  },
};
