import type { Journal } from '../journal/journal.ts';
import type { Documents } from './documents.ts';
import { log } from '../files/log.ts';

/** Opens what an earlier run left unsaved, so that the drafts are seen at once. A file that is gone keeps its drafts. */
export async function reopenUnsaved(journal: Journal, documents: Documents): Promise<void> {
  for (const id of journal.unsaved()) {
    const file = journal.document(id)?.path;
    if (file === undefined || file === '') continue;
    const opened = await documents.open(file);
    if (!opened.ok) log('refused', `drafts are waiting for a file: ${opened.failure.kind}`);
  }
}
