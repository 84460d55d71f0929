import { activeDocument } from '../state/session.ts';
import { stepItem } from '../workspace/walk.ts';
import { command, type Action } from './action.ts';

export const previousItem: Action = {
  ...command('previousItem'),
  enabled: () => activeDocument() !== undefined,
  run: () => stepItem('previous'),
};
