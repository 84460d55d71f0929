import { activeItem, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const print: Action = {
  id: 'print',
  group: 'file',
  label: 'action.print',
  keys: ['Mod+Shift+P'],
  enabled: () => activeItem() !== undefined,
  run: () => openDialog({ kind: 'print', changesOnly: false }),
};
