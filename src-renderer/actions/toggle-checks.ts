import { activeDocument, patchSession, session } from '../state/session.ts';
import type { Action } from './action.ts';

export const toggleChecks: Action = {
  id: 'toggleChecks',
  group: 'view',
  label: 'action.toggleChecks',
  keys: ['Mod+Shift+K'],
  enabled: () => activeDocument() !== undefined,
  run: () => patchSession({ panel: session.get().panel === 'checks' ? undefined : 'checks' }),
};
