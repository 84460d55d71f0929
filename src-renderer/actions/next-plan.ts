import { activeDocument, openDialog } from '../state/session.ts';
import type { Action } from './action.ts';

/** «次期計画へ»: the next plan's workbook from this one. */
export const nextPlan: Action = {
  id: 'nextPlan',
  group: 'file',
  label: 'action.nextPlan',
  keys: [],
  enabled: () => activeDocument() !== undefined,
  run: () => {
    const document = activeDocument();
    if (document !== undefined) openDialog({ kind: 'next-plan', document: document.id });
  },
};
