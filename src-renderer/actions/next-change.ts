import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import { command, type Action } from './action.ts';

export const nextChange: Action = {
  ...command('nextChange'),
  enabled: () => activeDocument() !== undefined,
  run: () => walk('changed', 'next'),
};
