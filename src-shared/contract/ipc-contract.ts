import * as v from 'valibot';
import type {
  DistributedView,
  ExchangeSummary,
  ExchangeView,
  JournalledEdit,
  MergeRecordRow,
  ReviewOfDocument,
  ReviewView,
  UndoneView,
} from '../domain/exchange.ts';
import { editSources } from '../domain/edit-source.ts';
import { storedNumberSchema } from '../domain/stored-value.ts';
import type { Failure, Warning } from '../failures/failures.ts';
import type { FieldPath } from '../domain/fields.ts';
import { isPath } from '../form/paths.ts';
import { printerSettingsSchema, printOrderSchema, type FixedVersion } from './print-order.ts';
import { nextPlanSchema, planFormSchema, type PlanPreview, type PublishedView } from './plan-making.ts';
import { channel, type Channel } from './channel.ts';
import { formCalls } from './form-calls.ts';
import type { Result } from '../domain/result.ts';
import { id } from './id.ts';
import { parcelsSchema, reportingStepSchema, sendingChoiceSchema } from './sending.ts';
import { type Settings, settingsSchema } from './settings.ts';
import type {
  DocumentId,
  DocumentView,
  PastEdit,
  AnnouncedEdit,
  EditAcknowledged,
  Saved,
  OldVersion,
  RecentFile,
} from './documents.ts';
import type { PreviewPages } from './laid-out-pages.ts';
import type { OutputRef } from '../domain/output-ref.ts';

/**
 * Every channel between the renderer and the main process, in one place: its name, the schema of its arguments and
 * the type of its result. Preload and handlers derive from this table. Results cross as plain data, and nothing is
 * thrown across. The renderer never names a path: files are named by ids that main has given out.
 */

/** What a version holds that the file does not. */
export interface VersionDifference {
  /** Boxes with another text, in the order of the plan. */
  readonly boxes: readonly {
    readonly no: string;
    readonly path: FieldPath;
    readonly now: string;
    readonly old: string;
  }[];
  /** Numbers of the items that are in one of the two only. */
  readonly items: readonly string[];
}

/** What a page answers that was told to close: go, stay, or something typed is nowhere but on the screen. */
export type ClosingAnswer = (typeof closingAnswers)[number];
const closingAnswers = ['close', 'stay', 'not-stored'] as const;

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  /** True when the runtime is the unofficial one for development and tests. */
  readonly developmentRuntime: boolean;
  /** What the start found: damage to the journal, a data folder on the network or in a place that is wiped. */
  readonly warnings: readonly Warning[];
  /** The number of the window that asks, from 0. */
  readonly window: number;
}

/** What the first window opens before a person can type: it would else stand in front of what they have begun. */
export interface StartedFor {
  /** The files that the start named, in their order. */
  readonly files: readonly Announcements['fileAnnounced'][];
  /** Whether it asked for the sample plan. */
  readonly sample: boolean;
}

export type PrintOutcome = {
  readonly outcome: 'done' | 'cancelled';
  readonly name?: string;
  readonly output?: OutputRef;
};

const path = v.custom<FieldPath>((value) => typeof value === 'string' && value.length <= 200 && isPath(value));
/** Excel's own limit of a cell is 32,767 characters; the window lets a person type past it and says so. */
const text = v.pipe(v.string(), v.maxLength(200_000));

/** Words for field paths, as the window shows them. */
const labels = v.record(v.pipe(v.string(), v.maxLength(100)), v.pipe(v.string(), v.maxLength(500)));

/** Calls from the renderer, answered by main. Arguments are always a tuple. */
export const calls = {
  appInfo: channel<AppInfo>()(v.strictTuple([])),
  /** What the program was started for; a second asking answers nothing, so that a reloaded page opens nothing twice. */
  startedFor: channel<StartedFor>()(v.strictTuple([])),
  getSettings: channel<Settings>()(v.strictTuple([])),
  setSettings: channel<Settings>()(v.strictTuple([v.partial(settingsSchema)])),
  recentFiles: channel<readonly RecentFile[]>()(v.strictTuple([])),
  /** Shows the open dialog; several files may be chosen, an empty list means cancelled. */
  chooseAndOpen: channel<readonly Result<DocumentView, Failure>[]>()(v.strictTuple([])),
  /** Asks for a folder and opens its workbooks, one item each; empty means cancelled. */
  chooseFolderAndOpen: channel<readonly Result<DocumentView, Failure>[]>()(v.strictTuple([])),
  openRecent: channel<Result<DocumentView, Failure>>()(v.strictTuple([id])),
  openSample: channel<Result<DocumentView, Failure>>()(v.strictTuple([])),
  /**
   * Opens what `fileAnnounced` has announced. For a file in a temporary folder main asks first where to keep it and
   * opens that copy; `undefined` means that the person gave it up there.
   */
  openAnnounced: channel<Result<DocumentView, Failure> | undefined>()(v.strictTuple([id])),
  /** Ends the opening or the saving that is under way: nothing is opened, the file stays as it was. */
  stopWork: channel<void>()(v.strictTuple([v.picklist(['opening', 'saving', 'learning'])])),
  /** Opens one more window on the same documents, with this one in front. */
  newWindow: channel<void>()(v.strictTuple([v.nullable(id)])),
  /** The documents that main holds open, for a window that starts or reloads. */
  openDocuments: channel<readonly DocumentView[]>()(v.strictTuple([])),
  /** The window shows the document no more; main lets go of it when no other window does. */
  closeDocument: channel<void>()(v.strictTuple([id])),
  /** Appends one edit to the journal and syncs it; acknowledged only when it is on disk. */
  acceptEdit: channel<Result<EditAcknowledged, Failure>>()(
    v.strictTuple([
      v.strictObject({
        document: id,
        item: id,
        path,
        base: text,
        text,
        /** Set when the person has unlocked a protected or formula cell; saving then writes it. */
        unlock: v.optional(v.literal(true)),
        /** How it came about, for the history; typed when missing. */
        source: v.optional(v.picklist(editSources)),
        /** The field's step or indicator row is to go on saving (src-shared/rows). */
        gone: v.optional(v.literal(true)),
        /** The number that stood for the text before it was taken back; typed texts have none. */
        stored: v.optional(storedNumberSchema),
        /** The last number that the window's database knows: a journal that lost its end goes on above it. */
        above: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12))),
      }),
    ]),
  ),
  /**
   * The highest number of a journal that the window's database knows, of any document. A journal that is older than that, a copy put
   * back or one without its end, goes on above it, so that no number means two edits.
   */
  numbersKnown: channel<void>()(v.strictTuple([id, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12))])),
  /** The edits of a document above a number, for a database that has lost their history; `damaged` where some cannot be read any more. */
  pastEdits: channel<{ readonly edits: readonly PastEdit[]; readonly damaged: boolean }>()(
    v.strictTuple([id, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12))]),
  ),
  /** Whether the workbook's form can take one more row of a block; saving a draft past the last row makes it. */
  checkNewRow: channel<Result<undefined, Failure>>()(
    v.strictTuple([v.strictObject({ document: id, item: id, block: id })]),
  ),
  /** The answer to `closing`: nothing is being typed any more. */
  readyToClose: channel<void>()(v.strictTuple([v.picklist(closingAnswers)])),
  /**
   * Asks what is to become of what would be left undone: documents whose file lacks changes, works that run, texts in
   * dialogs. `whole`: the window closes, so that what another window shows too is no question.
   */
  askAtClosing: channel<'save' | 'leave' | 'stay'>()(
    v.strictTuple([
      v.strictObject({
        documents: v.pipe(v.array(id), v.maxLength(200)),
        works: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20)),
        typed: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20)),
        whole: v.boolean(),
      }),
    ]),
  ),
  /** Puts text on the clipboard; the page itself has no right to. */
  copyText: channel<void>()(v.strictTuple([text])),
  /** What Ctrl+X, C, V and A do, for menus: in the box that has the cursor. */
  editCommand: channel<void>()(v.strictTuple([v.picklist(['cut', 'copy', 'paste', 'selectAll'])])),
  /** Shows what the program has written in its folder, opens it, or copies its path; false when it cannot be opened. */
  useOutput: channel<boolean>()(v.strictTuple([id, v.picklist(['folder', 'open', 'copy'])])),
  /** Keeps a recent file at the top, lets it go down again, or takes it from the list. */
  changeRecent: channel<void>()(v.strictTuple([id, v.picklist(['pin', 'unpin', 'forget'])])),
  save: channel<Result<Saved, Failure>>()(v.strictTuple([id])),
  /** The versions of the document's file that were kept before saves, newest first. */
  oldVersions: channel<Result<readonly OldVersion[], Failure>>()(v.strictTuple([id])),
  /** What going back to a version would change, by box. */
  compareVersion: channel<Result<VersionDifference, Failure>>()(v.strictTuple([id, id])),
  /** Puts a version back; the file as it is now becomes a version itself. */
  restoreVersion: channel<Result<DocumentView, Failure>>()(v.strictTuple([id, id])),
  /** Shows the save dialog; `undefined` means cancelled. */
  saveAs: channel<Result<Saved, Failure> | undefined>()(v.strictTuple([id])),
  /** Sides that `print` would print, for the preview, from one counted from 1; drafts are in them. */
  printPages: channel<Result<PreviewPages, Failure>>()(
    v.strictTuple([
      printOrderSchema,
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
    ]),
  ),
  /** Prints; asks for the file where it goes to one. `printProgress` tells how far it is. */
  print: channel<Result<PrintOutcome, Failure>>()(
    v.strictTuple([printOrderSchema, v.picklist(['printer', 'pdf', 'xlsx']), printerSettingsSchema]),
  ),
  /** Stops what is being printed; nothing is left of it. */
  stopPrinting: channel<void>()(v.strictTuple([])),
  /** «会議版として固定»: keeps the workbook with its drafts under a name in the plan folder. */
  fixVersion: channel<Result<FixedVersion, Failure>>()(v.strictTuple([id, v.pipe(v.string(), v.maxLength(200))])),
  /** The versions kept in the plan folder, newest first. */
  fixedVersions: channel<readonly FixedVersion[]>()(v.strictTuple([id])),
  /** The exchange of a plan as its folder remembers it, over the workbook with its drafts. */
  exchangeView: channel<Result<ExchangeView, Failure>>()(v.strictTuple([id])),
  /**
   * Asks for returned files (or takes dropped ones) and shows what taking them in would do; `undefined` means cancelled. Of a plan
   * that is a folder, the first document's and its others': each file goes to the workbook that it was made from.
   */
  exchangeReview: channel<Result<readonly ReviewOfDocument[], Failure> | undefined>()(
    v.strictTuple([
      v.pipe(v.array(id), v.minLength(1), v.maxLength(2000)),
      v.variant('kind', [
        v.strictObject({ kind: v.literal('files') }),
        v.strictObject({ kind: v.literal('folder') }),
        v.strictObject({ kind: v.literal('announced'), ids: v.pipe(v.array(id), v.maxLength(1000)) }),
      ]),
    ]),
  ),
  /** Asks for the file that files without a base were made from, and shows the review again. */
  exchangeReviewWithBase: channel<Result<ReviewView, Failure> | undefined>()(v.strictTuple([id])),
  /** Takes a review in; the edits are journalled and for the window to show, as ordinary ones. */
  exchangeTakeIn: channel<Result<readonly JournalledEdit[], Failure>>()(
    v.strictTuple([
      id,
      /** Boxes that a person leaves out: the file's hash, `ItemSheet.key`, the path. */
      v.pipe(v.array(v.strictObject({ file: id, item: id, path })), v.maxLength(100_000)),
    ]),
  ),
  /** Stops what the exchange of a document is doing; what is done by then stays. */
  stopExchange: channel<void>()(v.strictTuple([id])),
  /** The table of who has returned what as a workbook, heading first; asks where to keep it. */
  exchangeKeepStatus: channel<Result<PrintOutcome, Failure>>()(
    v.strictTuple([
      id,
      v.pipe(
        v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20_000))), v.minLength(1), v.maxLength(20))),
        v.minLength(1),
        v.maxLength(5000),
      ),
    ]),
  ),
  exchangeDecide: channel<Result<readonly JournalledEdit[], Failure>>()(
    v.strictTuple([v.strictObject({ document: id, item: id, path, value: text })]),
  ),
  /** The answer to «差し替えですか». */
  exchangeAnswer: channel<Result<readonly JournalledEdit[], Failure>>()(
    v.strictTuple([v.strictObject({ document: id, file: id, earlier: id, replaces: v.boolean() })]),
  ),
  /** Which item a returned sheet is; `null` when it is none of the plan's. */
  exchangeIdentify: channel<Result<readonly JournalledEdit[], Failure>>()(
    v.strictTuple([v.strictObject({ document: id, file: id, sheet: id, item: v.nullable(id) })]),
  ),
  /** Takes one collecting out again: document and collection. */
  exchangeUndo: channel<Result<UndoneView, Failure>>()(v.strictTuple([id, id])),
  /** Asks for a folder and puts one workbook per section there; `undefined` means cancelled. */
  /** Sends of the first workbook, and of `also`, the others of a plan that is a folder; all go into one folder, which it asks for. */
  exchangeDistribute: channel<Result<DistributedView, Failure> | undefined>()(
    v.strictTuple([
      id,
      sendingChoiceSchema,
      v.pipe(v.array(v.strictObject({ document: id, parcels: parcelsSchema })), v.maxLength(2000)),
    ]),
  ),
  /** Nothing is waited for any more: of a sending by its id, or of a step. */
  exchangeClose: channel<Result<void, Failure>>()(
    v.strictTuple([
      id,
      v.variant('kind', [
        v.strictObject({ kind: v.literal('sending'), id }),
        v.strictObject({ kind: v.literal('step'), step: reportingStepSchema }),
      ]),
    ]),
  ),
  /** Which of several folders is the plan's, by its name beside the workbook. */
  exchangeUseFolder: channel<Result<void, Failure>>()(
    v.strictTuple([id, v.pipe(v.string(), v.minLength(1), v.maxLength(300))]),
  ),
  /** The merge record (取込記録): what came from whom and what became of it; the labels are those of the field paths in it. */
  exchangeRecord: channel<Result<readonly MergeRecordRow[], Failure>>()(v.strictTuple([id, labels])),
  /** The merge record as a workbook, as a PDF or to a printer; asks where to keep it. */
  exchangeKeepRecord: channel<Result<PrintOutcome, Failure>>()(
    v.strictTuple([id, labels, v.picklist(['workbook', 'pdf', 'printer'])]),
  ),
  /** «提出用に保存»: a copy for sending back, which says what it descends from. */
  exchangeReturn: channel<Result<OutputRef, Failure> | undefined>()(v.strictTuple([id])),
  /** Requests (修正依頼) made on a workbook or received with it, and what is undecided. */
  exchangeSummary: channel<Result<ExchangeSummary, Failure>>()(v.strictTuple([id])),
  /** Asks a section for a change of one box; sent with the next sending of its item. */
  exchangeRequest: channel<Result<void, Failure>>()(
    v.strictTuple([
      v.strictObject({
        document: id,
        item: id,
        path,
        text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
      }),
    ]),
  ),
  /** Closes a request without an answer: document and request. */
  exchangeWithdraw: channel<Result<void, Failure>>()(v.strictTuple([id, id])),
  /** What is no field on a returned sheet stays in the returned file, for reference: document, file and sheet. */
  exchangeKeepBeside: channel<Result<void, Failure>>()(v.strictTuple([id, id, id])),
  /** Takes a returned sheet whole into the workbook's file; its fields keep the workbook's texts. The file as it was becomes a version. */
  exchangeTakeWhole: channel<Result<DocumentView, Failure>>()(v.strictTuple([id, id, id])),
  /** A section's answer to a request that it got; an empty one takes it back. Goes out with «提出用に保存». */
  exchangeReply: channel<Result<void, Failure>>()(v.strictTuple([id, v.pipe(v.string(), v.maxLength(2000))])),
  /** What «新しい計画» would make; nothing is written. */
  previewPlan: channel<Result<PlanPreview, Failure>>()(v.strictTuple([planFormSchema])),
  /** «新しい計画»: asks where to keep the workbook, writes and opens it; `undefined` means cancelled. */
  newPlan: channel<Result<DocumentView, Failure> | undefined>()(v.strictTuple([planFormSchema])),
  /** «次期計画を作成»: the next plan's workbook from an open one with its drafts, written and opened as a new plan's. */
  nextPlan: channel<Result<DocumentView, Failure> | undefined>()(v.strictTuple([id, nextPlanSchema])),
  /** «公開用に保存»: a copy with the drafts, without names, notes and traces; says what was stripped. */
  publish: channel<Result<PublishedView, Failure> | undefined>()(v.strictTuple([id])),
  ...formCalls,
} as const;

/** What main tells the renderer without being asked. */
export interface Announcements {
  /** A file came by double click, second start or drop; open it with `openAnnounced`. */
  readonly fileAnnounced: { readonly id: string; readonly name: string; readonly temporary: boolean };
  /** A command of the application menu or a shortcut that main owns; `name` is an id of src-renderer/actions. */
  readonly command: { readonly name: string };
  /** The file that a save was refused for, because another program had it open, can be written now. */
  readonly fileFree: { readonly document: DocumentId };
  /** An edit that another window made, or a merge: journalled, and to be shown at once. */
  readonly edited: AnnouncedEdit;
  /** Another window has saved the document. */
  readonly saved: { readonly document: DocumentId; readonly saved: Saved };
  /** The document's file was read anew for another window. */
  readonly documentChanged: { readonly document: DocumentId };
  readonly settingsChanged: Settings;
  /** The document that a new window shows first. */
  readonly showDocument: { readonly document: DocumentId };
  /** Sides drawn so far of a job that is being printed. */
  readonly printProgress: { readonly done: number; readonly total: number };
  /** A file is being read or written now, the `done` + first of `total`. */
  readonly workProgress: {
    readonly work: 'opening' | 'saving';
    readonly name: string;
    readonly done: number;
    readonly total: number;
  };
  /** How far a proof of a form is. */
  readonly teachProgress: { readonly done: number; readonly total: number };
  /** How far the exchange of a document is with what it does. */
  readonly exchangeProgress: { readonly document: DocumentId; readonly done: number; readonly total: number };
  /** The window is about to close: finish what is being typed, then call `readyToClose`. */
  readonly closing: Record<never, never>;
}

export type CallName = keyof typeof calls;
export type CallArgs<N extends CallName> =
  (typeof calls)[N] extends Channel<infer A extends readonly unknown[], unknown> ? A : never;
export type CallResult<N extends CallName> = (typeof calls)[N] extends Channel<infer _, infer R> ? R : never;
export type AnnouncementName = keyof Announcements;

/** What preload puts on `window.desk`. Preload derives it from `calls`; only src-renderer/desk.ts touches it. */
export interface DeskBridge {
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>>;
  /** Listens until the returned function is called. */
  on<N extends AnnouncementName>(name: N, listener: (payload: Announcements[N]) => void): () => void;
  /** Hands dropped `File` objects to main, which announces each with `fileAnnounced`. */
  drop(files: readonly unknown[]): void;
}
