import { saveDocumentAs } from '../workspace/save.ts';
import { activeDocument } from '../state/session.ts';
import type { Action } from './action.ts';

export const saveAs: Action = {
  id: 'saveAs',
  group: 'file',
  label: 'action.saveAs',
  keys: ['Mod+Shift+S'],
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document !== undefined) await saveDocumentAs(document.id);
  },
};
