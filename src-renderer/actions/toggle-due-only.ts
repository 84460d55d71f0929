import { activeDocument, patchSession, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const toggleDueOnly: Action = {
  ...command('toggleDueOnly'),
  enabled: () => activeDocument() !== undefined,
  run: () => patchSession({ dueOnly: !session.get().dueOnly }),
};
