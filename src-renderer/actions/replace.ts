import { activeDocument, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const replace: Action = {
  id: 'replace',
  group: 'edit',
  label: 'action.replace',
  keys: ['Mod+H'],
  enabled: () => activeDocument() !== undefined,
  run: () => openDialog({ kind: 'replace' }),
};
