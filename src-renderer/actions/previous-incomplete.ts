import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import type { Action } from './action.ts';

export const previousIncomplete: Action = {
  id: 'previousIncomplete',
  group: 'move',
  label: 'action.previousIncomplete',
  keys: ['Shift+F8'],
  enabled: () => activeDocument() !== undefined,
  run: () => walk('incomplete', 'previous'),
};
