import { saveDocumentAs } from '../workspace/save.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const saveAs: Action = {
  ...command('saveAs'),
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document !== undefined) await saveDocumentAs(document.id);
  },
};
