import type { MergeRecordRow, ExchangeView, JournalledEdit, ReviewView } from '../../src-shared/domain/exchange.ts';
import { sentence, type Failure } from '../../src-shared/failures/failures.ts';
import type { CallArgs } from '../../src-shared/contract/ipc-contract.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { showJournalled } from '../editing/edit.ts';
import { flushTyping } from '../editing/pending.ts';
import { fieldLabel } from '../i18n/labels.ts';
import { translate, type MessageKey, type MessageValues } from '../i18n/translate.ts';
import { createStore } from '../state/store.ts';
import { takeIn as takeDocumentIn } from './documents.ts';
import { loadSummary } from './exchange-summary.ts';
import { documentOf, session } from '../state/session.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';

/** The exchange of the workbook whose dialog is open. */
export interface ExchangeSession {
  readonly document: DocumentId;
  readonly view: ExchangeView | undefined;
  readonly review: ReviewView | undefined;
  readonly busy: boolean;
  /** What was done last, or why not. */
  readonly message: { readonly tone: 'info' | 'error'; readonly text: string } | undefined;
}

export const exchange = createStore<ExchangeSession | undefined>(undefined);

const patch = (change: Partial<ExchangeSession>): void =>
  exchange.update((now) => (now === undefined ? now : { ...now, ...change }));

const say = (key: MessageKey, values?: MessageValues): void =>
  patch({ message: { tone: 'info', text: translate(session.get().settings.language, key, values) } });
const sayFailure = (failure: Failure): void =>
  patch({ message: { tone: 'error', text: sentence(failure, session.get().settings.language) } });

/** Runs one call of the exchange with everything typed on disk; shows that it works and why it failed. */
async function run<T>(call: () => Promise<Result<T, Failure> | undefined>): Promise<T | undefined> {
  // Buttons stay enabled meanwhile: a focused one that is disabled loses the keyboard, Escape with it.
  if (exchange.get()?.busy !== false) return undefined;
  flushTyping();
  patch({ busy: true, message: undefined });
  try {
    await allStored();
    const result = await call();
    if (result === undefined) return undefined;
    if (result.ok) return result.value;
    sayFailure(result.failure);
    return undefined;
  } finally {
    patch({ busy: false });
  }
}

/** Opens the exchange of a workbook; what is shown comes from its plan folder. */
export async function openExchange(document: DocumentId): Promise<void> {
  exchange.set({ document, view: undefined, review: undefined, busy: false, message: undefined });
  await refresh();
}

export function closeExchange(): void {
  const document = exchange.get()?.document;
  exchange.set(undefined);
  if (document !== undefined) void loadSummary(document);
}

async function refresh(): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const result = await desk('exchangeView', document);
  if (result.ok) patch({ view: result.value });
  else sayFailure(result.failure);
}

/** Makes what main has journalled into ordinary edits of the open workbook, undoable as one step. */
async function edit(edits: readonly JournalledEdit[]): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  showJournalled(document, edits, 'merge');
  await allStored();
  await refresh();
}

export async function distribute(options: CallArgs<'exchangeDistribute'>[1]): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const sent = await run(() => desk('exchangeDistribute', document, options));
  if (sent === undefined) return;
  const { language } = session.get().settings;
  say('exchange.sent', {
    count: sent.files.length,
    folder: [sent.folder, ...sent.warnings.map((warning) => sentence(warning, language))].join('　'),
  });
  await refresh();
}

export async function review(from: CallArgs<'exchangeReview'>[1]): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const found = await run(() => desk('exchangeReview', document, from));
  if (found !== undefined) patch({ review: found });
}

export async function reviewWithBase(): Promise<void> {
  const id = exchange.get()?.review?.id;
  const found = id === undefined ? undefined : await run(() => desk('exchangeReviewWithBase', id));
  if (found !== undefined) patch({ review: found });
}

export async function takeIn(): Promise<void> {
  const id = exchange.get()?.review?.id;
  if (id === undefined) return;
  const edits = await run(() => desk('exchangeTakeIn', id));
  if (edits === undefined) return;
  patch({ review: undefined });
  await edit(edits);
  const view = exchange.get()?.view;
  const undecided = view === undefined ? 0 : view.conflicts.length + view.questions.length + view.sheets.length;
  if (undecided === 0) say('exchange.takenIn', { count: edits.length });
  else say('exchange.takenIn.undecided', { count: edits.length, undecided });
}

export async function decide(item: string, path: CallArgs<'exchangeDecide'>[0]['path'], value: string): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const edits = await run(() => desk('exchangeDecide', { document, item, path, value }));
  if (edits !== undefined) await edit(edits);
}

export async function answer(file: string, earlier: string, replaces: boolean): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const edits = await run(() => desk('exchangeAnswer', { document, file, earlier, replaces }));
  if (edits !== undefined) await edit(edits);
}

export async function identify(file: string, sheet: string, item: string | null): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const edits = await run(() => desk('exchangeIdentify', { document, file, sheet, item }));
  if (edits !== undefined) await edit(edits);
}

export async function undoCollecting(collected: string): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const undone = await run(() => desk('exchangeUndo', document, collected));
  if (undone === undefined) return;
  await edit(undone.edits);
  const { settings } = session.get();
  const items = documentOf(document)?.items ?? [];
  const fields = undone.kept.map(
    ({ item, path }) => `No.${items.find(({ key }) => key === item)?.no ?? ''} ${fieldLabel(path, settings)}`,
  );
  if (fields.length === 0) say('exchange.undone', { back: undone.edits.length });
  else say('exchange.undone.kept', { back: undone.edits.length, kept: fields.length, fields: fields.join('、') });
}

export async function keepBeside(file: string, sheet: string): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const done = await run(async () => {
    const kept = await desk('exchangeKeepBeside', document, file, sheet);
    return kept.ok ? { ok: true, value: true } : kept;
  });
  if (done === true) await refresh();
}

export async function takeWhole(file: string, sheet: string): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const view = await run(() => desk('exchangeTakeWhole', document, file, sheet));
  if (view === undefined) return;
  await takeDocumentIn(view);
  await refresh();
  say('exchange.beside.taken', { sheet });
}

/** Names of all boxes of a workbook, as the merge record shows them. */
function labelsOf(document: DocumentId): Record<string, string> {
  const { settings } = session.get();
  const paths = new Set(
    documentOf(document)?.items.flatMap((item) => Object.values(item.fields).flatMap((field) => field?.path ?? [])),
  );
  return Object.fromEntries([...paths].map((path) => [path, fieldLabel(path, settings)]));
}

/** The merge record for the screen; a failure is said and gives nothing. */
export async function loadRecord(document: DocumentId): Promise<readonly MergeRecordRow[]> {
  const found = await desk('exchangeRecord', document, labelsOf(document));
  if (found.ok) return found.value;
  sayFailure(found.failure);
  return [];
}

export async function keepRecord(to: 'workbook' | 'pdf' | 'printer'): Promise<void> {
  const document = exchange.get()?.document;
  if (document === undefined) return;
  const kept = await run(() => desk('exchangeKeepRecord', document, labelsOf(document), to));
  if (kept?.outcome === 'done' && kept.name !== undefined) say('exchange.recorded', { name: kept.name });
}

let announced: string[] = [];

/** Takes a dropped file for collecting while the exchange is open; files dropped together are reviewed together. */
export function claimAnnounced(id: string): boolean {
  if (exchange.get() === undefined) return false;
  announced.push(id);
  if (announced.length === 1) {
    // All announcements of one drop arrive before the next task.
    setTimeout(() => {
      const ids = announced;
      announced = [];
      void review({ kind: 'announced', ids });
    }, 50);
  }
  return true;
}
