import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { AnnouncedEdit, DocumentId, Draft } from '../../src-shared/contract/documents.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { createKeyedSignal, createStore } from './store.ts';
import { fileItemOf, type FieldRef, type ItemRef } from './session.ts';

/**
 * The text that each box has now: the draft where there is one, else the workbook's. Kept out of the session store,
 * so that an edit wakes only those who watch that box, that sheet or the whole.
 */

/** A draft in memory. `seq` is missing until the journal has acknowledged it. */
export interface LiveDraft {
  readonly base: string;
  readonly text: string;
  readonly seq?: number;
  readonly at: string;
  readonly unlocked?: boolean;
  /** The box's row is to go. */
  readonly gone?: true;
}

type ItemDrafts = Map<FieldPath, LiveDraft>;
const drafts = new Map<DocumentId, Map<string, ItemDrafts>>();
const signal = createKeyedSignal();
const itemRevisions = new Map<string, number>();

/** Counts every change of any text; lists and counts watch it. */
export const revision = createStore(0);

export const itemKey = (ref: ItemRef): string => `${ref.document}\n${ref.item}`;
const fieldKey = (ref: FieldRef): string => `${itemKey(ref)}\n${ref.path}`;

const itemDrafts = (ref: ItemRef): ItemDrafts | undefined => drafts.get(ref.document)?.get(ref.item);

function emit(ref: ItemRef, paths: Iterable<FieldPath>): void {
  itemRevisions.set(itemKey(ref), (itemRevisions.get(itemKey(ref)) ?? 0) + 1);
  for (const path of paths) signal.emit(fieldKey({ ...ref, path }));
  signal.emit(itemKey(ref));
}

/** What the workbook itself holds; empty for a field that the sheet does not have. */
export const fileText = (ref: FieldRef): string => fileItemOf(ref)?.fields[ref.path]?.text ?? '';

export const draftOf = (ref: FieldRef): LiveDraft | undefined => itemDrafts(ref)?.get(ref.path);

export const textOf = (ref: FieldRef): string => itemDrafts(ref)?.get(ref.path)?.text ?? fileText(ref);

/** The texts of one sheet by path, without looking the sheet up again for each. */
export function textsOf(ref: ItemRef, sheet: ItemSheet): (path: FieldPath) => string {
  const own = itemDrafts(ref);
  return (path) => own?.get(path)?.text ?? sheet.fields[path]?.text ?? '';
}

/** The drafts of one sheet that differ from the workbook. */
export const changedPaths = (ref: ItemRef): readonly FieldPath[] => [...(itemDrafts(ref)?.keys() ?? [])];

export const changedItems = (document: DocumentId): readonly string[] => [...(drafts.get(document)?.keys() ?? [])];

export function draftCount(document: DocumentId): number {
  let count = 0;
  for (const own of drafts.get(document)?.values() ?? []) count += own.size;
  return count;
}

/** A draft whose workbook text changed under it: neither is thrown away, a person chooses. */
export const isConflict = (ref: FieldRef): boolean => {
  const draft = draftOf(ref);
  return draft !== undefined && draft.base !== fileText(ref) && draft.text !== fileText(ref);
};

export function conflictsOf(document: DocumentId): readonly FieldRef[] {
  const found: FieldRef[] = [];
  for (const [item, own] of drafts.get(document) ?? []) {
    for (const path of own.keys()) if (isConflict({ document, item, path })) found.push({ document, item, path });
  }
  return found;
}

function write(ref: FieldRef, draft: LiveDraft | undefined): void {
  let byItem = drafts.get(ref.document);
  if (byItem === undefined) drafts.set(ref.document, (byItem = new Map()));
  let own = byItem.get(ref.item);
  if (own === undefined) byItem.set(ref.item, (own = new Map()));
  if (draft === undefined) own.delete(ref.path);
  else own.set(ref.path, draft);
  if (own.size === 0) byItem.delete(ref.item);
}

/** The drafts of one sheet by path. */
export const draftsOf = (ref: ItemRef): ReadonlyMap<FieldPath, LiveDraft> => itemDrafts(ref) ?? new Map();

/** Sets the text of a box in memory; a text equal to the workbook's is no draft, unless the box's row is to go. */
export function setText(
  ref: FieldRef,
  text: string,
  at: string,
  { unlocked, gone }: Pick<LiveDraft, 'unlocked' | 'gone'> = {},
): void {
  const known = draftOf(ref);
  const base = known?.base ?? fileText(ref);
  const keep = text !== fileText(ref) || gone === true;
  const marks = { ...((unlocked ?? known?.unlocked) ? { unlocked: true } : {}), ...(gone === true ? { gone } : {}) };
  write(ref, keep ? { base, text, at, ...marks } : undefined);
  emit(ref, [ref.path]);
  revision.update((now) => now + 1);
}

/** Takes the workbook's present text as the one that the draft was made on: the person has seen both. */
export function rebase(ref: FieldRef): void {
  const draft = draftOf(ref);
  if (draft === undefined) return;
  write(ref, { ...draft, base: fileText(ref) });
  emit(ref, [ref.path]);
  revision.update((now) => now + 1);
}

/** Notes the journal's number of a draft, if the draft has not been changed since. */
export function acknowledge(ref: FieldRef, text: string, seq: number): void {
  const draft = draftOf(ref);
  if (draft !== undefined && draft.text === text) write(ref, { ...draft, seq });
}

/** Takes over the edit of another window. */
export function takeEdit({ document, item, path, base, text, seq, at, unlock, gone }: AnnouncedEdit): void {
  const ref = { document, item, path };
  if ((draftOf(ref)?.seq ?? 0) >= seq) return;
  const keep = text !== fileText(ref) || gone === true;
  const marks = { ...(unlock === true ? { unlocked: true } : {}), ...(gone === true ? { gone } : {}) };
  write(ref, keep ? { base, text, seq, at, ...marks } : undefined);
  emit(ref, [path]);
  revision.update((now) => now + 1);
}

/**
 * Takes over the drafts that main reports for a workbook; the ones in memory before are replaced, but for those that the
 * journal has not acknowledged yet.
 */
export function loadDrafts(document: DocumentId, reported: readonly Draft[]): void {
  const before = drafts.get(document) ?? new Map<string, ItemDrafts>();
  drafts.set(document, new Map());
  for (const { item, path, base, text, seq, at, gone } of reported) {
    const ref = { document, item, path };
    const same = text === fileText(ref) && gone === undefined;
    write(ref, same ? undefined : { base, text, seq, at, ...(gone === undefined ? {} : { gone }) });
  }
  for (const [item, own] of before) {
    for (const [path, draft] of own) if (draft.seq === undefined) write({ document, item, path }, draft);
  }
}

/** After a save: drafts up to `seq` are in the file now; later ones stand on the file's new text. */
export function settleDrafts(document: DocumentId, seq: number): void {
  for (const [item, own] of drafts.get(document) ?? []) {
    for (const [path, draft] of own) {
      const ref = { document, item, path };
      const inFile =
        (draft.text === fileText(ref) && draft.gone !== true) || (draft.seq !== undefined && draft.seq <= seq);
      write(ref, inFile ? undefined : { ...draft, base: fileText(ref) });
    }
  }
}

/** Wakes everyone who watches a workbook: after opening, saving or closing it. */
export function emitDocument(document: DocumentId, sheets: readonly ItemSheet[]): void {
  for (const sheet of sheets) emit({ document, item: sheet.key }, Object.keys(sheet.fields) as FieldPath[]);
  revision.update((now) => now + 1);
}

export const forgetTexts = (document: DocumentId): void => {
  drafts.delete(document);
  revision.update((now) => now + 1);
};

export const subscribeField = (ref: FieldRef, listener: () => void): (() => void) =>
  signal.subscribe(fieldKey(ref), listener);
export const subscribeItem = (ref: ItemRef, listener: () => void): (() => void) =>
  signal.subscribe(itemKey(ref), listener);
export const itemRevision = (ref: ItemRef): number => itemRevisions.get(itemKey(ref)) ?? 0;
