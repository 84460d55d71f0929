import type { DocumentId, Draft } from '../../src-shared/ipc-contract.ts';
import { database, type DraftRow, type HistoryRow, type UndoRow } from './database.ts';

/** An edit that the journal has acknowledged, with the history entry that it makes. */
export interface AcceptedEdit {
  readonly draft: DraftRow;
  readonly history: Omit<HistoryRow, 'id'>;
}

/** Puts accepted edits, their history and the step of undo into the database, all or nothing. */
export async function storeEdits(
  edits: readonly AcceptedEdit[],
  undo: { readonly put: readonly UndoRow[]; readonly remove: readonly number[] },
): Promise<void> {
  const { documents, drafts, history, undo: steps } = database;
  await database.transaction('rw', [documents, drafts, history, steps], async () => {
    for (const { draft, history: entry } of edits) {
      await drafts.put(draft);
      await history.add(entry as HistoryRow);
      const known = await documents.get(draft.document);
      if (known !== undefined && known.lastSeq < draft.seq) await documents.put({ ...known, lastSeq: draft.seq });
    }
    if (undo.remove.length > 0) await steps.bulkDelete([...undo.remove]);
    if (undo.put.length > 0) await steps.bulkPut([...undo.put]);
  });
}

/**
 * Registers an opened workbook and brings its drafts in line with the journal's. Answers the drafts that only this
 * database knows; they are offered to the journal again.
 */
export async function takeInDocument(
  document: { readonly id: DocumentId; readonly name: string; readonly folder: string },
  reported: readonly Draft[],
  now: string,
): Promise<readonly DraftRow[]> {
  const { documents, drafts } = database;
  return database.transaction('rw', [documents, drafts], async () => {
    const own = await drafts.where('document').equals(document.id).toArray();
    const known = new Set(reported.map(({ item, path }) => `${item}\n${path}`));
    const onlyHere = own.filter(({ item, path }) => !known.has(`${item}\n${path}`));
    await drafts.where('document').equals(document.id).delete();
    await drafts.bulkPut([...reported.map((draft) => ({ ...draft, document: document.id })), ...onlyHere]);
    const lastSeq = Math.max(0, ...reported.map(({ seq }) => seq), ...own.map(({ seq }) => seq));
    await documents.put({ ...document, openedAt: now, lastSeq });
    return onlyHere;
  });
}

/** Removes the drafts that a saved file holds now. */
export async function dropSavedDrafts(document: DocumentId, seq: number): Promise<void> {
  await database.drafts
    .where('document')
    .equals(document)
    .and((draft) => draft.seq <= seq)
    .delete();
}

export const dropDraft = (document: DocumentId, item: string, path: DraftRow['path']): Promise<void> =>
  database.drafts.delete([document, item, path]);
