import { patchSession, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const nextDocument: Action = {
  ...command('nextDocument'),
  enabled: () => session.get().documents.length > 1,
  run: () => {
    const { documents, active } = session.get();
    const index = documents.findIndex(({ id }) => id === active);
    const next = documents[(index + 1) % documents.length];
    if (next !== undefined) patchSession({ active: next.id });
  },
};
