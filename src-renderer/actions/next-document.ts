import { patchSession, session } from '../state/session.ts';
import type { Action } from './action.ts';

export const nextDocument: Action = {
  id: 'nextDocument',
  group: 'move',
  label: 'action.nextDocument',
  keys: ['Mod+Tab'],
  enabled: () => session.get().documents.length > 1,
  run: () => {
    const { documents, active } = session.get();
    const index = documents.findIndex(({ id }) => id === active);
    const next = documents[(index + 1) % documents.length];
    if (next !== undefined) patchSession({ active: next.id });
  },
};
