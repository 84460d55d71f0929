import { openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const newPlan: Action = {
  id: 'newPlan',
  group: 'file',
  label: 'action.newPlan',
  keys: [],
  enabled: () => true,
  run: () => openDialog({ kind: 'new-plan' }),
};
