import { activeDocument, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const exchange: Action = {
  id: 'exchange',
  group: 'file',
  label: 'action.exchange',
  keys: ['Mod+E'],
  enabled: () => activeDocument() !== undefined,
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'exchange', document: document.id });
  },
};
