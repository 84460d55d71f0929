import type { DocumentView, Draft } from '../../src-shared/ipc-contract.ts';
import { noteReadopted, takeInDocument } from '../db/edits.ts';
import { desk } from '../desk.ts';
import { notify } from './session.ts';

/**
 * Brings the database in line with the journal for a workbook just opened, says what was recovered, and tells the
 * journal again what it has lost. Answers the drafts to show.
 */
export async function recoverDrafts(view: DocumentView): Promise<readonly Draft[]> {
  const { id, name, folder, drafts, journal } = view;
  const recovery = await takeInDocument({ id, name, folder }, { journal: journal.id, lastEdit: journal.lastEdit, drafts }, new Date().toISOString());
  const { readopt, raiseTo, warning } = recovery;
  if (warning !== undefined) notify({ id: `restored-${id}`, tone: 'warning', content: { kind: 'warning', warning: { ...warning, file: name } } });
  const renumbered = new Map<Draft, Draft>();
  for (const draft of readopt) {
    const { item, path, base, text } = draft;
    const result = await desk('acceptEdit', { document: id, item, path, base, text, above: raiseTo });
    if (!result.ok) {
      // It stays in the database, and is offered to the journal again at the next opening.
      notify({ id: `readopt-${id}`, tone: 'error', content: { kind: 'failure', failure: result.failure } });
      continue;
    }
    const taken = { ...draft, seq: result.value.seq };
    renumbered.set(draft, taken);
    await noteReadopted({ ...taken, document: id }, journal.id);
  }
  return recovery.drafts.map((draft) => renumbered.get(draft) ?? draft);
}
