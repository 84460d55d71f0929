import { useMemo, useSyncExternalStore } from 'react';
import type {
  DistributedView,
  ExchangeView,
  JournalledEdit,
  MergeRecordRow,
  ReviewView,
} from '../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { sentence, type Failure } from '../../src-shared/failures/failures.ts';
import type { CallArgs } from '../../src-shared/contract/ipc-contract.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { OutputRef } from '../../src-shared/domain/output-ref.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { desk, onDesk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { showJournalled } from '../editing/edit.ts';
import { flushTyping } from '../editing/pending.ts';
import { fieldLabel } from '../i18n/labels.ts';
import { translate, type MessageKey, type MessageValues } from '../i18n/translate.ts';
import { createStore } from '../state/store.ts';
import { atWork } from '../state/works.ts';
import { takeIn as takeDocumentIn } from './documents.ts';
import { loadSummary } from './exchange-summary.ts';
import {
  documentOf,
  notify,
  patchSession,
  session,
  type ExchangeTab,
  type FieldRef,
  type OpenDocument,
} from '../state/session.ts';
import { useStore } from '../state/use-store.ts';
import { workbooksOfPlan } from './plan-of-folder.ts';
import { leftOutAtFirst, type ReviewKey } from './review-choice.ts';

/** The exchange of one workbook as its page shows it; kept while the workbook is open, whatever page is in front. */
export interface ExchangeSession {
  readonly view: ExchangeView | undefined;
  readonly review: ReviewView | undefined;
  /** Boxes of the review that are not to be taken in. */
  readonly leftOut: ReadonlySet<ReviewKey>;
  /** A text written by hand for a box in question, by box. */
  readonly byHand: Readonly<Record<string, string>>;
  readonly busy: boolean;
  /** What was done last, or why not. */
  readonly message: ExchangeMessage | undefined;
}

export interface ExchangeMessage {
  readonly tone: 'info' | 'error';
  readonly text: string;
  readonly output?: OutputRef | undefined;
}

const empty: ExchangeSession = {
  view: undefined,
  review: undefined,
  leftOut: new Set(),
  byHand: {},
  busy: false,
  message: undefined,
};

const exchanges = createStore<Readonly<Record<DocumentId, ExchangeSession>>>({});

/** The other workbooks of the plan that have returned files to look at. */
export function useWaitingReviews(document: DocumentId): readonly { readonly id: DocumentId; readonly name: string }[] {
  const all = useSyncExternalStore(exchanges.subscribe, exchanges.get);
  return workbooksOfPlan(document).filter(({ id }) => id !== document && all[id]?.review !== undefined);
}

/** What is known of the exchanges of a plan's workbooks. */
export function usePlanViews(document: DocumentId): ReadonlyMap<DocumentId, ExchangeView> {
  const all = useSyncExternalStore(exchanges.subscribe, exchanges.get);
  const workbooks = useWorkbooksOfPlan(document);
  return useMemo(
    () =>
      new Map(
        workbooks.flatMap(({ id }) => {
          const view = all[id]?.view;
          return view === undefined ? [] : [[id, view] as const];
        }),
      ),
    [all, workbooks],
  );
}

/** The workbooks that are sent and taken in as one plan; the same list as long as the same ones are open. */
export function useWorkbooksOfPlan(document: DocumentId): readonly OpenDocument[] {
  const documents = useStore(session, (now) => now.documents);
  // `documents` stands for what the function reads.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => workbooksOfPlan(document), [document, documents]);
}

const exchangeOf = (document: DocumentId): ExchangeSession => exchanges.get()[document] ?? empty;
export const useExchange = (document: DocumentId): ExchangeSession =>
  useSyncExternalStore(exchanges.subscribe, () => exchangeOf(document));

export const patchExchange = (document: DocumentId, change: Partial<ExchangeSession>): void =>
  exchanges.update((now) => ({ ...now, [document]: { ...(now[document] ?? empty), ...change } }));

const words = (key: MessageKey, values?: MessageValues): string =>
  translate(session.get().settings.language, key, values);

/** Says what was done, on the page and, when another one is in front by then, as a notice. */
function say(document: DocumentId, text: string, output?: OutputRef): void {
  patchExchange(document, { message: { tone: 'info', text, output } });
  const { page, active } = session.get();
  if (page?.kind !== 'exchange' || active !== document)
    notify({ tone: 'info', content: { kind: 'done', text, ...(output === undefined ? {} : { output }) } });
}

function sayFailure(document: DocumentId, failure: Failure): void {
  patchExchange(document, { message: { tone: 'error', text: sentence(failure, session.get().settings.language) } });
  if (session.get().page?.kind !== 'exchange') notify({ tone: 'error', content: { kind: 'failure', failure } });
}

/** Shows the exchange of the workbook in front as a page of the window. */
export function showExchange(tab?: ExchangeTab, at?: FieldRef): void {
  flushTyping();
  patchSession({ page: { kind: 'exchange', tab, at }, dialog: undefined });
}

export const leaveExchange = (): void => patchSession({ page: undefined });

/** Runs one call of the exchange with everything typed on disk; shows that it works and why it failed. */
async function run<T>(
  document: DocumentId,
  label: string,
  call: (report: (done: number, total: number) => void) => Promise<Result<T, Failure> | undefined>,
  stop?: () => void,
): Promise<T | undefined> {
  // Buttons stay enabled meanwhile: a focused one that is disabled loses the keyboard, Escape with it.
  if (exchangeOf(document).busy) return undefined;
  flushTyping();
  patchExchange(document, { busy: true, message: undefined });
  try {
    await allStored();
    const result = await atWork(label, call, stop);
    if (result === undefined) return undefined;
    if (result.ok) return result.value;
    sayFailure(document, result.failure);
    return undefined;
  } finally {
    patchExchange(document, { busy: false });
  }
}

/** Runs a work that tells how far it is and can be stopped. */
const runLong = <T>(
  document: DocumentId,
  label: string,
  call: () => Promise<Result<T, Failure> | undefined>,
): Promise<T | undefined> =>
  run(
    document,
    label,
    async (report) => {
      const stopListening = onDesk('exchangeProgress', (now) => {
        if (now.document === document) report(now.done, now.total);
      });
      try {
        return await call();
      } finally {
        stopListening();
      }
    },
    () => void desk('stopExchange', document),
  );

export async function refresh(document: DocumentId): Promise<void> {
  const result = await desk('exchangeView', document);
  if (result.ok) patchExchange(document, { view: result.value });
  else sayFailure(document, result.failure);
}

/** Makes what main has journalled into ordinary edits of the open workbook, undoable as one step. */
async function edit(document: DocumentId, edits: readonly JournalledEdit[]): Promise<void> {
  showJournalled(document, edits, 'merge');
  await allStored();
  await refresh(document);
  await loadSummary(document);
}

function sentText({ files, folder, warnings, renamed, stopped, total }: DistributedView): string {
  const { language } = session.get().settings;
  return [
    stopped === undefined
      ? words('exchange.sent', { count: files.length, folder })
      : words('exchange.sent.some', { count: files.length, total: total ?? files.length, folder }),
    ...(renamed.length === 0
      ? []
      : [
          words('exchange.sent.renamed', {
            names: renamed.map(({ file, instead }) => `${instead} → ${file}`).join('、'),
          }),
        ]),
    ...(stopped === undefined ? [] : [sentence(stopped, language)]),
    ...warnings.map((warning) => sentence(warning, language)),
  ].join('　');
}

export async function distribute(
  document: DocumentId,
  options: CallArgs<'exchangeDistribute'>[1],
  also: CallArgs<'exchangeDistribute'>[2] = [],
): Promise<DistributedView | undefined> {
  const sent = await runLong(document, words('work.distribute'), () =>
    desk('exchangeDistribute', document, options, also),
  );
  if (sent === undefined) return undefined;
  say(document, sentText(sent), sent.output);
  for (const id of [document, ...also.map((one) => one.document)]) {
    await refresh(id);
    await loadSummary(id);
  }
  return sent;
}

/** Takes a sending back: nothing is waited for any more. */
export async function withdrawSending(document: DocumentId, sending: string): Promise<void> {
  await run(document, words('work.exchange'), () => desk('exchangeClose', document, { kind: 'sending', id: sending }));
  await refresh(document);
}

/** Says which of several folders holds the exchange of this plan. */
export async function chooseFolder(document: DocumentId, folder: string): Promise<void> {
  await run(document, words('work.exchange'), () => desk('exchangeUseFolder', document, folder));
  await refresh(document);
  await loadSummary(document);
}

const showReview = (document: DocumentId, review: ReviewView): void =>
  patchExchange(document, { review, leftOut: leftOutAtFirst(review) });

export async function review(document: DocumentId, from: CallArgs<'exchangeReview'>[1]): Promise<void> {
  const among = workbooksOfPlan(document).map(({ id }) => id);
  const found = await runLong(document, words('work.review'), () => desk('exchangeReview', among, from));
  if (found === undefined) return;
  for (const { document: other, review: own } of found) showReview(other, own);
  // Nothing was for the workbook in front: the first that has got something comes there.
  const [first] = found;
  if (first !== undefined && !found.some((one) => one.document === document)) patchSession({ active: first.document });
}

export async function reviewWithBase(document: DocumentId): Promise<void> {
  const id = exchangeOf(document).review?.id;
  const found =
    id === undefined
      ? undefined
      : await runLong(document, words('work.review'), () => desk('exchangeReviewWithBase', id));
  if (found !== undefined) showReview(document, found);
}

export async function takeIn(document: DocumentId): Promise<void> {
  const { review: shown, leftOut } = exchangeOf(document);
  if (shown === undefined) return;
  const edits = await runLong(document, words('work.takeIn'), () =>
    desk(
      'exchangeTakeIn',
      shown.id,
      [...leftOut].map((key) => {
        const [file = '', item = '', path = ''] = key.split('\n');
        return { file, item, path: path as FieldPath };
      }),
    ),
  );
  if (edits === undefined) return;
  patchExchange(document, { review: undefined, leftOut: new Set() });
  await edit(document, edits);
  const { view } = exchangeOf(document);
  const undecided = view === undefined ? 0 : view.conflicts.length + view.questions.length + view.sheets.length;
  if (undecided === 0) say(document, words('exchange.takenIn', { count: edits.length }));
  else say(document, words('exchange.takenIn.undecided', { count: edits.length, undecided }));
}

/** Carries out one decision and shows what it changed. */
async function settle(
  document: DocumentId,
  call: () => Promise<Result<readonly JournalledEdit[], Failure>>,
): Promise<void> {
  const edits = await run(document, words('work.exchange'), call);
  if (edits !== undefined) await edit(document, edits);
}

export const decide = (document: DocumentId, item: string, path: FieldPath, value: string): Promise<void> =>
  settle(document, () => desk('exchangeDecide', { document, item, path, value }));

export const answer = (document: DocumentId, file: string, earlier: string, replaces: boolean): Promise<void> =>
  settle(document, () => desk('exchangeAnswer', { document, file, earlier, replaces }));

export const identify = (document: DocumentId, file: string, sheet: string, item: string | null): Promise<void> =>
  settle(document, () => desk('exchangeIdentify', { document, file, sheet, item }));

export async function undoCollecting(document: DocumentId, collected: string): Promise<void> {
  const undone = await run(document, words('work.exchange'), () => desk('exchangeUndo', document, collected));
  if (undone === undefined) return;
  await edit(document, undone.edits);
  const { settings } = session.get();
  const items = documentOf(document)?.items ?? [];
  const fields = undone.kept.map(
    ({ item, path }) => `No.${items.find(({ key }) => key === item)?.no ?? ''} ${fieldLabel(path, settings)}`,
  );
  say(
    document,
    fields.length === 0
      ? words('exchange.undone', { back: undone.edits.length })
      : words('exchange.undone.kept', {
          back: undone.edits.length,
          kept: fields.length,
          fields: fields.join(settings.language === 'ja' ? '、' : ', '),
        }),
  );
}

export async function keepBeside(document: DocumentId, file: string, sheet: string): Promise<void> {
  const done = await run(document, words('work.exchange'), async () => {
    const kept = await desk('exchangeKeepBeside', document, file, sheet);
    return kept.ok ? { ok: true as const, value: true } : kept;
  });
  if (done === true) await refresh(document);
}

export async function takeWhole(document: DocumentId, file: string, sheet: string): Promise<void> {
  const view = await run(document, words('work.takeIn'), () => desk('exchangeTakeWhole', document, file, sheet));
  if (view === undefined) return;
  await takeDocumentIn(view);
  await refresh(document);
  say(document, words('exchange.beside.taken', { sheet }));
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
  sayFailure(document, found.failure);
  return [];
}

export async function keepRecord(document: DocumentId, to: 'workbook' | 'pdf' | 'printer'): Promise<void> {
  const kept = await run(document, words('work.record'), () =>
    desk('exchangeKeepRecord', document, labelsOf(document), to),
  );
  if (kept?.outcome === 'done' && kept.name !== undefined)
    say(document, words('exchange.recorded', { name: kept.name }), kept.output);
}

/** The table of who has returned what, as a workbook. */
export async function keepStatus(document: DocumentId, rows: readonly (readonly string[])[]): Promise<void> {
  const kept = await run(document, words('work.record'), () =>
    desk(
      'exchangeKeepStatus',
      document,
      rows.map((row) => [...row]),
    ),
  );
  if (kept?.outcome === 'done' && kept.name !== undefined)
    say(document, words('exchange.recorded', { name: kept.name }), kept.output);
}

let announced: string[] = [];

/** Takes a dropped file for collecting while the exchange is in front; files dropped together are reviewed together. */
export function claimAnnounced(id: string): boolean {
  const { page, active } = session.get();
  if (page?.kind !== 'exchange' || active === undefined) return false;
  announced.push(id);
  if (announced.length === 1) {
    // All announcements of one drop arrive before the next task.
    setTimeout(() => {
      const ids = announced;
      announced = [];
      patchSession({ page: { kind: 'exchange', tab: 'collect' } });
      void review(active, { kind: 'announced', ids });
    }, 50);
  }
  return true;
}
