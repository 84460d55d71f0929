import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import type { Action } from './action.ts';

export const nextIncomplete: Action = {
  id: 'nextIncomplete',
  group: 'move',
  label: 'action.nextIncomplete',
  keys: ['F8'],
  enabled: () => activeDocument() !== undefined,
  run: () => walk('incomplete', 'next'),
};
