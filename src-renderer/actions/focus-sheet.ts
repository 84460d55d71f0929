import { focusRegion } from '../state/regions.ts';
import { activeDocument } from '../state/session.ts';
import type { Action } from './action.ts';

export const focusSheet: Action = {
  id: 'focusSheet',
  group: 'move',
  label: 'action.focusSheet',
  keys: ['Mod+2'],
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('sheet'),
};
