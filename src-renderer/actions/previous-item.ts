import { activeDocument } from '../state/session.ts';
import { stepItem } from '../workspace/walk.ts';
import type { Action } from './action.ts';

export const previousItem: Action = {
  id: 'previousItem',
  group: 'move',
  label: 'action.previousItem',
  keys: ['Mod+PageUp'],
  enabled: () => activeDocument() !== undefined,
  run: () => stepItem('previous'),
};
