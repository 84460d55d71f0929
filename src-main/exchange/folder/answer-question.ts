import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { insertItems } from '../../engine/make/insert/insert-items.ts';
import { writeListWorkbook } from '../../engine/make/new/list-workbook.ts';
import { openWorkbook } from '../../engine/read/open.ts';
import type { FieldEdit } from '../../engine/types.ts';
import { answerRecords, type Answer, type Answered, type AnswerStamp } from '../core/answering.ts';
import { collectorList } from '../core/collector-list.ts';
import { descendsOf, collectedEdits, pendingWrites, writeRecords } from '../core/collect.ts';
import { ExchangeState } from '../core/exchange-state.ts';
import type { Memory } from '../core/memory.ts';
import { openExchanged, type ExchangedWorkbook } from '../core/open-exchanged.ts';
import { masterFrom, type MasterNow } from '../core/read-returned.ts';
import { recognise } from '../core/recognise.ts';
import type { FileRecord, LogRecord } from '../core/records.ts';
import { takeIn } from '../core/take-in.ts';
import { answered, undecided, type OpenQuestion } from '../core/undecided.ts';
import { folderWarnings } from './folder-damage.ts';
import { withoutInserted } from './take-sheet-back.ts';
import { newId, type PlanFolder } from './plan-folder.ts';

/** The exchange of a plan's workbook from outside of the window. */
export interface AnswerInput {
  readonly master: ExchangedWorkbook;
  readonly memory: Memory;
  readonly folder: PlanFolder;
  /** Writes the plan with what the answer changes in it. */
  readonly write: (bytes: Uint8Array) => Promise<Result<object, Failure>>;
  readonly stamp: AnswerStamp;
}

export interface AnsweredQuestion {
  readonly written: number;
  /** What is open afterwards. */
  readonly open: readonly OpenQuestion[];
  readonly warnings: readonly Warning[];
}

const stateOf = (memory: Memory, master: MasterNow): ExchangeState =>
  new ExchangeState(memory, master.snapshot, descendsOf(master));

/** The list of all that is undecided over a plan's workbook. */
export const openOf = (memory: Memory, master: ExchangedWorkbook): readonly OpenQuestion[] =>
  undecided(stateOf(memory, masterFrom(master))).map(({ question }) => question);

/** The same list, and who returned what and when, as a workbook. */
export const collectorListOf = (memory: Memory, master: ExchangedWorkbook): Promise<Uint8Array> =>
  writeListWorkbook(collectorList(stateOf(memory, masterFrom(master))));

/** Answers one question: its texts go into the plan, or out of it, and the answer is remembered. */
export async function answerQuestion(
  input: AnswerInput,
  id: string,
  answer: Answer,
): Promise<Result<AnsweredQuestion, Failure>> {
  const master = masterFrom(input.master);
  const state = stateOf(input.memory, master);
  const subject = undecided(state).find(({ question }) => question.id === id)?.subject;
  if (subject === undefined) return err({ kind: 'unknown-question', reason: 'none', values: { id } });
  const masterBase = { id: `m-${master.hash}`, snapshot: master.snapshot };
  const made = answerRecords(state, masterBase, subject, answer, input.stamp);
  if (!made.ok) return made;
  const reread = await readAgain(input, made.value);
  if (!reread.ok) return reread;
  const inserted = await insertSheet(input, state, made.value);
  if (!inserted.ok) return inserted;
  const { workbook, sheet } = inserted.value;
  const records = made.value.records.map((record): LogRecord =>
    record.kind === 'identified' && sheet !== undefined ? { ...record, inserted: sheet } : record,
  );
  for (const { id: base, snapshot } of made.value.bases) {
    const kept = await input.folder.archiveBase(base, snapshot, input.master.bytes);
    if (!kept.ok) return kept;
  }
  const bases = new Map([...input.memory.bases, ...made.value.bases.map((base) => [base.id, base.snapshot] as const)]);
  return finish({ ...input, master: workbook, memory: { ...input.memory, bases } }, records, reread.value);
}

/** Takes the answer to a question back: it is open again, and what the answer had put into the plan goes. */
export async function takeAnswerBack(input: AnswerInput, id: string): Promise<Result<AnsweredQuestion, Failure>> {
  const master = masterFrom(input.master);
  const state = stateOf(input.memory, master);
  const records = answered(state).get(id);
  if (records === undefined) return err({ kind: 'unknown-question', reason: 'none', values: { id } });
  const undone = records.map((record): LogRecord => ({
    kind: 'undone',
    ...input.stamp,
    id: newId(),
    collected: record.id,
  }));
  // A choice that still stands in its box gives way to what stood there when it was made.
  const over = records.flatMap((record): FieldEdit[] => {
    const place = record.kind === 'decided' ? state.places(record.base)?.field(record.item, record.path) : undefined;
    if (record.kind !== 'decided' || place === undefined || state.field(place)?.mine !== record.value) return [];
    return [{ item: master.keys[place.item]!, path: place.path, text: record.over }];
  });
  let { master: workbook } = input;
  const warnings: Warning[] = [];
  for (const record of records) {
    if (record.kind !== 'identified' || record.inserted === undefined) continue;
    const bytes = await input.folder.returnedFile(record.file);
    const without = bytes === undefined ? undefined : withoutInserted(workbook, record.inserted, bytes, record.sheet);
    if (without === undefined)
      warnings.push({ kind: 'returned-file', reason: 'sheet-stays', values: { sheet: record.inserted } });
    else workbook = without;
  }
  const done = await finish({ ...input, master: workbook }, undone, [], over);
  return done.ok ? ok({ ...done.value, warnings: [...done.value.warnings, ...warnings] }) : done;
}

/** A file that turned out to be one that was sent is compared with what was sent. */
async function readAgain(
  { master, memory, folder }: AnswerInput,
  { reread }: Answered,
): Promise<Result<readonly FileRecord[], Failure>> {
  if (reread === undefined) return ok([]);
  const bytes = await folder.returnedFile(reread.file.hash);
  const opened = bytes === undefined ? undefined : openExchanged(bytes, true, undefined, master.any?.form);
  if (opened === undefined)
    return err({ kind: 'unknown-question', reason: 'gone', values: { file: reread.file.name } });
  if (!opened.ok) return opened;
  const snapshot = memory.bases.get(reread.base)!;
  const { record } = recognise(reread.file.name, opened.value, {
    master: { id: `m-${master.hash}`, snapshot: master.snapshot },
    given: { id: reread.base, snapshot },
    archived: memory.bases,
  });
  return ok([{ ...record, ...(snapshot.exportId === undefined ? {} : { exportId: snapshot.exportId }) }]);
}

/** The plan with a returned sheet behind its items. */
async function insertSheet(
  { master, folder }: AnswerInput,
  state: ExchangeState,
  { insert }: Answered,
): Promise<Result<{ readonly workbook: ExchangedWorkbook; readonly sheet?: string }, Failure>> {
  if (insert === undefined) return ok({ workbook: master });
  const bytes = await folder.returnedFile(insert.file);
  const name = state.files.get(insert.file)?.name ?? insert.file;
  const source = bytes === undefined ? undefined : openWorkbook(bytes);
  if (source === undefined) return err({ kind: 'unknown-question', reason: 'gone', values: { file: name } });
  if (!source.ok) return source;
  const key = source.value.items.find(({ sheet }) => sheet === insert.sheet)?.key;
  if (key === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: insert.sheet } });
  const made = insertItems(master.opened, source.value, [key]);
  if (!made.ok) return made;
  const workbook = openExchanged(made.value.bytes);
  if (!workbook.ok) return workbook;
  const [sheet] = made.value.inserted;
  return ok({ workbook: workbook.value, ...(sheet === undefined ? {} : { sheet: sheet.sheet }) });
}

async function finish(
  input: AnswerInput,
  records: readonly LogRecord[],
  files: readonly FileRecord[],
  more: readonly FieldEdit[] = [],
): Promise<Result<AnsweredQuestion, Failure>> {
  const master = masterFrom(input.master);
  const collected = { kind: 'collected' as const, ...input.stamp, id: newId(), files: [...files] };
  const reread: readonly LogRecord[] = files.length === 0 ? [] : [{ ...collected, writes: [] }];
  const memory = { ...input.memory, records: [...input.memory.records, ...records, ...reread] };
  const state = stateOf(memory, master);
  const writes = pendingWrites(state);
  const isOver = new Set(more.map(({ item, path }) => `${item}\n${path}`));
  const own = collectedEdits(master, writes).filter(({ item, path }) => !isOver.has(`${item}\n${path}`));
  const taken = takeIn(input.master, [...own, ...more], [...state.files.keys()]);
  if (!taken.ok) return taken;
  const written = await input.write(taken.value.bytes);
  if (!written.ok) return written;
  const kept = writes.filter(
    ({ entry }) =>
      !taken.value.refused.some((edit) => edit.item === master.keys[entry.item] && edit.path === entry.path),
  );
  const noted: readonly LogRecord[] =
    files.length + kept.length === 0 ? [] : [{ ...collected, writes: writeRecords(state, kept, collected.id) }];
  const appended = await input.folder.append([...records, ...noted]);
  if (!appended.ok) return appended;
  const after = openExchanged(taken.value.bytes, false, undefined, input.master.any?.form);
  if (!after.ok) return after;
  return ok({
    written: taken.value.written.length,
    open: openOf({ ...memory, records: [...input.memory.records, ...records, ...noted] }, after.value),
    warnings: [...taken.value.warnings, ...folderWarnings(input.folder)],
  });
}
