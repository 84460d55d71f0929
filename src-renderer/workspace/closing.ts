import type { DocumentId } from '../../src-shared/contract/documents.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { closeDocument } from './documents.ts';
import { dialogDrafts } from '../state/dialog-drafts.ts';
import { saveDocument, saveDocumentAs } from './save.ts';
import { documentOf, patchSession, session } from '../state/session.ts';
import { draftCount } from '../state/texts.ts';
import { works } from '../state/works.ts';

/** Workbooks whose file lacks something that was typed. The sample is nobody's file. */
const unsaved = (ids: readonly DocumentId[]): readonly DocumentId[] =>
  ids.filter((id) => draftCount(id) > 0 && documentOf(id)?.sample === false);

/** Saves workbooks one after the other; false as soon as one is not saved: the person sees why, with it in front. */
async function saveAll(ids: readonly DocumentId[]): Promise<boolean> {
  for (const id of ids) {
    const saved = documentOf(id)?.readOnly === true ? await saveDocumentAs(id) : await saveDocument(id);
    if (saved === 'saved') continue;
    patchSession({ active: id });
    return false;
  }
  return true;
}

/** The window is about to close: what would be left undone is asked about. */
export async function answerClosing(): Promise<void> {
  flushTyping();
  if (!(await allStored())) return desk('readyToClose', 'not-stored');
  const ids = unsaved(session.get().documents.map(({ id }) => id));
  const asked = { works: works.get().map(({ label }) => label), typed: [...new Set(dialogDrafts.get().values())] };
  const answer =
    ids.length + asked.works.length + asked.typed.length === 0
      ? 'leave'
      : await desk('askAtClosing', { documents: [...ids], ...asked, whole: true });
  if (answer === 'stay' || (answer === 'save' && !(await saveAll(ids)))) return desk('readyToClose', 'stay');
  for (const { stop } of works.get()) stop?.();
  return desk('readyToClose', (await allStored()) ? 'close' : 'not-stored');
}

/** Closes a workbook's tab, once a person has said what becomes of changes that its file does not hold. */
export async function askAndClose(id: DocumentId): Promise<void> {
  flushTyping();
  if (!(await allStored())) return;
  const ids = unsaved([id]);
  if (ids.length > 0) {
    const answer = await desk('askAtClosing', { documents: [...ids], works: [], typed: [], whole: false });
    if (answer === 'stay' || (answer === 'save' && !(await saveAll(ids)))) return;
  }
  await closeDocument(id);
}
