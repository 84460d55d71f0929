import { changeFilter, listFilter } from '../workspace/list.ts';
import { activeDocument, session } from '../state/session.ts';
import type { Action } from './action.ts';

export const toggleMine: Action = {
  id: 'toggleMine',
  group: 'view',
  label: 'action.toggleMine',
  keys: ['Mod+Shift+M'],
  enabled: () => activeDocument() !== undefined && session.get().settings.personSection !== '',
  run: () => changeFilter({ mine: !listFilter.get().mine }),
};
