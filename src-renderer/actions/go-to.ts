import { activeDocument, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const goTo: Action = {
  ...command('goTo'),
  enabled: () => activeDocument() !== undefined,
  run: () => openDialog({ kind: 'go-to' }),
};
