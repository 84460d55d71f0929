import { focusRegion } from '../state/regions.ts';
import { activeDocument } from '../state/session.ts';
import type { Action } from './action.ts';

export const focusList: Action = {
  id: 'focusList',
  group: 'move',
  label: 'action.focusList',
  keys: ['Mod+1'],
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('list'),
};
