import { activeDocument, patchSession, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const toggleChecks: Action = {
  ...command('toggleChecks'),
  enabled: () => activeDocument() !== undefined,
  run: () => patchSession({ panel: session.get().panel === 'checks' ? undefined : 'checks' }),
};
