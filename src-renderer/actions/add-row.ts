import { addRow as add, canAddRow } from '../editing/rows.ts';
import { focusedRow } from '../state/go-to.ts';
import type { Action } from './action.ts';

export const addRow: Action = {
  id: 'addRow',
  group: 'edit',
  label: 'action.addRow',
  keys: ['Mod+Enter'],
  enabled: () => {
    const at = focusedRow();
    return at !== undefined && canAddRow(at.item, at.block);
  },
  run: async () => {
    const at = focusedRow();
    if (at !== undefined) await add(at.item, at.block);
  },
};
