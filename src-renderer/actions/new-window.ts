import { desk } from '../desk.ts';
import { session } from '../state/session.ts';
import type { Action } from './action.ts';

export const newWindow: Action = {
  id: 'newWindow',
  group: 'file',
  label: 'action.newWindow',
  keys: ['Mod+Shift+N'],
  enabled: () => true,
  run: () => desk('newWindow', session.get().active ?? null),
};
