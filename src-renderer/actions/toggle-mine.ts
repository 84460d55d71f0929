import { changeFilter, listFilter } from '../workspace/list.ts';
import { activeDocument, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const toggleMine: Action = {
  ...command('toggleMine'),
  enabled: () => activeDocument() !== undefined && session.get().settings.personSection !== '',
  run: () => changeFilter({ mine: !listFilter.get().mine }),
};
