import type { Failure } from '../../src-shared/failures.ts';
import type { FieldPath } from '../../src-shared/fields.ts';
import type { FieldEdit } from '../workbook/types.ts';
import { compareContents, type OtherDifference } from './compare-contents.ts';
import { ExchangeState, type FieldEntry, type Memory } from './exchange-state.ts';
import { contentsOf, openExchanged, type ExchangedWorkbook } from './open-exchanged.ts';
import { openQuestions, type Question } from './questions.ts';
import { recognise, type KnownBase, type RecognisedFile, type RecognitionWarning } from './recognise.ts';
import type { FileRecord, RecordOf } from './records.ts';
import { openSheets, reviewFile, type ItemReview } from './review.ts';
import type { SheetContents } from './snapshot.ts';

/** A file that somebody sent back, as it came. */
export interface ReturnedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CollectInput {
  readonly master: ExchangedWorkbook;
  readonly returned: readonly ReturnedFile[];
  /** The base for files that carry none. */
  readonly given?: ExchangedWorkbook;
  readonly memory: Memory;
  /** The archived workbook of a base, for comparing what is no field. */
  readonly baseWorkbook?: (id: string) => Uint8Array | undefined;
  /** Leaves out what is no field, which costs another pass over every sheet. */
  readonly fieldsOnly?: boolean;
}

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
  readonly questions: readonly Question[];
  readonly conflicts: readonly FieldEntry[];
  /** Fields in conflict, sheets that nobody has identified, unanswered questions, of earlier files too; files that cannot be read. */
  readonly undecided: number;
}

/**
 * Weighs returned files together with everything that was taken in before. Nothing is written: the caller shows the
 * result, and takes it in by one step or not at all.
 */
export function collect(input: CollectInput, stamp: { readonly id: string; readonly at: string; readonly by?: string }): Collection {
  const sources = sourcesOf(input);
  const opened = input.returned.map((file) => ({ file, workbook: openExchanged(file.bytes) }));
  const recognised = opened.map(({ file, workbook }) =>
    workbook.ok ? { file, workbook: workbook.value, found: recognise(file.name, workbook.value, sources) } : { file, failure: workbook.failure },
  );
  const before = new ExchangeState(input.memory, input.master.snapshot);
  const found = recognised.flatMap((entry) => (entry.found === undefined ? [] : [entry.found]));
  const fresh = freshFiles(before, found);
  const record: RecordOf<'collected'> = { kind: 'collected', ...stamp, files: [...fresh], writes: [] };
  const bases = new Map(input.memory.bases);
  for (const { base } of found) if (!bases.has(base.id)) bases.set(base.id, base.snapshot);
  const records = fresh.length === 0 ? input.memory.records : [...input.memory.records, record];
  const state = new ExchangeState({ records, bases }, input.master.snapshot, new Set(input.master.marks.descends));
  const contents = new ContentsOfBases(input);
  const files = recognised.map((entry): CollectedFile => {
    if (entry.found === undefined) return { kind: 'unreadable', name: entry.file.name, failure: entry.failure };
    return {
      kind: 'read',
      name: entry.file.name,
      record: entry.found.record,
      items: reviewFile(state, entry.found.record),
      other: input.fieldsOnly === true ? [] : othersOf(entry.workbook, entry.found, contents),
      warnings: entry.found.warnings,
      known: before.files.has(entry.found.record.hash),
    };
  });
  const conflicts = state.fields().filter((entry) => entry.resolution.kind === 'conflict');
  const questions = openQuestions(state);
  const unreadable = files.filter((file) => file.kind === 'unreadable').length;
  const writes = writesOf(state);
  return {
    files,
    state,
    bases: found.filter(({ base }) => !input.memory.bases.has(base.id)).map(({ base }) => withWorkbook(base, input)),
    edits: writes.map(({ entry, after }) => ({ item: input.master.opened.items[entry.item]!.key, path: entry.path, text: after })),
    record: fresh.length === 0 && writes.length === 0 ? undefined : { ...record, writes: writeRecords(state, writes) },
    questions,
    conflicts,
    undecided: conflicts.length + openSheets(state).length + questions.length + unreadable,
  };
}

function sourcesOf(input: CollectInput): Parameters<typeof recognise>[2] {
  return {
    master: { id: `m-${input.master.hash}`, snapshot: input.master.snapshot },
    ...(input.given === undefined ? {} : { given: { id: `f-${input.given.hash}`, snapshot: input.given.snapshot } }),
    archived: input.memory.bases,
  };
}

/** Files whose content is new, or that are better recognised now than when they first came; each once. */
function freshFiles(before: ExchangeState, found: readonly RecognisedFile[]): readonly FileRecord[] {
  const order = ['export', 'base', 'given', 'likeness'];
  const fresh = new Map<string, FileRecord>();
  for (const { record } of found) {
    const known = before.files.get(record.hash);
    const better = known === undefined || order.indexOf(record.recognisedBy) < order.indexOf(known.recognisedBy);
    if (better && !fresh.has(record.hash)) fresh.set(record.hash, record);
  }
  return [...fresh.values()];
}

function withWorkbook(base: KnownBase, input: CollectInput): KnownBase & { readonly workbook?: Uint8Array } {
  if (input.given !== undefined && base.id === `f-${input.given.hash}`) return { ...base, workbook: input.given.bytes };
  return base.id === `m-${input.master.hash}` ? { ...base, workbook: input.master.bytes } : base;
}

interface Write {
  readonly entry: FieldEntry;
  readonly before: string;
  readonly after: string;
}

function writesOf(state: ExchangeState): readonly Write[] {
  return state.fields().flatMap((entry): Write[] => {
    const { mine, resolution } = entry;
    if (mine === undefined || resolution.kind === 'conflict' || resolution.text === mine) return [];
    return [{ entry, before: mine, after: resolution.text }];
  });
}

/** What is written, in the terms of a base that will still be there when the master has changed. */
function writeRecords(state: ExchangeState, writes: readonly Write[]): RecordOf<'collected'>['writes'] {
  return writes.flatMap(({ entry, before, after }) => {
    const place = basePlaceOf(state, entry);
    if (place === undefined) return [];
    const covers = entry.state.versions.map((version) => version.file);
    return [{ ...place, before, after, covers: [...new Set(covers)] }];
  });
}

/** A field of the master in the terms of one of the bases that its texts came from. */
export function basePlaceOf(
  state: ExchangeState,
  entry: FieldEntry,
): { readonly base: string; readonly item: number; readonly path: FieldPath } | undefined {
  for (const { file: hash } of entry.state.versions) {
    const file = state.files.get(hash);
    if (file === undefined) continue;
    for (const reading of file.items) {
      if (reading.status === 'missing' || reading.status === 'new') continue;
      for (const { place, change } of state.changesOf(file, reading)) {
        if (place.item === entry.item && place.path === entry.path) return { base: file.base, item: reading.base, path: change.path };
      }
    }
  }
  return undefined;
}

/** Takes stock of each base once, when it is first needed. */
class ContentsOfBases {
  readonly #input: CollectInput;
  readonly #known = new Map<string, readonly SheetContents[] | undefined>();

  constructor(input: CollectInput) {
    this.#input = input;
  }

  of(base: KnownBase): readonly SheetContents[] | undefined {
    if (!this.#known.has(base.id)) this.#known.set(base.id, this.#take(base));
    return this.#known.get(base.id);
  }

  #take(base: KnownBase): readonly SheetContents[] | undefined {
    const { given, master } = this.#input;
    if (given !== undefined && base.id === `f-${given.hash}`) return contentsOf(given);
    if (base.id === `m-${master.hash}`) return contentsOf(master);
    if (base.snapshot.sheets !== undefined) return base.snapshot.sheets;
    const bytes = this.#input.baseWorkbook?.(base.id);
    const opened = bytes === undefined ? undefined : openExchanged(bytes);
    return opened?.ok === true ? contentsOf(opened.value) : undefined;
  }
}

function othersOf(workbook: ExchangedWorkbook, found: RecognisedFile, contents: ContentsOfBases): readonly OtherDifference[] {
  return compareContents(found.base.snapshot, workbook.snapshot, found.comparison, contents.of(found.base), contentsOf(workbook));
}
