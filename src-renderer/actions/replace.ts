import { activeDocument, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const replace: Action = {
  ...command('replace'),
  enabled: () => activeDocument() !== undefined,
  run: () => openDialog({ kind: 'replace' }),
};
