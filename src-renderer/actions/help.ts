import { openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const help: Action = {
  id: 'help',
  group: 'help',
  label: 'action.help',
  keys: ['F1'],
  enabled: () => true,
  run: () => openDialog({ kind: 'help' }),
};
