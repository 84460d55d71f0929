import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const about: Action = {
  ...command('about'),
  enabled: () => true,
  run: () => openDialog({ kind: 'about' }),
};
