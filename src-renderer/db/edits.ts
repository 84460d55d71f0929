import type { DocumentId, PastEdit } from '../../src-shared/contract/documents.ts';
import { compareDrafts, type JournalSide, type Recovery } from '../../src-shared/recovery/compare.ts';
import { database, type DocumentRow, type DraftRow, type HistoryRow, type UndoRow } from './database.ts';

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
      const known = await documents.get(draft.document);
      // A window that opened the workbook meanwhile may have had this edit from the journal, and put it in.
      const isThere = known !== undefined && known.lastSeq >= draft.seq && (await hasEntry(draft));
      if (!isThere) await history.add({ ...entry, seq: draft.seq } as HistoryRow);
      if (known !== undefined && known.lastSeq < draft.seq) await documents.put({ ...known, lastSeq: draft.seq });
    }
    if (undo.remove.length > 0) await steps.bulkDelete([...undo.remove]);
    if (undo.put.length > 0) await steps.bulkPut([...undo.put]);
  });
}

const hasEntry = async ({ document, item, path, seq }: DraftRow): Promise<boolean> =>
  (await database.history
    .where('[document+item+path]')
    .equals([document, item, path])
    .filter((row) => row.seq === seq)
    .count()) > 0;

export interface OpenedFile {
  readonly id: DocumentId;
  readonly name: string;
  readonly folder: string;
}

/** The last number of a journal whose edits' history is here; 0 where this database knows neither the file nor the journal. */
export async function knownUpTo(document: OpenedFile, journal: string): Promise<number> {
  return numbersKnown((await database.documents.get(document.id)) ?? (await formerRow(document)), journal);
}

/** The highest number of each journal that any document here has. */
export async function highestNumbers(): Promise<ReadonlyMap<string, number>> {
  const { documents, drafts } = database;
  return database.transaction('r', [documents, drafts], async () => {
    const highest = new Map<string, number>();
    for (const { id, journal, lastSeq } of await documents.toArray()) {
      if (journal === undefined) continue;
      const numbers = (await drafts.where('document').equals(id).toArray()).map(({ seq }) => seq);
      highest.set(journal, Math.max(highest.get(journal) ?? 0, lastSeq, ...numbers));
    }
    return highest;
  });
}

const numbersKnown = (row: DocumentRow | undefined, journal: string): number =>
  row === undefined || (row.journal ?? journal) !== journal ? 0 : row.lastSeq;

const historyRow = (
  document: DocumentId,
  { item, path, before, after, at, by, source, file, seq }: PastEdit,
): HistoryRow =>
  ({ document, item, path, before, after, at, by, source, file, seq }) as Omit<HistoryRow, 'id'> as HistoryRow;

/**
 * Registers an opened workbook and compares its drafts here with the journal's (src-shared/recovery). Answers what to
 * believe; the drafts here are the journal's from now on, and those that the journal lost stay until it has them again.
 * `past` are the edits above `knownUpTo`, whose history is missing here.
 */
export async function takeInDocument(
  document: OpenedFile,
  journal: JournalSide,
  past: readonly PastEdit[],
  now: string,
): Promise<Recovery> {
  const { documents, drafts, history, undo } = database;
  return database.transaction('rw', [documents, drafts, history, undo], async () => {
    await takeOverFormerId(document);
    const own = await drafts.where('document').equals(document.id).toArray();
    const row = await documents.get(document.id);
    // Asked again: another window may have put them in since.
    const floor = numbersKnown(row, journal.journal);
    await history.bulkAdd(past.filter(({ seq }) => seq > floor).map((edit) => historyRow(document.id, edit)));
    const recovery = compareDrafts(
      journal,
      row === undefined && own.length === 0
        ? undefined
        : { journal: row?.journal, lastEdit: row?.lastSeq ?? 0, drafts: own },
    );
    await drafts.where('document').equals(document.id).delete();
    await drafts.bulkPut(recovery.drafts.map((draft) => ({ ...draft, document: document.id })));
    // What is still to be told to the journal keeps the old identity: a crash before that must find it again.
    const known =
      recovery.readopt.length > 0 && row !== undefined
        ? { lastSeq: row.lastSeq, journal: row.journal }
        : { lastSeq: journal.lastEdit, journal: journal.journal };
    const { lastSeq, journal: identity } = known;
    await documents.put({
      ...document,
      openedAt: now,
      lastSeq,
      ...(identity === undefined ? {} : { journal: identity }),
    });
    return recovery;
  });
}

const formerRow = ({ name, folder }: OpenedFile): Promise<DocumentRow | undefined> =>
  database.documents.filter((row) => row.name === name && row.folder === folder).first();

/** A journal begun anew gives a file a new id: what is kept here under the old one belongs to the same file. */
async function takeOverFormerId(document: OpenedFile): Promise<void> {
  const { id } = document;
  const { documents, drafts, history, undo } = database;
  if ((await documents.get(id)) !== undefined) return;
  const former = await formerRow(document);
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
