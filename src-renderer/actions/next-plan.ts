import { activeDocument, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

/** «次期計画を作成»: the next plan's workbook from this one. */
export const nextPlan: Action = {
  ...command('nextPlan'),
  enabled: () => activeDocument() !== undefined,
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'next-plan', document: document.id });
  },
};
