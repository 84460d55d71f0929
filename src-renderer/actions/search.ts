import { focusRegion } from '../workspace/regions.ts';
import { activeDocument } from '../workspace/session.ts';
import type { Action } from './action.ts';

export const search: Action = {
  id: 'search',
  group: 'edit',
  label: 'action.search',
  keys: ['Mod+F'],
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('search'),
};
