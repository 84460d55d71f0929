import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CallName } from '../../src-shared/contract/ipc-contract.ts';
import { err } from '../../src-shared/domain/result.ts';
import { sheetOf } from '../helpers/sheet.ts';
import { documentView, installFakeDesk, type FakeDesk } from './fake-desk.ts';

vi.mock('../../src-renderer/db/edits.ts', () => ({
  storeEdits: () => Promise.resolve(),
  knownUpTo: () => Promise.resolve(0),
  takeInDocument: (_document: unknown, journal: { drafts: unknown }) =>
    Promise.resolve({ standing: 'agree', drafts: journal.drafts, readopt: [], raiseTo: 0, warning: undefined }),
}));

const { chooseAndOpen, takeIn } = await import('../../src-renderer/workspace/documents.ts');
const exchange = await import('../../src-renderer/workspace/exchange.ts');
const { printOrder } = await import('../../src-renderer/workspace/printing.ts');
const { saveDocument } = await import('../../src-renderer/workspace/save.ts');
const { beginTeaching } = await import('../../src-renderer/workspace/teaching.ts');
const { patchSession } = await import('../../src-renderer/state/session.ts');
const { works } = await import('../../src-renderer/state/works.ts');

const document = 'doc-1';
let desk: FakeDesk;
/** Ends the call that is being waited for. */
let end = (): void => undefined;

beforeEach(async () => {
  desk = installFakeDesk();
  patchSession({ documents: [], openItems: {}, notices: [] });
  await takeIn(documentView([sheetOf({ no: '1' }, { key: 'one' })]));
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** Every kind of work that takes seconds on a plan of a city: what begins it, what main is asked, and what it says and hears. */
const kinds: readonly (readonly [
  name: string,
  begin: () => Promise<unknown>,
  call: CallName,
  progress: (() => void) | undefined,
  stop: readonly [CallName, ...unknown[]],
])[] = [
  [
    'opening',
    () => chooseAndOpen(),
    'chooseAndOpen',
    () => desk.announce('workProgress', { work: 'opening', name: 'b.xlsx', done: 1, total: 3 }),
    ['stopWork', 'opening'],
  ],
  [
    'saving',
    () => saveDocument(document),
    'save',
    () => desk.announce('workProgress', { work: 'saving', name: 'b.xlsx', done: 1, total: 3 }),
    ['stopWork', 'saving'],
  ],
  [
    'sending',
    () => exchange.distribute(document, { by: 'lead', parcels: [] }),
    'exchangeDistribute',
    () => desk.announce('exchangeProgress', { document, done: 1, total: 3 }),
    ['stopExchange', document],
  ],
  [
    'reading what came back',
    () => exchange.review(document, { kind: 'files' }),
    'exchangeReview',
    () => desk.announce('exchangeProgress', { document, done: 1, total: 3 }),
    ['stopExchange', document],
  ],
  [
    'taking in',
    () => {
      exchange.patchExchange(document, { review: { id: 'r', files: [] } as never });
      return exchange.takeIn(document);
    },
    'exchangeTakeIn',
    () => desk.announce('exchangeProgress', { document, done: 1, total: 3 }),
    ['stopExchange', document],
  ],
  [
    'papers',
    () => printOrder({ document, items: ['one'], paper: 'sheets' } as never, 'pdf', { copies: 1, bothSides: false }),
    'print',
    () => desk.announce('printProgress', { done: 1, total: 3 }),
    ['stopPrinting'],
  ],
  ['learning a form', () => beginTeaching({ kind: 'files' }), 'teachBegin', undefined, ['stopWork', 'learning']],
];

it.each(kinds)(
  '%s tells of itself every second, counts where there is something to count, and can be stopped at any moment',
  async (_name, begin, call, progress, [stopCall, ...stopArgs]) => {
    const stopped = err({ kind: 'stopped', reason: 'reading' });
    const answer = call === 'chooseAndOpen' ? [stopped] : stopped;
    desk.answers[call] = () => new Promise((resolve) => void (end = () => resolve(answer)));
    desk.answers[stopCall] = () => end();
    const told: number[] = [];
    const forget = works.subscribe(() => void told.push(works.get()[0]?.seconds ?? -1));
    const done = begin();
    await vi.advanceTimersByTimeAsync(5);
    progress?.();
    await vi.advanceTimersByTimeAsync(3000);
    const [work] = works.get();
    expect(told).toEqual(expect.arrayContaining([1, 2, 3]));
    expect([work?.done, work?.total]).toEqual(progress === undefined ? [0, 0] : [1, 3]);
    expect(work?.label).not.toBe('');
    work?.stop?.();
    expect(desk.calls.at(-1)).toEqual([stopCall, stopArgs]);
    // It is gone with the answer, without another second.
    await vi.advanceTimersByTimeAsync(10);
    await done;
    expect(works.get()).toEqual([]);
    forget();
  },
);
