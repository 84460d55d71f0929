import { activeDocument, patchSession, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const toggleChecks: Action = {
  ...command('toggleChecks'),
  enabled: () => activeDocument() !== undefined,
  run: () => {
    const { panel, page } = session.get();
    // Beside the sheet: from the exchange it leads there.
    patchSession({ panel: panel === 'checks' && page === undefined ? undefined : 'checks', page: undefined });
  },
};
