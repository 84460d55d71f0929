import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const newPlan: Action = {
  ...command('newPlan'),
  enabled: () => true,
  run: () => openDialog({ kind: 'new-plan' }),
};
