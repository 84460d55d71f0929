import type { Draft, FileStamp } from '../../src-shared/contract/documents.ts';
import type { NumberRange } from '../../src-shared/contract/number-range.ts';
import { given } from '../../src-shared/domain/given.ts';
import type { StoredValue } from '../../src-shared/domain/item.ts';
import { unreachable } from '../../src-shared/domain/result.ts';
import type { EditRecord, JournalRecord } from './record.ts';

/**
 * What the journal's records add up to: for each document its file and the drafts that the file does not hold yet.
 * A pure fold over the records, so that replaying after a crash and running on give the same.
 */
export interface JournalState {
  lastSeq: number;
  /** The last number that is an edit; what a database is compared by. */
  lastEdit: number;
  readonly documents: Map<string, DocumentState>;
  /**
   * Numbers up to the last one whose records this journal has never held or has lost: a draft elsewhere with such a number is one
   * that the journal knows nothing of. Ascending.
   */
  unseen: readonly NumberRange[];
}

export interface DocumentState {
  path: string;
  /** The file as it was opened or saved last. */
  stamp: FileStamp | undefined;
  touchedAt: string;
  /** The number of its last edit (0: none). */
  lastEdit: number;
  /** By item and field. */
  readonly drafts: Map<string, JournalDraft>;
  saving: PendingSave | undefined;
}

/** A draft with what main needs beyond the window's view of it. */
export interface JournalDraft extends Draft {
  readonly sheet?: string;
  readonly unlock?: true;
  readonly stored?: StoredValue;
}

/** A save between its announcement and its end. */
export interface PendingSave {
  readonly path: string;
  readonly sha256: string;
  readonly upTo: number;
  readonly temporary: string;
  /** The drafts' texts that the new file holds, by draft key. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Documents without drafts are remembered only so that a file keeps its id; beyond this many the oldest go. */
const rememberedDocuments = 500;

/** Beyond this many the oldest become one, the numbers between them included. */
const rangesKept = 200;

export const emptyJournal = (): JournalState => ({ lastSeq: 0, lastEdit: 0, documents: new Map(), unseen: [] });

/** Counts on to `seq`, noting the numbers that were passed over. */
export function passOver(state: JournalState, seq: number): void {
  if (seq <= state.lastSeq) return;
  const last = state.unseen.at(-1);
  const ranges: readonly NumberRange[] =
    last?.[1] === state.lastSeq
      ? [...state.unseen.slice(0, -1), [last[0], seq]]
      : [...state.unseen, [state.lastSeq + 1, seq]];
  const [first, second] = ranges;
  state.unseen =
    ranges.length > rangesKept && first !== undefined && second !== undefined
      ? [[first[0], second[1]], ...ranges.slice(2)]
      : ranges;
  state.lastSeq = seq;
}

export const draftKey = (item: string, field: string): string => `${item}\n${field}`;

/** Folds one record into the state. Records at or below `lastSeq` are already in it and change nothing. */
export function applyRecord(state: JournalState, record: JournalRecord): void {
  if (record.seq <= state.lastSeq) return;
  passOver(state, record.seq - 1);
  state.lastSeq = record.seq;
  const document = documentOf(state, record);
  document.touchedAt = record.at;
  switch (record.kind) {
    case 'opened':
      document.path = record.path;
      document.stamp = record.stamp;
      forgetOldest(state);
      return;
    case 'edit':
      state.lastEdit = record.seq;
      document.lastEdit = record.seq;
      applyEdit(document, record);
      return;
    case 'saving':
      document.saving = {
        path: record.path,
        sha256: record.sha256,
        upTo: record.upTo,
        temporary: record.temporary,
        texts: new Map(record.texts.map(({ item, field, text }) => [draftKey(item, field), text])),
      };
      return;
    case 'saved':
      document.path = record.path;
      document.stamp = record.stamp;
      settle(
        document,
        record.upTo,
        document.saving?.upTo === record.upTo ? document.saving.texts : textsUpTo(document, record.upTo),
      );
      return;
    case 'abandoned':
      document.saving = undefined;
      dropUnchanged(document);
      return;
    case 'moved':
      moveDrafts(document, new Map(record.items));
      return;
    case 'discarded':
      for (const [key, draft] of document.drafts) if (draft.seq <= record.upTo) document.drafts.delete(key);
      return;
    default:
      unreachable(record);
  }
}

function documentOf(state: JournalState, { document: id, at }: JournalRecord): DocumentState {
  const known = state.documents.get(id);
  if (known !== undefined) return known;
  const made: DocumentState = {
    path: '',
    stamp: undefined,
    touchedAt: at,
    lastEdit: 0,
    drafts: new Map(),
    saving: undefined,
  };
  state.documents.set(id, made);
  return made;
}

/** The base of an edit is the file's text as the person saw it, never the text of a draft before. */
function applyEdit(document: DocumentState, record: EditRecord): void {
  if (document.path === '' && record.path !== undefined) document.path = record.path;
  const key = draftKey(record.item, record.field);
  const before = document.drafts.get(key);
  const unlock = record.unlock ?? before?.unlock;
  const sheet = record.sheet ?? before?.sheet;
  const draft: JournalDraft = {
    item: record.item,
    path: record.field,
    base: record.base,
    text: record.text,
    seq: record.seq,
    at: record.at,
    ...(unlock === undefined ? {} : { unlock }),
    ...given({ gone: record.gone, stored: record.stored }),
    ...(sheet === undefined ? {} : { sheet }),
  };
  document.drafts.set(key, draft);
  dropUnchanged(document);
}

function moveDrafts(document: DocumentState, items: ReadonlyMap<string, string>): void {
  const drafts = [...document.drafts.values()];
  document.drafts.clear();
  for (const draft of drafts) {
    const item = items.get(draft.item) ?? draft.item;
    document.drafts.set(draftKey(item, draft.path), { ...draft, item });
  }
}

/** Back at the file's text means nothing to save, unless a blank row is to go; but while a save is under way the file's text is about to change. */
function dropUnchanged(document: DocumentState): void {
  for (const [key, draft] of document.drafts) {
    if (draft.text === draft.base && draft.gone !== true && document.saving?.texts.has(key) !== true)
      document.drafts.delete(key);
  }
}

function textsUpTo(document: DocumentState, upTo: number): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, draft] of document.drafts) if (draft.seq <= upTo) texts.set(key, draft.text);
  return texts;
}

/**
 * The file now holds `texts`: those drafts go, and later edits of the same fields stand on what was saved. A draft that
 * the file has no place for (its sheet was deleted in Excel) is not among them and stays.
 */
function settle(document: DocumentState, upTo: number, texts: ReadonlyMap<string, string>): void {
  document.saving = undefined;
  for (const [key, draft] of document.drafts) {
    const saved = texts.get(key);
    if (saved === undefined) continue;
    if (draft.seq <= upTo) document.drafts.delete(key);
    else document.drafts.set(key, { ...draft, base: saved });
  }
  dropUnchanged(document);
}

function forgetOldest(state: JournalState): void {
  if (state.documents.size <= rememberedDocuments) return;
  const idle = [...state.documents].filter(
    ([, document]) => document.drafts.size === 0 && document.saving === undefined,
  );
  idle.sort(([, a], [, b]) => (a.touchedAt < b.touchedAt ? -1 : 1));
  for (const [id] of idle.slice(0, state.documents.size - rememberedDocuments)) state.documents.delete(id);
}
