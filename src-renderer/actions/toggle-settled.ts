import { activeDocument, patchSession, session } from '../state/session.ts';
import type { Action } from './action.ts';

export const toggleSettled: Action = {
  id: 'toggleSettled',
  group: 'view',
  label: 'action.toggleSettled',
  keys: ['F9'],
  enabled: () => activeDocument() !== undefined,
  run: () => patchSession({ showSettled: !session.get().showSettled }),
};
