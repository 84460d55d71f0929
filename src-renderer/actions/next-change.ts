import { activeDocument } from '../state/session.ts';
import { walk } from '../workspace/walk.ts';
import type { Action } from './action.ts';

export const nextChange: Action = {
  id: 'nextChange',
  group: 'move',
  label: 'action.nextChange',
  keys: ['F7'],
  enabled: () => activeDocument() !== undefined,
  run: () => walk('changed', 'next'),
};
