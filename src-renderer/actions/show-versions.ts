import { activeDocument, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const showVersions: Action = {
  ...command('showVersions'),
  enabled: () => activeDocument() !== undefined,
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'versions', document: document.id });
  },
};
