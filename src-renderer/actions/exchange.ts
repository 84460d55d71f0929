import { leaveExchange, showExchange } from '../workspace/exchange.ts';
import { activeDocument, session } from '../state/session.ts';
import type { Action } from './action.ts';

export const exchange: Action = {
  id: 'exchange',
  group: 'file',
  label: 'action.exchange',
  keys: ['Mod+E'],
  enabled: () => activeDocument() !== undefined,
  run: () => {
    if (session.get().page === undefined) showExchange();
    else leaveExchange();
  },
};
