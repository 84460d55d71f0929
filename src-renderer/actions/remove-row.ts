import { removeRow as remove } from '../editing/rows.ts';
import { focusedRow } from '../state/go-to.ts';
import type { Action } from './action.ts';

export const removeRow: Action = {
  id: 'removeRow',
  group: 'edit',
  label: 'action.removeRow',
  keys: ['Mod+Shift+Delete'],
  enabled: () => focusedRow() !== undefined,
  run: () => {
    const at = focusedRow();
    if (at !== undefined) remove(at.item, at.block, at.row);
  },
};
