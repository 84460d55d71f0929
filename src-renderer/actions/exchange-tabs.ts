import type { ExchangeTab } from '../state/session.ts';
import { activeDocument } from '../state/session.ts';
import { showExchange } from '../workspace/exchange.ts';
import { command, type Action } from './action.ts';

const showing = (id: Action['id'], tab: ExchangeTab): Action => ({
  ...command(id),
  enabled: () => activeDocument() !== undefined,
  run: () => showExchange(tab),
});

/** Each part of the exchange by its own entry of the menu. */
export const exchangeTabActions: readonly Action[] = [
  showing('exchangeSend', 'send'),
  showing('exchangeCollect', 'collect'),
  showing('exchangeDecide', 'decide'),
  showing('exchangeStatus', 'status'),
  showing('exchangeRecord', 'record'),
];
