import { activeDocument, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const goTo: Action = {
  id: 'goTo',
  group: 'move',
  label: 'action.goTo',
  keys: ['Mod+P', 'Mod+G'],
  enabled: () => activeDocument() !== undefined,
  run: () => openDialog({ kind: 'go-to' }),
};
