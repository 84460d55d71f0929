import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const keys: Action = {
  ...command('keys'),
  enabled: () => true,
  run: () => openDialog({ kind: 'keys' }),
};
