import { focusRegion } from '../state/regions.ts';
import { activeDocument } from '../state/session.ts';
import type { Action } from './action.ts';

export const search: Action = {
  id: 'search',
  group: 'edit',
  label: 'action.search',
  keys: ['Mod+F'],
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('search'),
};
