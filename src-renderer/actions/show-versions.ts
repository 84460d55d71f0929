import { activeDocument, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

export const showVersions: Action = {
  id: 'showVersions',
  group: 'file',
  label: 'action.showVersions',
  keys: [],
  enabled: () => activeDocument() !== undefined,
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'versions', document: document.id });
  },
};
