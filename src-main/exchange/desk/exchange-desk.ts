import { readInParts } from './read-in-parts.ts';
import { basename } from 'node:path';
import type {
  DistributedView,
  ExchangeEdit,
  ExchangeView,
  JournalledEdit,
  MergeRecordRow,
  ReviewOfDocument,
  ReviewView,
  UndoneView,
} from '../../../src-shared/domain/exchange.ts';
import type { SendingChoice } from '../../../src-shared/contract/sending.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { readFileStamped } from '../../files/read-file.ts';
import {
  basePlaceOf,
  editsFor,
  pendingWrites,
  weigh,
  writeRecords,
  type Collection,
  type PendingWrite,
} from '../core/collect.ts';
import { ExchangeState } from '../core/exchange-state.ts';
import { fieldKey } from '../core/field-states.ts';
import { archive } from '../folder/finish-collecting.ts';
import { closingRecords, type Closing } from '../folder/close-sendings.ts';
import { findMemory } from '../folder/keep-sendings.ts';
import { mergeRecordRows } from '../core/merge-record-rows.ts';
import {
  identify,
  masterOf,
  openExchangeOf,
  stampOf,
  type ExchangeDeskOptions,
  type OpenedExchange,
} from './opened-exchange.ts';
import { planFolderOf } from '../folder/plan-folder-place.ts';
import { newId, PlanFolder } from '../folder/plan-folder.ts';
import { planFileOf, sendWorkbooks } from './send-workbooks.ts';
import type { Watching } from '../core/watching.ts';
import type { ReturnedFile } from '../core/read-returned.ts';
import type { LogRecord, RecordOf } from '../core/records.ts';
import { undoCollecting } from '../core/undo-collecting.ts';
import { baseItemOf } from '../core/answering.ts';
import { leaveOut, type LeftOutBox } from './leave-out.ts';
import { filesOfPlan } from './files-of-plan.ts';
import { exchangeParts, reviewView } from './views.ts';

interface PendingReview {
  readonly document: string;
  readonly collection: Collection;
  readonly returned: readonly ReturnedFile[];
}

/**
 * The exchange behind the window. It remembers in the plan folder only, reads that anew for every answer (a colleague may
 * have added to it), and never writes the workbook: what it takes in goes back to the window as ordinary edits.
 */
export class ExchangeDesk {
  readonly #options: ExchangeDeskOptions;
  readonly #reviews = new Map<string, PendingReview>();
  readonly #folders = new Map<string, PlanFolder>();

  constructor(options: ExchangeDeskOptions) {
    this.#options = options;
  }

  async view(document: string): Promise<Result<ExchangeView, Failure>> {
    const found = this.#options.document(document);
    if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
    const kept = await findMemory(found.path, () => identify(found));
    if (!kept.ok) return kept;
    const { folder, memory, warnings, several = [] } = kept.value;
    const master = masterOf(found);
    const beside = planFolderOf(found.path);
    const others = folder === undefined ? [] : await folder.enter(this.#options.person());
    if (folder !== undefined) this.#folders.set(document, folder);
    return ok({
      folder: folder?.path ?? beside,
      elsewhere: folder !== undefined && folder.path !== beside,
      unread: folder?.unread ?? 0,
      warnings,
      several: several.map((path) => basename(path)),
      others,
      ...exchangeParts(new ExchangeState(memory, master.snapshot), master.keys, this.#options.years?.() ?? 'western'),
    });
  }

  /** Says good-bye in every plan folder, so that others are not told of someone who has gone. */
  async leave(): Promise<void> {
    for (const folder of this.#folders.values()) await folder.leave();
  }

  /** Reads returned files and shows what taking them in would do; nothing happens yet. */
  async review(
    document: string,
    paths: readonly string[],
    watching: Watching = {},
  ): Promise<Result<ReviewView, Failure>> {
    const reviews = await this.reviewAmong([document], paths, watching);
    if (!reviews.ok) return reviews;
    const review = reviews.value[0]?.review;
    return review === undefined ? err({ kind: 'not-found', reason: 'file' }) : ok(review);
  }

  /** The same of a plan that is a folder: each file goes to the workbook that it was made from, and each such workbook has a review. */
  async reviewAmong(
    documents: readonly string[],
    paths: readonly string[],
    watching: Watching = {},
  ): Promise<Result<readonly ReviewOfDocument[], Failure>> {
    const groups = await filesOfPlan(this.#options, documents, paths);
    if (!groups.ok) return groups;
    const reviews: ReviewOfDocument[] = [];
    for (const [document, files] of groups.value) {
      const opened = await openExchangeOf(this.#options, document);
      if (!opened.ok) return opened;
      const shown = await this.#show(document, opened.value, files, { watching });
      if (!shown.ok) return shown;
      reviews.push({ document, review: shown.value });
    }
    return ok(reviews);
  }

  /** Shows a review again with the base that a person names, for files that carry none. */
  async reviewWithBase(review: string, path: string, watching: Watching = {}): Promise<Result<ReviewView, Failure>> {
    const pending = this.#reviews.get(review);
    if (pending === undefined) return err({ kind: 'not-found', reason: 'file' });
    const opened = await openExchangeOf(this.#options, pending.document);
    if (!opened.ok) return opened;
    const base = await readFileStamped(path);
    if (!base.ok) return base;
    return this.#show(pending.document, opened.value, pending.returned, { given: base.value.bytes, watching });
  }

  /** The document that a review is of. */
  documentOf(review: string): string | undefined {
    return this.#reviews.get(review)?.document;
  }

  async #show(
    document: string,
    { master, memory }: OpenedExchange,
    returned: readonly ReturnedFile[],
    how: { readonly given?: Uint8Array; readonly watching: Watching },
  ): Promise<Result<ReviewView, Failure>> {
    const read = await readInParts(this.#options.work, master, returned, memory, how);
    if (read === undefined) return err({ kind: 'stopped', reason: 'reading' });
    const id = newId();
    const collection = weigh(master, memory, read, stampOf(this.#options));
    for (const [other, pending] of this.#reviews) if (pending.document === document) this.#reviews.delete(other);
    this.#reviews.set(id, { document, collection, returned });
    return ok(reviewView(id, collection, master.keys));
  }

  /**
   * Takes a review in by one step: archives, remembers, and answers the edits for the open workbook. A box that a person
   * leaves out is decided by that: the plan keeps its own text. It can be stopped until the texts go into the journal.
   */
  async takeIn(
    review: string,
    leftOut: readonly LeftOutBox[] = [],
    watching: Watching = {},
  ): Promise<Result<readonly JournalledEdit[], Failure>> {
    const pending = this.#reviews.get(review);
    if (pending === undefined) return err({ kind: 'not-found', reason: 'file' });
    const { document, collection, returned } = pending;
    // Weighed again: what was typed or taken in meanwhile has its say.
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    const { folder, master, memory } = opened.value;
    const kept = await archive(folder, collection, returned, watching);
    if (!kept.ok) return kept;
    const bases = new Map([...memory.bases, ...collection.bases.map((base) => [base.id, base.snapshot] as const)]);
    const files = collection.record?.files ?? [];
    const record: RecordOf<'collected'> = { kind: 'collected', ...stampOf(this.#options), files, writes: [] };
    const weighed = new ExchangeState({ records: [...memory.records, record], bases }, master.snapshot);
    const decided = leaveOut(weighed, master.keys, leftOut, () => stampOf(this.#options));
    const state = new ExchangeState({ records: [...memory.records, record, ...decided], bases }, master.snapshot);
    const hashes = new Set(collection.files.flatMap((file) => (file.kind === 'read' ? [file.record.hash] : [])));
    // What only a file said whose place one of these takes goes back, too.
    const writes = pendingWrites(state).filter(({ entry }) =>
      entry.state.versions.some((version) => hashes.has(version.file) || state.replaced.has(version.file)),
    );
    const records: readonly LogRecord[] =
      files.length > 0 || writes.length > 0
        ? [{ ...record, writes: writeRecords(state, writes, record.id) }, ...decided]
        : decided;
    const edits = await this.#commit(document, folder, editsFor(master, writes), records);
    if (edits.ok) await folder.notePlan([planFileOf(opened.value.document)]);
    if (edits.ok) this.#reviews.delete(review);
    return edits;
  }

  /** A person's choice for one field: one of the texts, both, or one typed by hand. */
  async decide(
    document: string,
    item: string,
    path: FieldPath,
    value: string,
  ): Promise<Result<readonly JournalledEdit[], Failure>> {
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    const { master, state } = opened.value;
    const index = master.keys.indexOf(item);
    const entry = index < 0 ? undefined : state.field({ item: index, path });
    const place = entry === undefined ? undefined : basePlaceOf(state, entry);
    if (entry === undefined || place === undefined)
      return err({ kind: 'unknown-field', reason: 'none', values: { field: path } });
    const covers = [
      ...entry.state.versions.map((version) => version.file),
      ...entry.state.decisions.map((decision) => decision.id),
    ];
    const record: LogRecord = {
      kind: 'decided',
      ...stampOf(this.#options),
      ...place,
      value,
      covers: [...new Set(covers)],
      over: entry.mine ?? '',
    };
    return this.#note(document, opened.value, record, (write) => fieldKey(write.entry) === fieldKey(entry));
  }

  /** The answer to «差し替えですか». */
  async answer(
    document: string,
    file: string,
    earlier: string,
    replaces: boolean,
  ): Promise<Result<readonly JournalledEdit[], Failure>> {
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    const record: LogRecord = { kind: 'resubmission', ...stampOf(this.#options), file, earlier, replaces };
    return this.#note(document, opened.value, record, ({ entry }) =>
      entry.state.versions.some((version) => version.file === file || version.file === earlier),
    );
  }

  /** Which item a returned sheet is; `null` when it is none of the plan's. */
  async identify(
    document: string,
    file: string,
    sheet: string,
    item: string | null,
  ): Promise<Result<readonly JournalledEdit[], Failure>> {
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    const { state, master } = opened.value;
    const found = state.files.get(file);
    const index = item === null ? -1 : master.keys.indexOf(item);
    if (found === undefined || (item !== null && index < 0))
      return err({ kind: 'unknown-item', reason: 'none', values: { no: item ?? '' } });
    const masterBase = { id: `m-${master.hash}`, snapshot: master.snapshot };
    const place = item === null ? undefined : baseItemOf(state, masterBase, found, index);
    for (const base of place?.bases ?? []) {
      const kept = await opened.value.folder.archiveBase(base.id, base.snapshot, master.bytes);
      if (!kept.ok) return kept;
    }
    const bases = new Map([
      ...opened.value.memory.bases,
      ...(place?.bases ?? []).map((base) => [base.id, base.snapshot] as const),
    ]);
    const record: LogRecord = {
      kind: 'identified',
      ...stampOf(this.#options),
      file,
      sheet,
      item: place?.item ?? null,
    };
    // Where the sheet was taken for another item, what it wrote there goes back.
    const touched = new Set(
      state
        .fields()
        .flatMap((entry) => (entry.state.versions.some((one) => one.file === file) ? [fieldKey(entry)] : [])),
    );
    return this.#note(
      document,
      { ...opened.value, memory: { ...opened.value.memory, bases } },
      record,
      ({ entry }) => touched.has(fieldKey(entry)) || entry.state.versions.some((version) => version.file === file),
    );
  }

  /** Takes one collecting out again. Fields that still hold what it wrote go back; the others are listed. */
  async undo(document: string, collected: string): Promise<Result<UndoneView, Failure>> {
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    const { state, master, folder, memory } = opened.value;
    const record = memory.records.find((candidate) => candidate.kind === 'collected' && candidate.id === collected);
    if (record?.kind !== 'collected') return err({ kind: 'not-found', reason: 'file' });
    const { back, kept } = undoCollecting(state, master, opened.value.document.items, record);
    const edits = await this.#commit(document, folder, back, [
      { kind: 'undone', ...stampOf(this.#options), collected },
    ]);
    if (!edits.ok) return edits;
    const left = kept.flatMap(({ place }) =>
      place === undefined ? [] : [{ item: master.keys[place.item]!, path: place.path }],
    );
    return ok({ edits: edits.value, kept: left });
  }

  /** Makes the workbooks to send and puts them into a folder (send-workbooks.ts). */
  async distribute(
    document: string,
    choice: SendingChoice,
    target: string,
    watching: Watching = {},
  ): Promise<Result<DistributedView, Failure>> {
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    return sendWorkbooks(this.#options, opened.value, choice, target, watching);
  }

  /** Says which of several folders is the plan's: `view` finds it from then on, whatever is done to the file. */
  async useFolder(document: string, name: string): Promise<Result<void, Failure>> {
    const found = this.#options.document(document);
    if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
    const kept = await findMemory(found.path, () => identify(found));
    if (!kept.ok) return kept;
    const path = kept.value.several?.find((one) => basename(one) === name);
    if (path === undefined) return err({ kind: 'not-found', reason: 'file', file: name });
    const folder = await PlanFolder.open(path);
    if (!folder.ok) return folder;
    await folder.value.notePlan([planFileOf(found)]);
    return ok(undefined);
  }

  /** Takes sendings back or closes a step: nothing more is waited for. */
  async close(document: string, closing: Closing): Promise<Result<void, Failure>> {
    const opened = await openExchangeOf(this.#options, document);
    if (!opened.ok) return opened;
    const { id: _id, ...stamp } = stampOf(this.#options);
    const made = closingRecords(opened.value.memory.records, closing, stamp);
    return made.ok ? opened.value.folder.append(made.value.records) : made;
  }

  /** The merge record (取込記録); nothing is made where nothing has been taken in. */
  async record(
    document: string,
    labelOf: (path: string) => string,
  ): Promise<Result<readonly MergeRecordRow[], Failure>> {
    const found = this.#options.document(document);
    if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
    const kept = await findMemory(found.path, () => identify(found));
    return kept.ok
      ? ok(mergeRecordRows(new ExchangeState(kept.value.memory, masterOf(found).snapshot), labelOf))
      : kept;
  }

  /** Commits a record and what it changes in the open workbook, among the fields that it is about. */
  #note(
    id: string,
    { memory, master, folder }: OpenedExchange,
    record: LogRecord,
    concerns: (write: PendingWrite) => boolean,
  ): Promise<Result<readonly JournalledEdit[], Failure>> {
    const state = new ExchangeState({ ...memory, records: [...memory.records, record] }, master.snapshot);
    return this.#commit(id, folder, editsFor(master, pendingWrites(state).filter(concerns)), [record]);
  }

  /**
   * First the texts into the workbook's journal, then the records into the log. A crash in between leaves texts that the
   * log does not know, and taking the same files in again changes nothing; the other way round the log would tell of
   * texts that are nowhere in the workbook. When the log refuses, the texts go back.
   */
  async #commit(
    id: string,
    folder: PlanFolder,
    edits: readonly ExchangeEdit[],
    records: readonly LogRecord[],
  ): Promise<Result<readonly JournalledEdit[], Failure>> {
    const journalled = await this.#options.journal(id, edits);
    if (!journalled.ok) return journalled;
    const noted = await folder.append(records);
    if (!noted.ok) {
      await this.#options.journal(
        id,
        edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before })),
      );
      return noted;
    }
    return ok(edits.map((edit, index) => ({ ...edit, seq: journalled.value[index]! })));
  }
}
