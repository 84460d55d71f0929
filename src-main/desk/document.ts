import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { DiskChange, DocumentId, DocumentView, Draft, FileStamp } from '../../src-shared/contract/documents.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { shownItemName } from '../../src-shared/domain/item-name.ts';
import { isTemporaryPlace } from '../files/file-place.ts';
import { homelessDrafts } from '../../src-shared/recovery/disk-changes.ts';
import type { Journal } from '../journal/journal.ts';
import { given } from '../../src-shared/domain/given.ts';
import type { JournalDraft } from '../journal/state.ts';
import { fieldOf } from '../../src-shared/form/rows.ts';
import type { WorkbookContents } from '../engine/jobs/requests.ts';
import type { FieldEdit } from '../engine/types.ts';

/** A workbook that is open: its file as it was read, and what was found in it. */
export interface OpenDocument {
  readonly id: DocumentId;
  readonly path: string;
  readonly sample: boolean;
  readonly readOnly: boolean;
  readonly stamp: FileStamp;
  /** The bytes of the stamp, kept so that drafts can still be saved elsewhere when the stick is gone. */
  readonly bytes: Uint8Array;
  readonly contents: WorkbookContents;
  /** What others had changed in the file when it was read again. */
  readonly diskChanges: readonly DiskChange[];
  /** The texts that the last save replaced, by draft key: a window may still name one of them as the base of an edit. */
  readonly replaced: ReadonlyMap<string, string>;
}

/** The document as the renderer sees it. */
export function viewOf(document: OpenDocument, journal: Journal): DocumentView {
  const { id, sample, readOnly, stamp, contents, diskChanges } = document;
  const drafts = journal.draftsOf(id);
  return {
    id,
    name: path.basename(document.path),
    folder: path.dirname(document.path),
    sample,
    readOnly,
    stamp,
    plan: contents.plan,
    items: contents.items,
    sheets: contents.sheets,
    ...(contents.form === undefined ? {} : { form: contents.form }),
    ...(contents.carried === undefined
      ? {}
      : { carried: { name: contents.carried.description.name, differs: contents.carried.differs } }),
    warnings: [...placeWarnings(document.path), ...homelessWarnings(contents, drafts), ...contents.warnings],
    drafts,
    journal: {
      id: journal.id,
      lastEdit: journal.lastEdit,
      lastHere: journal.document(id)?.lastEdit ?? 0,
      unseen: journal.unseen,
    },
    diskChanges,
  };
}

const placeWarnings = (file: string): readonly Warning[] =>
  isTemporaryPlace(file) ? [{ kind: 'place', reason: 'temporary', file: path.basename(file) }] : [];

function homelessWarnings({ items }: WorkbookContents, drafts: readonly JournalDraft[]): readonly Warning[] {
  const counts = new Map<string, number>();
  for (const { sheet, item } of homelessDrafts(items, drafts) as readonly JournalDraft[]) {
    const name = shownItemName(sheet ?? item);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([sheet, count]) => ({ kind: 'draft-homeless', reason: 'some', sheet, values: { count } }));
}

/** Whether saving to the file is refused by its rights. A person who made it read-only means it, root or not. */
export async function isReadOnly(file: string): Promise<boolean> {
  try {
    if (((await stat(file)).mode & 0o222) === 0) return true;
    await access(file, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** What a call about a document answers when none of that id is open. */
export const notOpen: Failure = { kind: 'not-found', reason: 'file' };

/** The failure with the document's file name as its place, unless it has one. */
export const inFile = (failure: Failure, file: string): Failure =>
  failure.file === undefined ? { ...failure, file: path.basename(file) } : failure;

export const itemOf = (document: OpenDocument, key: string): ItemSheet | undefined =>
  document.contents.items.find((item) => item.key === key);

/** Drafts as the workbook engine writes them. */
export const editsOf = (drafts: readonly (Draft & Pick<JournalDraft, 'stored'>)[]): readonly FieldEdit[] =>
  drafts.map(({ item, path: field, text, gone, stored }) => ({
    item,
    path: field,
    text,
    ...given({ gone, stored }),
  }));

/** Why a field may be written only after the person has unlocked it. */
export function lockOf(item: ItemSheet, path: FieldPath): Failure | undefined {
  const { sheet } = item;
  const field = fieldOf(item, path);
  if (field?.formula !== undefined) return { kind: 'locked', reason: 'formula', sheet, cell: field.cell };
  return field?.locked === true ? { kind: 'locked', reason: 'cell', sheet, cell: field.cell } : undefined;
}
