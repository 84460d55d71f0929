import { showExchange } from '../workspace/exchange.ts';
import { activeDocument, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const exchange: Action = {
  ...command('exchange'),
  enabled: () => activeDocument() !== undefined,
  run: () => {
    if (session.get().page === undefined) showExchange();
  },
};
