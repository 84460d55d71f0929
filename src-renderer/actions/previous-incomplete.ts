import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import { command, type Action } from './action.ts';

export const previousIncomplete: Action = {
  ...command('previousIncomplete'),
  enabled: () => activeDocument() !== undefined,
  run: () => walk('incomplete', 'previous'),
};
