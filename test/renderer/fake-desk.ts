import type { Failure } from '../../src-shared/failures/failures.ts';
import type { AnnouncementName, CallName, DeskBridge } from '../../src-shared/contract/ipc-contract.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { err, ok } from '../../src-shared/domain/result.ts';
import { defaultSettings } from '../../src-shared/contract/default-settings.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import type { DocumentView } from '../../src-shared/contract/documents.ts';

/** A bridge that answers out of memory, for the window's logic in plain Node. */
export interface FakeDesk extends DeskBridge {
  /** The calls made so far: name and arguments. */
  readonly calls: readonly (readonly [name: CallName, args: readonly unknown[]])[];
  /** The next `acceptEdit` calls fail with this until it is `undefined` again. */
  refuse: Failure | undefined;
  /** Says something as main announces it. */
  readonly announce: (name: AnnouncementName, payload: unknown) => void;
  /** What each call answers. */
  readonly answers: Partial<Record<CallName, (args: readonly unknown[]) => unknown>>;
}

export function documentView(items: readonly ItemSheet[], patch: Partial<DocumentView> = {}): DocumentView {
  return {
    id: 'doc-1',
    name: '計画.xlsx',
    folder: '/home/desk',
    sample: false,
    readOnly: false,
    stamp: { size: 1, modified: 1, sha256: '0' },
    plan: { years: [2025, 2026] },
    items,
    sheets: [],
    warnings: [],
    drafts: [],
    journal: { id: 'journal-1', lastEdit: 0, lastHere: 0, unseen: [] },
    diskChanges: [],
    ...patch,
  };
}

export function installFakeDesk(): FakeDesk {
  const calls: [CallName, readonly unknown[]][] = [];
  const listening = new Set<(name: AnnouncementName, payload: never) => void>();
  let seq = 0;
  let settings: Settings = defaultSettings;
  const answers: FakeDesk['answers'] = {
    acceptEdit: () => {
      if (fake.refuse !== undefined) return err(fake.refuse);
      seq += 1;
      return ok({ seq });
    },
    getSettings: () => settings,
    setSettings: ([patch]) => (settings = { ...settings, ...(patch as Partial<Settings>) }),
    recentFiles: () => [],
    closeDocument: () => undefined,
    readyToClose: () => undefined,
    checkNewRow: () => ok(undefined),
    numbersKnown: () => undefined,
    pastEdits: () => ({ edits: [], damaged: false }),
    exchangeSummary: () => ok({ received: false, conflicts: [], questions: 0, requests: [] }),
  };
  const fake: FakeDesk = {
    calls,
    answers,
    refuse: undefined,
    call: (name, args) => {
      calls.push([name, args]);
      const answer = answers[name];
      if (answer === undefined) throw new Error(`the fake desk does not know ${name}`);
      return Promise.resolve(answer(args) as never);
    },
    on: (name, listener) => {
      const hear = (heard: AnnouncementName, payload: never): void => {
        if (heard === name) listener(payload);
      };
      listening.add(hear);
      return () => void listening.delete(hear);
    },
    announce: (name, payload) => {
      for (const hear of listening) hear(name, payload as never);
    },
    drop: () => undefined,
  };
  (globalThis as { window?: unknown }).window = { desk: fake };
  return fake;
}
