import { desk } from '../desk.ts';
import { session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const newWindow: Action = {
  ...command('newWindow'),
  enabled: () => true,
  run: () => desk('newWindow', session.get().active ?? null),
};
