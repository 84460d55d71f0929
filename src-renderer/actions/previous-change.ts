import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import type { Action } from './action.ts';

export const previousChange: Action = {
  id: 'previousChange',
  group: 'move',
  label: 'action.previousChange',
  keys: ['Shift+F7'],
  enabled: () => activeDocument() !== undefined,
  run: () => walk('changed', 'previous'),
};
