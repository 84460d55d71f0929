import type { Failure, Warning } from '../failures/failures.ts';
import type { FieldPath } from './fields.ts';
import type { StoredValue } from './item.ts';
import type { OutputRef } from './output-ref.ts';

/** The words of the exchange that main and renderer share; what main sends is plain data. */

/** What a sending asks for: a stage of the form by its id, with the fiscal year where it comes each year. */
export interface ReportingStep {
  readonly kind: string;
  readonly year?: number;
}

/** A text to put into the open workbook as an ordinary edit. `item` is `ItemSheet.key`. */
export interface ExchangeEdit {
  readonly item: string;
  readonly path: FieldPath;
  readonly before: string;
  readonly after: string;
  /** What is to be stored for the text: the number with its format that was typed elsewhere. */
  readonly stored?: StoredValue;
  /** The field's row came in with what is taken out again, and goes with it (src-shared/rows). */
  readonly gone?: true;
}

/** An edit of the open workbook that main has journalled already: the window shows it and makes it undoable. */
export interface JournalledEdit extends ExchangeEdit {
  readonly seq: number;
}

/** One workbook to send: a section and its items by `ItemSheet.key`. */
export interface ParcelView {
  readonly section: string;
  readonly items: readonly string[];
}

/** A section that a workbook was sent to. */
export interface SectionView {
  /** Names the sending. */
  readonly id: string;
  readonly section: string;
  readonly items: readonly string[];
  readonly file: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly step?: ReportingStep;
  readonly due?: string;
  readonly note?: string;
  /** Nothing is waited for any more: the sending was taken back, or its step closed. */
  readonly closed?: true;
  /** It sends back what was returned before (差戻し); the note is the reason. */
  readonly sentBack?: true;
  readonly state: 'returned' | 'partly' | 'waiting';
  /** Boxes of the step that are filled in, of how many. */
  readonly filled: number;
  readonly boxes: number;
  /** Requests on its items that nothing has come back for. */
  readonly openRequests: number;
  /** The text of a reminder, to copy into a mail. */
  readonly reminder: string;
}

/** Where a text in question comes from. */
export interface SourceView {
  readonly kind: 'file' | 'decision' | 'master';
  /** The file's name, or the person's. */
  readonly name: string;
  readonly section?: string;
  readonly who?: string;
  readonly when?: string;
}

export interface CandidateView {
  readonly value: string;
  readonly from: readonly SourceView[];
}

/** A field that a person has to decide. */
export interface ConflictView {
  readonly item: string;
  readonly no: string;
  readonly title: string;
  readonly path: FieldPath;
  /** `null` without a base. */
  readonly base: string | null;
  readonly mine: string;
  readonly candidates: readonly CandidateView[];
  /** False when the box is gone or holds a formula: then the texts can only be read here. */
  readonly writable: boolean;
}

/** A sheet of a returned file of which a person must say whose it is. */
export interface OpenSheetView {
  readonly file: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly returnedNo: string;
  readonly status: 'matched' | 'renumbered' | 'ambiguous' | 'new';
  /** The item that it seems to be, by `ItemSheet.key`. */
  readonly item?: string;
  /** It is the whole file that is asked about, or a row that was typed below a list of the sheet (`texts`). */
  readonly about?: 'file' | 'row';
  readonly texts?: readonly string[];
}

export interface QuestionView {
  readonly file: string;
  readonly fileName: string;
  readonly earlier: string;
  readonly earlierName: string;
}

/** One taking-in, newest first; it can be taken out again. */
export interface CollectionView {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by?: string;
  readonly files: readonly string[];
  readonly fields: number;
}

export interface ExchangeView {
  readonly folder: string;
  /** The folder beside the workbook cannot be written; this one lies in the app's own data. */
  readonly elsewhere: boolean;
  /** Lines of the log that this version cannot read. */
  readonly unread: number;
  /** What is damaged in the folder, and that it was found though the plan has another name. */
  readonly warnings: readonly Warning[];
  /** Names of folders that could be the plan's: a person says which, and until then nothing is remembered. */
  readonly several: readonly string[];
  /** Others who have the folder open. */
  readonly others: readonly { readonly who: string; readonly host: string; readonly since: string }[];
  readonly parcels: { readonly lead: readonly ParcelView[]; readonly any: readonly ParcelView[] };
  readonly sections: readonly SectionView[];
  /** The file names of the last sending, when somebody chose them. */
  readonly pattern?: string;
  readonly conflicts: readonly ConflictView[];
  readonly sheets: readonly OpenSheetView[];
  readonly questions: readonly QuestionView[];
  readonly collections: readonly CollectionView[];
  /** What is no field; listed, and no reason to wait. */
  readonly besides: readonly BesideView[];
}

export interface ReviewFieldView {
  readonly path: FieldPath;
  readonly base: string | null;
  readonly mine: string;
  readonly theirs: string;
  readonly result: string;
  readonly outcome: 'theirs' | 'mine' | 'same' | 'merged' | 'conflict' | 'replaced';
  readonly change: ChangeKind;
  /** Not to be filled in at the step that the file was sent for. */
  readonly outside?: boolean;
}

export interface ReviewItemView {
  /** `ItemSheet.key` of the plan's item; missing for a sheet that is none of its items. */
  readonly key?: string;
  readonly no: string | null;
  readonly returnedNo: string | null;
  /** The item's title in the plan; missing for a sheet that is none of its items. */
  readonly title?: string;
  readonly sheet: string;
  readonly status: 'matched' | 'renumbered' | 'missing' | 'new' | 'ambiguous';
  readonly fields: readonly ReviewFieldView[];
}

export type ReviewFileView =
  | { readonly kind: 'unreadable'; readonly name: string; readonly failure: Failure }
  | {
      readonly kind: 'read';
      readonly name: string;
      /** SHA-256. */
      readonly hash: string;
      readonly recognisedBy: 'export' | 'base' | 'given' | 'likeness';
      readonly section?: string;
      readonly who?: string;
      readonly when?: string;
      readonly warnings: readonly Warning[];
      readonly items: readonly ReviewItemView[];
      /** What is no field and differs, by sheet and cell. */
      readonly other: readonly {
        readonly sheet: string;
        readonly cell?: string;
        readonly kind: string;
        readonly base?: string;
        readonly theirs?: string;
      }[];
    };

/** What a collecting would do, shown before anything happens. */
export interface ReviewView {
  /** Names the review when it is taken in. */
  readonly id: string;
  readonly files: readonly ReviewFileView[];
  /** Fields that taking in would change. */
  readonly writes: number;
  readonly undecided: number;
}

/** Of a plan that is a folder of workbooks each has its own review. */
export interface ReviewOfDocument {
  readonly document: string;
  readonly review: ReviewView;
}

/** What an undo gave back, and the fields that were edited since and stay. */
export interface UndoneView {
  readonly edits: readonly JournalledEdit[];
  readonly kept: readonly { readonly item: string; readonly path: FieldPath }[];
}

/** What is no field and differs on one sheet of a file taken in, of which nobody has said anything yet. */
export interface BesideView {
  readonly file: string;
  readonly fileName: string;
  readonly sheet: string;
  /** The item that the sheet is, by `ItemSheet.key`; only such a sheet can be taken whole. */
  readonly item?: string;
  readonly list: readonly {
    readonly cell?: string;
    readonly kind: string;
    readonly base?: string;
    readonly theirs?: string;
  }[];
}

/** A request (修正依頼) on one box, as the side that asked sees it or as a section got it. */
export interface RequestView {
  readonly id: string;
  /** `ItemSheet.key`. */
  readonly item: string;
  readonly path: FieldPath;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by?: string;
  readonly status: 'open' | 'changed' | 'answered' | 'withdrawn';
  readonly answer?: string;
  /** The returned file that closed it. */
  readonly file?: string;
  /** The sections that it was sent to. */
  readonly sections: readonly string[];
}

/** What the window shows of an exchange outside of its dialog: at the boxes, in the header, before printing. */
export interface ExchangeSummary {
  /** The workbook was sent to this section: requests are to be answered here, not made. */
  readonly received: boolean;
  /** The step that it was sent for. */
  readonly step?: ReportingStep;
  /** ISO 8601 date. */
  readonly due?: string;
  readonly note?: string;
  /** Who sent it. */
  readonly sender?: string;
  /** ISO 8601. */
  readonly sentAt?: string;
  /** The section that it was sent to. */
  readonly section?: string;
  readonly requests: readonly RequestView[];
  /** Boxes of which a person has to decide, in the order of the plan; `item` is `ItemSheet.key`. */
  readonly conflicts: readonly { readonly item: string; readonly path: FieldPath }[];
  /** Other things to decide: resubmissions, sheets that nobody has identified. */
  readonly questions: number;
}

/** What became of a text, in the words of the record on paper and in its workbook; the screen translates them. */
export type RecordOutcome = '本庁の文' | '採用' | '統合' | '決定' | '未決定' | '差し替え前' | '不採用';

/** One line of the merge record (取込記録): which text came from whom, and who decided. */
export interface MergeRecordRow {
  readonly no: string;
  readonly title: string;
  readonly field: string;
  readonly outcome: RecordOutcome;
  readonly before: string;
  readonly after: string;
  readonly section: string;
  readonly who: string;
  /** ISO 8601, as the file says it. */
  readonly when: string;
  readonly file: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Who decided and on which day. */
  readonly decidedBy: string;
}

/** What was put into a folder for sending. */
export interface DistributedView {
  readonly folder: string;
  /** The folder, to be shown. */
  readonly output?: OutputRef;
  readonly files: readonly string[];
  readonly warnings: readonly Warning[];
  /** Files that got another name, since something that this plan did not put there has theirs. */
  readonly renamed: readonly { readonly file: string; readonly instead: string }[];
  /** Why not all of `total` went out: a person's stop, a full disk. What is out stays and is known. */
  readonly stopped?: Failure;
  readonly total?: number;
}

/** How one text became another, for the review before taking in: emptied boxes first, «空白のみ» labelled. */
export type ChangeKind = 'none' | 'emptied' | 'blanks-only' | 'filled' | 'edited';
