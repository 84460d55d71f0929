import { activeDocument } from '../state/session.ts';
import { stepItem } from '../workspace/walk.ts';
import type { Action } from './action.ts';

export const nextItem: Action = {
  id: 'nextItem',
  group: 'move',
  label: 'action.nextItem',
  keys: ['Mod+PageDown'],
  enabled: () => activeDocument() !== undefined,
  run: () => stepItem('next'),
};
