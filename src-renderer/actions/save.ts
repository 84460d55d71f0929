import { saveDocument, saveDocumentAs } from '../workspace/save.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const save: Action = {
  ...command('save'),
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document === undefined) return;
    if (document.readOnly || document.sample) await saveDocumentAs(document.id);
    else await saveDocument(document.id);
  },
};
