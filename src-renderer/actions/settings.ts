import { openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const settings: Action = {
  id: 'settings',
  group: 'view',
  label: 'action.settings',
  keys: ['Mod+,'],
  enabled: () => true,
  run: () => openDialog({ kind: 'settings' }),
};
