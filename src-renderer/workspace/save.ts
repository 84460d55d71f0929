import type { Failure } from '../../src-shared/failures/failures.ts';
import type { DocumentId, Saved } from '../../src-shared/contract/documents.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { dropSavedDrafts } from '../db/edits.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { showFailure, takeInAgain } from './documents.ts';
import { whileShown } from './shown-work.ts';
import { loadSummary } from './exchange-summary.ts';
import { codeOf, sayDatabaseTrouble } from '../state/recover.ts';
import { reshapeDocument } from '../state/shape.ts';
import { changeDocument, dismiss, documentOf, notify, openDialog, patchSession, session } from '../state/session.ts';
import { conflictsOf, emitDocument, settleDrafts } from '../state/texts.ts';

/** Shows what a save has done, in this window or in another one. */
export function showSaved(document: DocumentId, { stamp, name, at, seq, items, sheets, warnings, form }: Saved): void {
  const before = new Set((documentOf(document)?.warnings ?? []).map((warning) => JSON.stringify(warning)));
  // Rows that have grown are news once; afterwards they are as high as the file says.
  const grown = warnings.filter(({ kind }) => kind === 'rows-grown');
  const lasting = warnings.filter(({ kind }) => kind !== 'rows-grown');
  const fresh = lasting.filter((warning) => !before.has(JSON.stringify(warning)));
  changeDocument(document, {
    stamp,
    name,
    savedAt: at,
    items,
    fileItems: items,
    sheets,
    form,
    warnings: lasting,
    readOnly: false,
    sample: false,
  });
  settleDrafts(document, seq);
  reshapeDocument(document);
  emitDocument(document, items);
  void loadSummary(document);
  dismiss(`recovered-${document}`);
  dismiss(`disk-changes-${document}`);
  dismiss(`restored-${document}`);
  if (lasting.length === 0) dismiss(`warnings-${document}`);
  if (fresh.length + grown.length > 0)
    notify({
      id: `saved-${document}`,
      tone: fresh.length > 0 ? 'warning' : 'info',
      content: { kind: 'saved', document, grown, count: fresh.length },
    });
  else dismiss(`saved-${document}`);
}

async function saveBy(
  document: DocumentId,
  call: () => Promise<Result<Saved, Failure> | undefined>,
): Promise<'saved' | 'failed' | 'cancelled'> {
  flushTyping();
  if (!(await allStored())) return 'failed';
  patchSession({ busy: 'saving' });
  const wasTold = session.get().notices.some(({ id }) => id === `conflicts-${document}`);
  try {
    const result = await whileShown('saving', call);
    if (result === undefined) return 'cancelled';
    if (!result.ok) {
      if (result.failure.kind === 'changed-on-disk') await takeInAgain(document);
      // Who has been told and saves again has to choose first: shown at once, so that no button seems to do nothing.
      if (result.failure.kind === 'changed-on-disk' && wasTold && conflictsOf(document).length > 0) {
        openDialog({ kind: 'conflicts', document });
        return 'failed';
      }
      // What was changed is said box by box then, with what can be done.
      if (!session.get().notices.some(({ id }) => id === `disk-changes-${document}`)) showFailure(result.failure);
      return 'failed';
    }
    showSaved(document, result.value);
    // A draft that stays in a database that cannot be written is compared with the journal at the next start.
    await dropSavedDrafts(document, result.value.seq).catch((error: unknown) =>
      sayDatabaseTrouble('database-unusable', codeOf(error)),
    );
    return 'saved';
  } finally {
    patchSession({ busy: undefined });
  }
}

/** Writes the drafts of a workbook into its file. */
export const saveDocument = (document: DocumentId): Promise<'saved' | 'failed' | 'cancelled'> =>
  saveBy(document, () => desk('save', document));

/** Writes the workbook with its drafts under another name, chosen in a dialog. */
export const saveDocumentAs = (document: DocumentId): Promise<'saved' | 'failed' | 'cancelled'> =>
  saveBy(document, () => desk('saveAs', document));
