import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import { command, type Action } from './action.ts';

export const previousChange: Action = {
  ...command('previousChange'),
  enabled: () => activeDocument() !== undefined,
  run: () => walk('changed', 'previous'),
};
