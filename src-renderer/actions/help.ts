import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const help: Action = {
  ...command('help'),
  enabled: () => true,
  run: () => openDialog({ kind: 'help' }),
};
