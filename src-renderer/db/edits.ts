import type { DocumentId } from '../../src-shared/ipc-contract.ts';
import { compareDrafts, type JournalSide, type Recovery } from '../../src-shared/recovery/compare.ts';
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
 * Registers an opened workbook and compares its drafts here with the journal's (src-shared/recovery). Answers what to
 * believe; the drafts here are the journal's from now on, and those that the journal lost stay until it has them again.
 */
export async function takeInDocument(
  document: { readonly id: DocumentId; readonly name: string; readonly folder: string },
  journal: JournalSide,
  now: string,
): Promise<Recovery> {
  const { documents, drafts, history, undo } = database;
  return database.transaction('rw', [documents, drafts, history, undo], async () => {
    await takeOverFormerId(document);
    const own = await drafts.where('document').equals(document.id).toArray();
    const row = await documents.get(document.id);
    const recovery = compareDrafts(
      journal,
      row === undefined && own.length === 0 ? undefined : { journal: row?.journal, lastEdit: row?.lastSeq ?? 0, drafts: own },
    );
    await drafts.where('document').equals(document.id).delete();
    await drafts.bulkPut(recovery.drafts.map((draft) => ({ ...draft, document: document.id })));
    // What is still to be told to the journal keeps the old identity: a crash before that must find it again.
    const known = recovery.readopt.length > 0 && row !== undefined ? { lastSeq: row.lastSeq, journal: row.journal } : { lastSeq: journal.lastEdit, journal: journal.journal };
    const { lastSeq, journal: identity } = known;
    await documents.put({ ...document, openedAt: now, lastSeq, ...(identity === undefined ? {} : { journal: identity }) });
    return recovery;
  });
}

/** A journal begun anew gives a file a new id: what is kept here under the old one belongs to the same file. */
async function takeOverFormerId({ id, name, folder }: { readonly id: DocumentId; readonly name: string; readonly folder: string }): Promise<void> {
  const { documents, drafts, history, undo } = database;
  if ((await documents.get(id)) !== undefined) return;
  const former = await documents.filter((row) => row.name === name && row.folder === folder).first();
  if (former === undefined) return;
  await documents.delete(former.id);
  await documents.put({ ...former, id });
  const rows = await drafts.where('document').equals(former.id).toArray();
  await drafts.where('document').equals(former.id).delete();
  await drafts.bulkPut(rows.map((row) => ({ ...row, document: id })));
  await history.where('document').equals(former.id).modify({ document: id });
  await undo.where('document').equals(former.id).modify({ document: id });
}

/** Notes that the journal has taken back a draft that it had lost, under a new number. */
export async function noteReadopted(draft: DraftRow, journal: string): Promise<void> {
  const { documents, drafts } = database;
  await database.transaction('rw', [documents, drafts], async () => {
    await drafts.put(draft);
    const row = await documents.get(draft.document);
    if (row !== undefined) await documents.put({ ...row, journal, lastSeq: Math.max(row.lastSeq, draft.seq) });
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
