import { publishDocument } from '../workspace/plan-making.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

/** «公開用に保存»: a copy without names, notes and traces. */
export const publish: Action = {
  ...command('publish'),
  enabled: () => activeDocument() !== undefined,
  run: async () => {
    const document = activeDocument();
    if (document !== undefined) await publishDocument(document.id);
  },
};
