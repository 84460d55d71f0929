import { activeDocument, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const printChanges: Action = {
  ...command('printChanges'),
  enabled: () => activeDocument() !== undefined,
  run: () => openDialog({ kind: 'print', changesOnly: true }),
};
