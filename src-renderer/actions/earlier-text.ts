import { earlierTexts } from '../workspace/earlier-text.ts';
import { focusedField } from '../state/go-to.ts';
import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const earlierText: Action = {
  ...command('earlierText'),
  enabled: () => {
    const field = focusedField();
    return field !== undefined && earlierTexts(field).length > 0;
  },
  run: () => {
    const field = focusedField();
    if (field !== undefined) openDialog({ kind: 'earlier-text', field });
  },
};
