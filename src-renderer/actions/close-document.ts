import { askAndClose } from '../workspace/closing.ts';
import { activeDocument } from '../state/session.ts';
import type { Action } from './action.ts';

export const closeDocument: Action = {
  id: 'closeDocument',
  group: 'file',
  label: 'action.closeDocument',
  keys: ['Mod+W'],
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document !== undefined) await askAndClose(document.id);
  },
};
