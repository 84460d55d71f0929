import { flushTyping } from '../editing/pending.ts';
import { returnChecks, saveForReturn } from '../workspace/prepare-return.ts';
import { activeDocument, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

/** «提出用に保存»: checks first, then a copy to send back, which says which earlier ones it takes the place of. */
export const prepareReturn: Action = {
  ...command('prepareReturn'),
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    flushTyping();
    const document = activeDocument();
    if (document === undefined) return;
    if (returnChecks(document).length > 0) openDialog({ kind: 'return', document: document.id });
    else await saveForReturn(document.id);
  },
};
