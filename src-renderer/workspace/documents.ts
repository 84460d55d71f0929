import type { Failure } from '../../src-shared/failures/failures.ts';
import type { CallName, CallResult } from '../../src-shared/contract/ipc-contract.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { hasSection } from '../../src-shared/domain/sections.ts';
import { formKeys } from '../../src-shared/form/forms.ts';
import { desk } from '../desk.ts';
import { forgetSummary, loadSummary } from './exchange-summary.ts';
import { changeFilter } from './list.ts';
import { clearMarks } from './marks.ts';
import { whileShown } from './shown-work.ts';
import { recoverDrafts } from '../state/recover.ts';
import { dismiss, documentOf, notify, patchSession, session, type OpenDocument } from '../state/session.ts';
import { reshapeDocument } from '../state/shape.ts';
import { conflictsOf, draftCount, emitDocument, forgetTexts, loadDrafts } from '../state/texts.ts';
import type { DocumentView } from '../../src-shared/contract/documents.ts';

export const showFailure = (failure: Failure): void => notify({ tone: 'error', content: { kind: 'failure', failure } });

/** The sheet to show first: the person's own section's, else the first that is not hidden. */
function firstItem(view: DocumentView): string | undefined {
  const { personSection } = session.get().settings;
  const visible = view.items.filter(({ hidden }) => !hidden);
  const own = visible.find(({ sections }) => hasSection(sections, personSection));
  return (own ?? visible[0] ?? view.items[0])?.key;
}

/** Takes an opened workbook into the window: database, texts, list, tab. */
export async function takeIn(view: DocumentView, isNews = true): Promise<void> {
  const { id, name, folder, sample, readOnly, stamp, plan, items, sheets, warnings, form } = view;
  const { chosenStep, sentStep, chosenStage } = documentOf(id) ?? {};
  if (form !== undefined) formKeys(form.description);
  const file = { id, name, folder, sample, readOnly, stamp, plan, items, fileItems: items, sheets, warnings };
  const document: OpenDocument = { ...file, chosenStep, sentStep, form, chosenStage };
  const recovered = await recoverDrafts(view);
  const known = documentOf(id) !== undefined;
  session.update((now) => ({
    ...now,
    documents: known
      ? now.documents.map((other) => (other.id === id ? document : other))
      : [...now.documents, document],
  }));
  loadDrafts(id, recovered);
  reshapeDocument(id);
  if (view.diskChanges.length > 0) {
    notify({
      id: `disk-changes-${id}`,
      tone: 'warning',
      content: { kind: 'disk-changes', document: id, changes: view.diskChanges },
    });
  }
  emitDocument(id, items);
  void loadSummary(id);
  const item = session.get().openItems[id] ?? firstItem(view);
  patchSession({
    openItems: item === undefined ? session.get().openItems : { ...session.get().openItems, [id]: item },
  });
  const drafts = draftCount(id);
  const conflicts = conflictsOf(id).length;
  // In a second window they are no news, nor to who has just typed them.
  if (drafts > 0 && !known && session.get().info?.window === 0)
    notify({ id: `recovered-${id}`, tone: 'info', content: { kind: 'recovered', document: id, count: drafts } });
  if (conflicts > 0 && isNews) {
    notify({ id: `conflicts-${id}`, tone: 'warning', content: { kind: 'conflicts', document: id, count: conflicts } });
  }
  if (view.carried === undefined) dismiss(`carried-${id}`);
  else if (isNews) {
    const { name: own, differs } = view.carried;
    const content = { kind: 'carried-form', document: id, form: own, differs } as const;
    notify({ id: `carried-${id}`, tone: differs ? 'warning' : 'info', content });
  }
  // A second window tells nothing again that the first has told.
  if (warnings.length > 0 && isNews) {
    notify({
      id: `warnings-${id}`,
      tone: 'warning',
      content: { kind: 'warnings', document: id, count: warnings.length },
    });
  }
}

export async function takeInResult(result: Result<DocumentView, Failure>): Promise<void> {
  if (!result.ok) {
    showFailure(result.failure);
    return;
  }
  await takeIn(result.value);
  patchSession({ active: result.value.id });
}

export async function refreshRecent(): Promise<void> {
  patchSession({ recent: await desk('recentFiles') });
}

/** Runs one of the opening channels and takes in whatever it gives. */
async function openBy<N extends CallName>(
  call: () => Promise<CallResult<N>>,
  list: (result: CallResult<N>) => readonly Result<DocumentView, Failure>[],
): Promise<void> {
  patchSession({ busy: 'opening' });
  try {
    for (const result of await whileShown('opening', async () => list(await call()))) await takeInResult(result);
  } finally {
    patchSession({ busy: undefined });
  }
  await refreshRecent();
}

export const chooseAndOpen = (): Promise<void> =>
  openBy<'chooseAndOpen'>(
    () => desk('chooseAndOpen'),
    (list) => list,
  );
/** Opens the workbooks of a folder as one plan: the list shows the items of all of them. */
export async function chooseFolderAndOpen(): Promise<void> {
  const before = session.get().documents.length;
  await openBy<'chooseFolderAndOpen'>(
    () => desk('chooseFolderAndOpen'),
    (list) => list,
  );
  if (session.get().documents.length > Math.max(1, before)) changeFilter({ scope: 'all' });
}
export const openRecent = (id: string): Promise<void> =>
  openBy<'openRecent'>(
    () => desk('openRecent', id),
    (one) => [one],
  );
export const openSample = (): Promise<void> =>
  openBy<'openSample'>(
    () => desk('openSample'),
    (one) => [one],
  );
export const openAnnounced = (id: string): Promise<void> =>
  openBy<'openAnnounced'>(
    () => desk('openAnnounced', id),
    (one) => (one === undefined ? [] : [one]),
  );

/** Closes a workbook's tab. Its drafts stay on this laptop and come back when it is opened again. */
export async function closeDocument(id: string): Promise<void> {
  await desk('closeDocument', id);
  session.update((now) => {
    const index = now.documents.findIndex((document) => document.id === id);
    const documents = now.documents.filter((document) => document.id !== id);
    const next = documents[Math.min(index, documents.length - 1)]?.id;
    return {
      ...now,
      documents,
      active: now.active === id ? next : now.active,
      notices: now.notices.filter(({ id: notice }) => !notice.endsWith(`-${id}`)),
    };
  });
  clearMarks(id);
  forgetTexts(id);
  forgetSummary(id);
  await refreshRecent();
}

/** Takes a workbook in again that main has read again, since somebody has changed its file. */
export async function takeInAgain(id: string): Promise<void> {
  for (const view of await desk('openDocuments')) if (view.id === id) await takeIn(view);
}

/** What is open in main already, and the recent files: the window's start. */
export async function loadWorkspace(): Promise<void> {
  const isNews = session.get().info?.window === 0;
  for (const view of await desk('openDocuments')) await takeIn(view, isNews);
  patchSession({ active: session.get().documents[0]?.id });
  await refreshRecent();
}
