import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import { command, type Action } from './action.ts';

export const nextIncomplete: Action = {
  ...command('nextIncomplete'),
  enabled: () => activeDocument() !== undefined,
  run: () => walk('incomplete', 'next'),
};
