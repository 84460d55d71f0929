import type { Step } from '../../src-shared/checks/timetable.ts';
import type { Cells } from '../../src-shared/domain/clipboard-cells.ts';
import { defaultSettings } from '../../src-shared/contract/default-settings.ts';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { DrawnSheet, FormView } from '../../src-shared/form/form-view.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { Span } from '../../src-shared/domain/normal.ts';
import type { AppInfo } from '../../src-shared/contract/ipc-contract.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import type { PublishedView } from '../../src-shared/contract/plan-making.ts';
import type { Plan } from '../../src-shared/domain/plan.ts';
import { createStore } from './store.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import type { DiskChange, DocumentId, FileStamp, RecentFile } from '../../src-shared/contract/documents.ts';
import type { SectionView } from '../../src-shared/domain/exchange.ts';
import type { OutputRef } from '../../src-shared/domain/output-ref.ts';

/** A workbook that is open in this window. Texts live in `texts.ts`, not here. */
export interface OpenDocument {
  readonly id: DocumentId;
  readonly name: string;
  readonly folder: string;
  readonly sample: boolean;
  readonly readOnly: boolean;
  readonly stamp: FileStamp;
  readonly plan: Plan;
  /** The sheets as they are shown: with rows that were added or removed since the file was read (shape.ts). */
  readonly items: readonly ItemSheet[];
  /** The sheets as the file has them. */
  readonly fileItems: readonly ItemSheet[];
  /** How the sheets lie (`ItemSheet.drawn`). */
  readonly sheets: readonly DrawnSheet[];
  readonly warnings: readonly Warning[];
  /** When this window last saved it, ISO 8601. */
  readonly savedAt?: string;
  /** The step that a person chose instead of the one of today's date. */
  readonly chosenStep?: Step | undefined;
  /** The step that the workbook was sent for, when it came from another section. */
  readonly sentStep?: Step | undefined;
  /** What is known of its form; missing for the first form. */
  readonly form?: FormView | undefined;
  /** Of a described form: the stage that a person chose; empty for all stages. */
  readonly chosenStage?: string | undefined;
}

/** One sheet of one workbook. */
export interface ItemRef {
  readonly document: DocumentId;
  readonly item: string;
}

/** One box of one sheet. */
export interface FieldRef extends ItemRef {
  readonly path: FieldPath;
}

/** The one dialog that is open. */
export type DialogState =
  | { readonly kind: 'settings' }
  | { readonly kind: 'first-start' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'help' }
  | { readonly kind: 'about' }
  | { readonly kind: 'earlier-text'; readonly field: FieldRef }
  | { readonly kind: 'phrases'; readonly field: FieldRef; readonly at: Span | undefined }
  | { readonly kind: 'go-to' }
  | { readonly kind: 'replace' }
  | { readonly kind: 'paste'; readonly field: FieldRef; readonly cells: Cells }
  | { readonly kind: 'warnings'; readonly document: DocumentId; readonly beside?: readonly Warning[] }
  | { readonly kind: 'history'; readonly field: FieldRef }
  | { readonly kind: 'unlock'; readonly field: FieldRef }
  | { readonly kind: 'conflicts'; readonly document: DocumentId }
  | { readonly kind: 'request'; readonly field: FieldRef }
  | { readonly kind: 'return'; readonly document: DocumentId }
  | { readonly kind: 'send-back'; readonly document: DocumentId; readonly section: SectionView }
  | { readonly kind: 'versions'; readonly document: DocumentId }
  | { readonly kind: 'forms' }
  | { readonly kind: 'new-plan' }
  | { readonly kind: 'next-plan'; readonly document: DocumentId }
  | { readonly kind: 'print'; readonly changesOnly: boolean };

/** A page of the window: the exchange in the place of list and sheet, the plan at a glance in that of the sheet. */
export type PageState = ExchangePageState | { readonly kind: 'glance' };
export interface ExchangePageState {
  readonly kind: 'exchange';
  readonly tab?: ExchangeTab | undefined;
  /** The box to decide first. */
  readonly at?: FieldRef | undefined;
}

export type ExchangeTab = (typeof exchangeTabs)[number];
export const exchangeTabs = ['send', 'collect', 'decide', 'status', 'record'] as const;

/** A sentence at the top of the window that stays until it is answered. */
export interface Notice {
  readonly id: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly content:
    | { readonly kind: 'failure'; readonly failure: Failure }
    | { readonly kind: 'warning'; readonly warning: Warning }
    | { readonly kind: 'disk-changes'; readonly document: DocumentId; readonly changes: readonly DiskChange[] }
    | { readonly kind: 'recovered'; readonly document: DocumentId; readonly count: number }
    | { readonly kind: 'warnings'; readonly document: DocumentId; readonly count: number }
    | { readonly kind: 'conflicts'; readonly document: DocumentId; readonly count: number }
    | { readonly kind: 'carried-form'; readonly document: DocumentId; readonly form: string; readonly differs: boolean }
    | { readonly kind: 'undo-skipped' }
    | {
        readonly kind: 'saved';
        readonly document: DocumentId;
        readonly grown: readonly Warning[];
        readonly count: number;
      }
    | { readonly kind: 'restored'; readonly document: DocumentId; readonly at: string }
    | { readonly kind: 'done'; readonly text: string; readonly output?: OutputRef }
    | { readonly kind: 'ready-to-return'; readonly output: OutputRef }
    | { readonly kind: 'published'; readonly view: PublishedView }
    | { readonly kind: 'replaced'; readonly count: number }
    | { readonly kind: 'not-a-choice'; readonly text: string };
}

export interface Session {
  readonly ready: boolean;
  readonly info: AppInfo | undefined;
  readonly documents: readonly OpenDocument[];
  readonly active: DocumentId | undefined;
  /** The sheet that each workbook shows. */
  readonly openItems: Readonly<Record<DocumentId, string>>;
  readonly recent: readonly RecentFile[];
  readonly settings: Settings;
  readonly dialog: DialogState | undefined;
  readonly panel: 'checks' | undefined;
  readonly notices: readonly Notice[];
  /** Settled years and boxes not due now are shown too. */
  readonly showSettled: boolean;
  /** What a person of a section need not fill now is folded. */
  readonly dueOnly: boolean;
  /** The open sheet is shown as it will be printed, in place of its boxes. */
  readonly paperView: boolean;
  /** What is shown in place of the sheet. */
  readonly page: PageState | undefined;
  /** A long work, for the busy cursor and the status line. */
  readonly busy: 'opening' | 'saving' | undefined;
}

export const session = createStore<Session>({
  ready: false,
  info: undefined,
  documents: [],
  active: undefined,
  openItems: {},
  recent: [],
  settings: defaultSettings,
  dialog: undefined,
  panel: undefined,
  notices: [],
  showSettled: false,
  dueOnly: false,
  paperView: false,
  page: undefined,
  busy: undefined,
});

export const patchSession = (patch: Partial<Session>): void => session.update((now) => ({ ...now, ...patch }));

export const documentOf = (id: DocumentId): OpenDocument | undefined =>
  session.get().documents.find((document) => document.id === id);

const byKey = new WeakMap<readonly ItemSheet[], ReadonlyMap<string, ItemSheet>>();

/** One of several sheets by its key; asked for by every box of the sheet at every change of the session. */
function find(items: readonly ItemSheet[] | undefined, key: string): ItemSheet | undefined {
  if (items === undefined) return undefined;
  let found = byKey.get(items);
  if (found === undefined) byKey.set(items, (found = new Map(items.map((item) => [item.key, item]))));
  return found.get(key);
}

export const itemOf = (ref: ItemRef): ItemSheet | undefined => find(documentOf(ref.document)?.items, ref.item);

/** The sheet as the file has it: without rows that wait to be saved. */
export const fileItemOf = (ref: ItemRef): ItemSheet | undefined => find(documentOf(ref.document)?.fileItems, ref.item);

export const activeDocument = (): OpenDocument | undefined => {
  const { active } = session.get();
  return active === undefined ? undefined : documentOf(active);
};

/** The sheet in the middle of the window. */
export const activeItem = (): ItemRef | undefined => {
  const { active, openItems } = session.get();
  const item = active === undefined ? undefined : openItems[active];
  return active === undefined || item === undefined ? undefined : { document: active, item };
};

export const changeDocument = (id: DocumentId, patch: Partial<OpenDocument>): void =>
  session.update((now) => ({
    ...now,
    documents: now.documents.map((document) => (document.id === id ? { ...document, ...patch } : document)),
  }));

export const openDialog = (dialog: DialogState): void => patchSession({ dialog });
export const closeDialog = (): void => patchSession({ dialog: undefined });

let noticeNumber = 0;
/** Shows a notice; one with the same id replaces the one before. */
export function notify(notice: Omit<Notice, 'id'> & { readonly id?: string }): void {
  noticeNumber += 1;
  const id = notice.id ?? `notice-${noticeNumber}`;
  session.update((now) => ({
    ...now,
    notices: [...now.notices.filter((other) => other.id !== id), { ...notice, id }],
  }));
}

export const dismiss = (id: string): void =>
  session.update((now) =>
    now.notices.some((notice) => notice.id === id)
      ? { ...now, notices: now.notices.filter((notice) => notice.id !== id) }
      : now,
  );
