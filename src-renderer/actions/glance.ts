import { activeDocument, session } from '../state/session.ts';
import { leaveGlance, showGlance } from '../workspace/glance.ts';
import { command, type Action } from './action.ts';

export const glance: Action = {
  ...command('glance'),
  enabled: () => activeDocument() !== undefined,
  run: () => (session.get().page?.kind === 'glance' ? leaveGlance() : showGlance()),
};
