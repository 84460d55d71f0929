import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { closeDocument as closeWorkbook } from '../workspace/documents.ts';
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
    flushTyping();
    if (document !== undefined && (await allStored())) await closeWorkbook(document.id);
  },
};
