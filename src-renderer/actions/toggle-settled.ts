import { activeDocument, patchSession, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const toggleSettled: Action = {
  ...command('toggleSettled'),
  enabled: () => activeDocument() !== undefined,
  run: () => patchSession({ showSettled: !session.get().showSettled }),
};
