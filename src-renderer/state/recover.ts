import type { DocumentView, Draft, PastEdit } from '../../src-shared/contract/documents.ts';
import { highestNumbers, knownUpTo, noteReadopted, takeInDocument } from '../db/edits.ts';
import { desk } from '../desk.ts';
import type { Recovery } from '../../src-shared/recovery/compare.ts';
import { notify } from './session.ts';

/** Says what is wrong with the database; nothing typed is at stake, since the journal has it. */
export const sayDatabaseTrouble = (
  reason: 'database-newer' | 'database-made-anew' | 'database-unusable',
  code: string,
): void =>
  notify({
    id: 'database',
    tone: 'warning',
    content: { kind: 'warning', warning: { kind: 'recovered', reason, values: { code } } },
  });

/** The name of what IndexedDB or Dexie rejected with, such as `QuotaExceededError`. */
export const codeOf = (error: unknown): string => (error instanceof Error ? error.name : 'IndexedDB');

/**
 * Brings the database in line with the journal for a workbook just opened, says what was recovered, and tells the
 * journal again what it has lost. Answers the drafts to show.
 */
export async function recoverDrafts(view: DocumentView): Promise<readonly Draft[]> {
  const { id, name, folder, drafts, journal } = view;
  let recovery: Recovery;
  try {
    const past = await missingHistory(view);
    recovery = await takeInDocument(
      { id, name, folder },
      { journal: journal.id, lastEdit: journal.lastEdit, unseen: journal.unseen, drafts },
      past,
      new Date().toISOString(),
    );
    // Another window may have put later edits into the database since main was asked; the journal had them before.
    const now =
      recovery.readopt.length === 0 ? undefined : (await desk('openDocuments')).find((each) => each.id === id);
    if (now !== undefined && now.journal.lastEdit > journal.lastEdit) {
      recovery = await takeInDocument(
        { id, name, folder },
        {
          journal: now.journal.id,
          lastEdit: now.journal.lastEdit,
          unseen: now.journal.unseen,
          drafts: now.drafts,
        },
        [],
        new Date().toISOString(),
      );
    }
  } catch (error) {
    // Without a database there is still the journal, and it leads.
    sayDatabaseTrouble('database-unusable', codeOf(error));
    return drafts;
  }
  const { readopt, raiseTo, warning } = recovery;
  if (warning !== undefined)
    notify({
      id: `restored-${id}`,
      tone: 'warning',
      content: { kind: 'warning', warning: { ...warning, file: name } },
    });
  const renumbered = new Map<Draft, Draft>();
  for (const draft of readopt) {
    const { item, path, base, text, gone } = draft;
    const result = await desk('acceptEdit', {
      document: id,
      item,
      path,
      base,
      text,
      source: 'readopted',
      ...(gone === undefined ? {} : { gone }),
      above: raiseTo,
    });
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

/** The edits whose history this database does not have: none in ordinary starts, and then main is not asked. */
async function missingHistory({ id, name, folder, journal }: DocumentView): Promise<readonly PastEdit[]> {
  const known = await knownUpTo({ id, name, folder }, journal.id);
  if (journal.lastHere <= known) return [];
  const { edits, damaged } = await desk('pastEdits', id, known);
  if (damaged)
    notify({
      id: `history-${id}`,
      tone: 'warning',
      content: { kind: 'warning', warning: { kind: 'recovered', reason: 'archive-damaged', file: name } },
    });
  return edits;
}

/** Before anything is opened: one workbook's edits must not get the numbers of another's that only the database still has. */
export async function tellNumbers(): Promise<void> {
  const highest = await highestNumbers().catch(() => new Map<string, number>());
  for (const [journal, last] of highest) await desk('numbersKnown', journal, last);
}
