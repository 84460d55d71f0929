import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import type { StoredValue } from '../../../src-shared/domain/item.ts';
import type { MasterPlace } from './base-places.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { FieldEdit } from '../../engine/types.ts';
import type { OtherDifference } from './compare-contents.ts';
import { ExchangeState } from './exchange-state.ts';
import { knowledgeOf } from './knowledge.ts';
import { openQuestions, type Question } from './questions.ts';
import { readReturned, type MasterNow, type ReadFile, type ReadInput } from './read-returned.ts';
import type { KnownBase, RecognitionWarning } from './recognise.ts';
import type { FileRecord, RecordOf } from './records.ts';
import { reviewFile, type ItemReview } from './review.ts';
import { notTakenOf } from './ledger.ts';
import { undecided, type OpenQuestion } from './undecided.ts';
import type { FieldEntry } from './field-entry.ts';
import type { Memory } from './memory.ts';

/** One returned file as the review shows it before anything happens. */
export type CollectedFile =
  | { readonly kind: 'unreadable'; readonly name: string; readonly failure: Failure }
  | {
      readonly kind: 'read';
      readonly name: string;
      readonly record: FileRecord;
      readonly items: readonly ItemReview[];
      readonly other: readonly OtherDifference[];
      readonly warnings: readonly RecognitionWarning[];
      /** What reading it warned about. */
      readonly problems: readonly Warning[];
      /** The same content was taken in before. */
      readonly known: boolean;
    };

export interface Collection {
  readonly files: readonly CollectedFile[];
  /** The exchange as it is with these files taken in. */
  readonly state: ExchangeState;
  /** Bases to archive with the files. */
  readonly bases: readonly (KnownBase & { readonly workbook?: Uint8Array })[];
  /** What taking in changes in the master. */
  readonly edits: readonly FieldEdit[];
  /** The record to append when it is taken in; `undefined` when there is nothing new. */
  readonly record: RecordOf<'collected'> | undefined;
  /** Everything that waits for a person. */
  readonly open: readonly OpenQuestion[];
  readonly questions: readonly Question[];
  readonly conflicts: readonly FieldEntry[];
  /**
   * Fields in conflict, sheets that nobody has identified, unanswered questions, of earlier files too; files that cannot
   * be read.
   */
  readonly undecided: number;
  /** What was typed into these files beside the form, and so does not come into the plan (ledger.ts). */
  readonly notTaken: number;
}

/** Who collects and when, for the record. */
export interface Stamp {
  readonly id: string;
  readonly at: string;
  readonly by?: string;
}

/** Reads returned files and weighs them: `readReturned` and `weigh` in one, where no worker stands between. */
export function collect(input: Omit<ReadInput, 'archived'> & { readonly memory: Memory }, stamp: Stamp): Collection {
  const { memory, ...rest } = input;
  return weigh(input.master, memory, readReturned({ ...rest, archived: memory.bases }), stamp);
}

/**
 * Weighs returned files together with everything that was taken in before. Nothing is written: the caller shows the
 * result, and takes it in by one step or not at all.
 */
export function weigh(master: MasterNow, memory: Memory, read: readonly ReadFile[], stamp: Stamp): Collection {
  const knowledge = knowledgeOf(memory.records);
  const before = new Map([...knowledge.files, ...knowledge.leftOut]);
  const fresh = freshFiles(before, read);
  const record: RecordOf<'collected'> = { kind: 'collected', ...stamp, files: [...fresh], writes: [] };
  const bases = new Map(memory.bases);
  const added = new Map<string, KnownBase & { readonly workbook?: Uint8Array }>();
  for (const file of read) {
    if (file.kind === 'unreadable' || bases.has(file.base.id)) continue;
    bases.set(file.base.id, file.base.snapshot);
    added.set(file.base.id, {
      ...file.base,
      ...(file.baseWorkbook === undefined ? {} : { workbook: file.baseWorkbook }),
    });
  }
  const records = fresh.length === 0 ? memory.records : [...memory.records, record];
  const state = new ExchangeState({ records, bases }, master.snapshot, descendsOf(master));
  const seen = new Set<string>();
  const files = read.map((file): CollectedFile => {
    if (file.kind === 'unreadable') return file;
    const { name, other, warnings, problems } = file;
    const known = before.has(file.record.hash) || seen.has(file.record.hash);
    seen.add(file.record.hash);
    const best = state.files.get(file.record.hash) ?? state.knowledge.leftOut.get(file.record.hash) ?? file.record;
    return {
      kind: 'read',
      name,
      record: best,
      items: reviewFile(state, best),
      other,
      warnings,
      problems,
      known,
    };
  });
  const conflicts = state.fields().filter((entry) => entry.resolution.kind === 'conflict');
  const questions = openQuestions(state);
  const unreadable = files.filter((file) => file.kind === 'unreadable').length;
  const writes = pendingWrites(state);
  const open = undecided(state).map(({ question }) => question);
  return {
    files,
    state,
    bases: [...added.values()],
    edits: collectedEdits(master, writes),
    record:
      fresh.length === 0 && writes.length === 0
        ? undefined
        : { ...record, writes: writeRecords(state, writes, record.id) },
    questions,
    conflicts,
    open,
    undecided: open.length + unreadable,
    notTaken: files.reduce((sum, file) => sum + (file.kind === 'read' ? notTakenOf(state, file) : 0), 0),
  };
}

/** What is written into the master's workbook. */
export const collectedEdits = (master: MasterNow, writes: readonly PendingWrite[]): readonly FieldEdit[] =>
  writes.map(({ entry, after }) => ({
    item: master.keys[entry.item]!,
    path: entry.path,
    text: after,
    ...storedFor(entry, after),
  }));

/** The same as edits of the open workbook. */
export const editsFor = (master: MasterNow, writes: readonly PendingWrite[]): readonly ExchangeEdit[] =>
  writes.map(({ entry, before, after }) => ({
    item: master.keys[entry.item]!,
    path: entry.path,
    before,
    after,
    ...storedFor(entry, after),
  }));

/** What the version that gave a text holds beside it. */
function storedFor({ state }: FieldEntry, text: string): Pick<FieldEdit, 'stored'> {
  const stored = state.versions.find((version) => version.value === text && version.unfit !== true)?.stored;
  return stored === undefined ? {} : { stored };
}

export const descendsOf = ({ descends }: MasterNow): ReadonlySet<string> | undefined =>
  descends === undefined ? undefined : new Set(descends);

/** Files whose content is new, or that are better recognised now than when they first came; each once. */
function freshFiles(before: ReadonlyMap<string, FileRecord>, read: readonly ReadFile[]): readonly FileRecord[] {
  const order = ['export', 'base', 'given', 'likeness'];
  const fresh = new Map<string, FileRecord>();
  for (const file of read) {
    if (file.kind === 'unreadable') continue;
    const { record } = file;
    const known = before.get(record.hash);
    const better = known === undefined || order.indexOf(record.recognisedBy) < order.indexOf(known.recognisedBy);
    if (better && !fresh.has(record.hash)) fresh.set(record.hash, record);
  }
  return [...fresh.values()];
}

/** A field whose shown text is not in the master yet. */
export interface PendingWrite {
  readonly entry: FieldEntry;
  readonly before: string;
  readonly after: string;
}

export function pendingWrites(state: ExchangeState): readonly PendingWrite[] {
  return state.fields().flatMap((entry): PendingWrite[] => {
    const { mine, resolution } = entry;
    if (mine === undefined || resolution.kind === 'conflict' || resolution.text === mine) return [];
    return [{ entry, before: mine, after: resolution.text }];
  });
}

/** What is written, in the terms of a base that will still be there when the master has changed. */
export function writeRecords(
  state: ExchangeState,
  writes: readonly PendingWrite[],
  record: string,
): RecordOf<'collected'>['writes'] {
  return writes.flatMap(({ entry, before, after }, index) => {
    const place = basePlaceOf(state, entry);
    if (place === undefined) return [];
    const { versions, written } = entry.remember;
    const covers = written.flatMap((text) => text.covers);
    const [own] = versions;
    const held = storedBefore(state, entry, before, after);
    if (own === undefined) return [{ ...place, before, after, ...held, covers }];
    const id = `own ${record} ${index}`;
    return [
      {
        ...place,
        before,
        after,
        ...held,
        covers: covers.map((known) => (known === own.file ? id : known)),
        own: { id, base: own.base, after: [...(own.after ?? [])] },
      },
    ];
  });
}

/** What a box holds before it is written, where its text alone would not bring that back: `36` as a number, or as a text. */
function storedBefore(
  { master }: ExchangeState,
  entry: FieldEntry,
  before: string,
  after: string,
): { readonly stored?: StoredValue } {
  const stored = master.items[entry.item]?.values?.[entry.path];
  if (stored?.kind === 'number' || stored?.kind === 'runs') return { stored };
  const becomesNumber = storedFor(entry, after).stored?.kind === 'number';
  return becomesNumber && before !== '' ? { stored: { kind: 'runs', runs: [{ text: before }] } } : {};
}

/** A field of the master in the terms of one of the bases that its texts came from. */
export function basePlaceOf(
  state: ExchangeState,
  entry: FieldEntry,
): { readonly base: string; readonly item: number; readonly path: FieldPath } | undefined {
  const isHere = (place: MasterPlace): boolean => place.item === entry.item && place.path === entry.path;
  for (const { file: hash } of entry.state.versions) {
    const file = state.files.get(hash);
    for (const reading of file?.items ?? []) {
      if (reading.status === 'missing') continue;
      for (const { place, change, from } of state.changesOf(file!, reading))
        if (isHere(place)) return { base: from.base, item: from.item, path: change.path };
    }
  }
  // A text goes back whose file has no say any more.
  for (const record of state.memory.records) {
    if (record.kind !== 'collected') continue;
    for (const { base, item, path } of record.writes) {
      const place = state.places(base)?.field(item, path);
      if (place !== undefined && isHere(place)) return { base, item, path };
    }
  }
  return undefined;
}
