import { saveDocument } from '../workspace/save.ts';
import { session } from '../state/session.ts';
import { draftCount } from '../state/texts.ts';
import { command, type Action } from './action.ts';

/** Saves every workbook that has something to save, as a plan that is a folder needs; it ends where one cannot be saved. */
export const saveAll: Action = {
  ...command('saveAll'),
  enabled: () => session.get().documents.length > 0,
  run: async () => {
    for (const { id, readOnly, sample } of session.get().documents)
      if (!readOnly && !sample && draftCount(id) > 0 && (await saveDocument(id)) !== 'saved') return;
  },
};
