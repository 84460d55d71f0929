import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const settings: Action = {
  ...command('settings'),
  enabled: () => true,
  run: () => openDialog({ kind: 'settings' }),
};
