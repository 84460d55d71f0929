import { openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const keys: Action = {
  id: 'keys',
  group: 'help',
  label: 'action.keys',
  keys: ['?', 'Mod+/'],
  enabled: () => true,
  run: () => openDialog({ kind: 'keys' }),
};
