import { database, type DraftRow, type HistoryRow, type UndoRow } from './database.ts';

/** The history of one field, newest first. */
export const historyOf = async (
  ref: Pick<DraftRow, 'document' | 'item' | 'path'>,
  limit = 200,
): Promise<readonly HistoryRow[]> =>
  database.history
    .where('[document+item+path]')
    .equals([ref.document, ref.item, ref.path])
    .reverse()
    .limit(limit)
    .toArray();

/** The steps of undo of all workbooks, oldest first. */
export const undoSteps = async (): Promise<readonly UndoRow[]> => database.undo.orderBy('id').toArray();

/** Notes in a field's history what is no change of its text, such as unlocking it. */
export const noteInHistory = async (entry: Omit<HistoryRow, 'id'>): Promise<void> => {
  await database.history.add(entry as HistoryRow);
};
