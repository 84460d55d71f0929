import { leaveExchange, showExchange } from '../workspace/exchange.ts';
import { activeDocument, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const exchange: Action = {
  ...command('exchange'),
  enabled: () => activeDocument() !== undefined,
  run: () => {
    // As F4 with the paper: the same key goes there and back.
    if (session.get().page?.kind !== 'exchange') showExchange();
    else leaveExchange();
  },
};
