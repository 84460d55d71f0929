import { activeDocument, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const printChanges: Action = {
  id: 'printChanges',
  group: 'file',
  label: 'action.printChanges',
  keys: ['Mod+Alt+P'],
  enabled: () => activeDocument() !== undefined,
  run: () => openDialog({ kind: 'print', changesOnly: true }),
};
