import { removeRow as remove } from '../editing/rows.ts';
import { focusedRow } from '../state/go-to.ts';
import { say } from '../workspace/say.ts';
import { command, type Action } from './action.ts';

export const removeRow: Action = {
  ...command('removeRow'),
  enabled: () => focusedRow() !== undefined,
  run: () => {
    const at = focusedRow();
    if (at !== undefined && !remove(at.item, at.block, at.row)) say('rows.stays');
  },
};
