import { activeDocument, patchSession, session } from '../state/session.ts';
import type { Action } from './action.ts';

export const toggleDueOnly: Action = {
  id: 'toggleDueOnly',
  group: 'view',
  label: 'action.toggleDueOnly',
  keys: ['F10'],
  enabled: () => activeDocument() !== undefined,
  run: () => patchSession({ dueOnly: !session.get().dueOnly }),
};
