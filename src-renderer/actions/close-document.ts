import { askAndClose } from '../workspace/closing.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const closeDocument: Action = {
  ...command('closeDocument'),
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document !== undefined) await askAndClose(document.id);
  },
};
