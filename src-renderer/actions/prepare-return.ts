import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { activeDocument, notify } from '../workspace/session.ts';
import type { Action } from './action.ts';

/** «提出用に保存»: a copy to send back, which says which earlier ones it takes the place of. */
export const prepareReturn: Action = {
  id: 'prepareReturn',
  group: 'file',
  label: 'action.prepareReturn',
  keys: [],
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document === undefined) return;
    flushTyping();
    await allStored();
    const saved = await desk('exchangeReturn', document.id);
    if (saved === undefined) return;
    if (saved.ok) notify({ id: 'returned', tone: 'info', content: { kind: 'ready-to-return', name: saved.value } });
    else notify({ id: 'returned', tone: 'error', content: { kind: 'failure', failure: saved.failure } });
  },
};
