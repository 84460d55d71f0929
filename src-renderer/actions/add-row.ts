import { addRow as add, canAddRow } from '../editing/rows.ts';
import { focusedRow } from '../state/go-to.ts';
import { command, type Action } from './action.ts';

export const addRow: Action = {
  ...command('addRow'),
  enabled: () => {
    const at = focusedRow();
    return at !== undefined && canAddRow(at.item, at.block);
  },
  run: async () => {
    const at = focusedRow();
    if (at !== undefined) await add(at.item, at.block);
  },
};
