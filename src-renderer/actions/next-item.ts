import { activeDocument } from '../state/session.ts';
import { stepItem } from '../workspace/walk.ts';
import { command, type Action } from './action.ts';

export const nextItem: Action = {
  ...command('nextItem'),
  enabled: () => activeDocument() !== undefined,
  run: () => stepItem('next'),
};
