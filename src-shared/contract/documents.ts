import type { EditSource } from '../domain/edit-source.ts';
import type { Warning } from '../failures/failures.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { DrawnSheet, FormView } from '../form/form-view.ts';
import type { ItemSheet } from '../domain/item.ts';
import type { Plan } from '../domain/plan.ts';
import type { NumberRange } from './number-range.ts';

/** Main's name for an opened workbook; stays the same for the same document across saves and restarts. */
export type DocumentId = string;

/** What main knows about the file that a document lies in. */
export interface FileStamp {
  readonly size: number;
  readonly modified: number;
  readonly sha256: string;
}

/** An opened workbook as the renderer sees it. */
export interface DocumentView {
  readonly id: DocumentId;
  /** File name without folder, for titles and lists. */
  readonly name: string;
  /** The folder, for people to read only. */
  readonly folder: string;
  readonly sample: boolean;
  readonly readOnly: boolean;
  readonly stamp: FileStamp;
  readonly plan: Plan;
  readonly items: readonly ItemSheet[];
  readonly warnings: readonly Warning[];
  /** How the items' sheets lie (`ItemSheet.drawn`). */
  readonly sheets: readonly DrawnSheet[];
  /** What is known of its form; missing for the first form. */
  readonly form?: FormView;
  /** The form that the workbook brings, which a person is asked about; `differs` from the registered one, which it was read by. */
  readonly carried?: { readonly name: string; readonly differs: boolean };
  /** Accepted edits that the file does not hold yet, oldest first. */
  readonly drafts: readonly Draft[];
  /** Whose numbers the drafts have, and the last that it gave, to any document and to this: what the database is compared by (src-shared/recovery). */
  readonly journal: {
    readonly id: string;
    readonly lastEdit: number;
    readonly lastHere: number;
    readonly unseen: readonly NumberRange[];
  };
  /** What others have changed in the file since this document was read before, when it had to be read again. */
  readonly diskChanges: readonly DiskChange[];
}

/** A field that another program has changed in the file. */
export interface DiskChange {
  readonly item: string;
  readonly sheet: string;
  readonly path: FieldPath;
  readonly before: string;
  readonly after: string;
  /** The person's own unsaved text of this field. */
  readonly draft?: string;
  /** Both texts merged by whole lines; missing where they touch the same line. */
  readonly merged?: string;
}

/** The current unsaved text of one field. `item` is `ItemSheet.key`. */
export interface Draft {
  readonly item: string;
  readonly path: FieldPath;
  /** The text that the edit was made on; differs from the file's when the file changed meanwhile. */
  readonly base: string;
  readonly text: string;
  /** The field's step or indicator row is to go on saving (src-shared/rows). */
  readonly gone?: true;
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
}

/** An edit of the past as the journal remembers it: for a history that the window's database has lost. */
export interface PastEdit {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly item: string;
  readonly path: FieldPath;
  readonly before: string;
  readonly after: string;
  readonly by: string;
  readonly source: EditSource;
  /** The file's name at that time. */
  readonly file: string;
}

/** An accepted edit as the other windows hear of it. */
export interface AnnouncedEdit extends Draft {
  readonly document: DocumentId;
  readonly unlock?: true;
}

export interface EditAcknowledged {
  /** The journal's sequence number; the edit is on disk when this arrives. */
  readonly seq: number;
}

export interface Saved {
  readonly stamp: FileStamp;
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  /** The last edit that the file now holds. */
  readonly seq: number;
  readonly items: readonly ItemSheet[];
  readonly sheets: readonly DrawnSheet[];
  readonly form?: FormView;
  readonly warnings: readonly Warning[];
}

/** A file as it was before a save. */
export interface OldVersion {
  readonly id: string;
  /** ISO 8601, when it was replaced. */
  readonly at: string;
}

export interface RecentFile {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly openedAt: string;
  readonly missing: boolean;
  readonly pinned: boolean;
  /** Something typed in it is not in the file. */
  readonly unsaved: boolean;
}
