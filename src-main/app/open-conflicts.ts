import type { Failure } from '../../src-shared/failures/failures.ts';
import { openConflict, type OpenConflict } from '../../src-shared/paper/open-papers.ts';
import { conflictingDrafts } from '../../src-shared/recovery/disk-changes.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { Documents } from '../desk/documents.ts';
import type { Handlers } from './ipc.ts';
import type { Journal } from '../journal/journal.ts';

/** What nobody has decided yet: between what was typed here and the file, and among what sections sent back. */
export const openConflictsOf =
  (documents: Documents, journal: Journal, exchangeView: Handlers['exchangeView']) =>
  async (sender: Electron.WebContents, id: string): Promise<Result<readonly OpenConflict[], Failure>> => {
    const view = await exchangeView(sender, id);
    if (!view.ok) return view;
    const items = documents.get(id)?.contents.items ?? [];
    const own = conflictingDrafts(items, journal.draftsOf(id)).map(({ item, path, base, text }): OpenConflict => {
      const inFile = items.find(({ key }) => key === item)?.fields[path]?.text ?? '';
      return { item, path, base, now: text, others: [{ from: 'ファイル', text: inFile }] };
    });
    return ok([...own, ...view.value.conflicts.map(openConflict)]);
  };
