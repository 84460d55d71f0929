import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { basePlaceOf } from './collect.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { KnownBase } from './recognise.ts';
import type { FileRecord, LogRecord } from './records.ts';
import type { Subject } from './undecided.ts';

/** What a person says to a question of the list of all that is undecided (undecided.ts). */
export type Answer =
  | { readonly kind: 'item'; readonly no: string }
  | { readonly kind: 'theirs'; readonly file: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' | 'new' | 'mine' | 'leave-out' };

/** Who answers and when. */
export interface AnswerStamp {
  readonly id: string;
  readonly at: string;
  readonly by?: string;
}

/** What an answer puts into the log; the caller archives the bases first. */
export interface Answered {
  readonly records: readonly LogRecord[];
  readonly bases: readonly KnownBase[];
  /** A sheet that comes into the plan as an item of its own. */
  readonly insert?: { readonly file: string; readonly sheet: string };
  /** A file that is to be read again as one made from this archived base. */
  readonly reread?: { readonly file: FileRecord; readonly base: string };
}

const refused = (reason: 'answer' | 'file', values: Readonly<Record<string, string>> = {}): Result<never, Failure> =>
  err({ kind: 'unknown-question', reason, values });

/**
 * The records of an answer. `masterBase` is the plan as it is, for a sheet of an item that was never sent: it is archived as
 * what the sheet is compared with, and then nothing of the sheet merges by itself.
 */
export function answerRecords(
  state: ExchangeState,
  masterBase: KnownBase,
  subject: Subject,
  answer: Answer,
  stamp: AnswerStamp,
): Result<Answered, Failure> {
  const only = (record: LogRecord, bases: readonly KnownBase[] = []): Result<Answered, Failure> =>
    ok({ records: [record], bases });
  const leaveOut = (file: string): Result<Answered, Failure> =>
    only({ kind: 'identified', ...stamp, file, sheet: '', item: null });
  switch (subject.kind) {
    case 'conflict':
      return answerConflict(state, subject, answer, stamp, leaveOut);
    case 'item': {
      const { file, reading } = subject.open;
      const said = { kind: 'identified', ...stamp, file: file.hash, sheet: reading.sheet } as const;
      if (answer.kind === 'leave-out') return leaveOut(file.hash);
      if (answer.kind === 'none') return only({ ...said, item: null });
      if (answer.kind === 'new')
        return ok({
          records: [{ ...said, item: { base: 'new', item: -1 } }],
          bases: [],
          insert: { file: file.hash, sheet: reading.sheet },
        });
      if (answer.kind !== 'item') return refused('answer');
      const index = itemOfNumber(state, answer.no);
      if (!index.ok) return index;
      const place = baseItemOf(state, masterBase, file, index.value);
      return only({ ...said, item: place.item }, place.bases);
    }
    case 'row': {
      const { file, sheet, row } = subject.row;
      const said = { kind: 'identified', ...stamp, file: file.hash, sheet: `${sheet}/${row}` } as const;
      if (answer.kind === 'leave-out') return leaveOut(file.hash);
      if (answer.kind === 'none') return only({ ...said, item: null });
      return answer.kind === 'new' ? only({ ...said, item: { base: file.base, item: 0 } }) : refused('answer');
    }
    case 'resubmission': {
      const { file, earlier } = subject.question;
      if (answer.kind === 'leave-out') return leaveOut(file);
      if (answer.kind === 'none') return only({ kind: 'resubmission', ...stamp, file, earlier, replaces: false });
      if (answer.kind !== 'theirs') return refused('answer');
      const chosen = chooseFile(state, [file, earlier], answer.file);
      if (chosen === undefined) return refused('file', { file: answer.file });
      const other = chosen === file ? earlier : file;
      return only({ kind: 'resubmission', ...stamp, file: chosen, earlier: other, replaces: true });
    }
    case 'file': {
      const { file } = subject;
      if (answer.kind === 'leave-out' || answer.kind === 'none') return leaveOut(file.hash);
      if (answer.kind !== 'mine') return refused('answer');
      const { proposed } = file;
      return ok({
        records: [{ kind: 'identified', ...stamp, file: file.hash, sheet: '', item: { base: file.base, item: -1 } }],
        bases: [],
        ...(proposed === undefined || !state.memory.bases.has(proposed) ? {} : { reread: { file, base: proposed } }),
      });
    }
  }
}

function answerConflict(
  state: ExchangeState,
  { entry }: Extract<Subject, { readonly kind: 'conflict' }>,
  answer: Answer,
  stamp: AnswerStamp,
  leaveOut: (file: string) => Result<Answered, Failure>,
): Result<Answered, Failure> {
  const said = entry.resolution.candidates.flatMap(({ value, origins }) =>
    origins.flatMap((origin) => (origin.kind === 'file' ? [{ file: origin.file, value }] : [])),
  );
  const files = [...new Set(said.map(({ file }) => file))];
  if (answer.kind === 'leave-out') return files.length === 1 ? leaveOut(files[0]!) : refused('file', { file: '' });
  let value: string;
  if (answer.kind === 'mine') value = entry.mine ?? '';
  else if (answer.kind === 'text') value = answer.text;
  else if (answer.kind === 'theirs') {
    const file = chooseFile(state, files, answer.file);
    const theirs = said.find((one) => one.file === file);
    if (theirs === undefined) return refused('file', { file: answer.file });
    value = theirs.value;
  } else return refused('answer');
  const place = basePlaceOf(state, entry);
  if (place === undefined) return refused('answer');
  const covers = [
    ...entry.state.versions.map((version) => version.file),
    ...entry.state.decisions.map((decision) => decision.id),
  ];
  return ok({
    records: [{ kind: 'decided', ...stamp, ...place, value, covers: [...new Set(covers)], over: entry.mine ?? '' }],
    bases: [],
  });
}

/** A file by its name, or by the beginning of its hash where names do not tell. */
function chooseFile(state: ExchangeState, hashes: readonly string[], wanted: string): string | undefined {
  const named = hashes.filter((hash) => state.files.get(hash)?.name.normalize('NFC') === wanted.normalize('NFC'));
  if (named.length === 1) return named[0];
  const hashed = hashes.filter((hash) => wanted.length >= 8 && hash.startsWith(wanted.toLowerCase()));
  return hashed.length === 1 ? hashed[0] : undefined;
}

function itemOfNumber(state: ExchangeState, no: string): Result<number, Failure> {
  const found = [...state.master.items.keys()].filter(
    (index) => groupingKey(state.master.items[index]!.no) === groupingKey(no),
  );
  const [index, ...more] = found;
  if (index === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no } });
  if (more.length === 0) return ok(index);
  const sheets = found.map((one) => state.master.items[one]!.sheet).join('、');
  return err({ kind: 'ambiguous-item', reason: 'several', values: { no, sheets } });
}

/**
 * An item of the plan in the terms of a base: of the file's own, else of the sending whose texts the plan still holds most of,
 * else of the plan as it is.
 */
export function baseItemOf(
  state: ExchangeState,
  masterBase: KnownBase,
  file: FileRecord,
  index: number,
): { readonly item: { readonly base: string; readonly item: number }; readonly bases: readonly KnownBase[] } {
  const within = (base: string): number =>
    state.memory.bases.get(base)?.items.findIndex((_, item) => state.places(base)?.item(item) === index) ?? -1;
  const own = within(file.base);
  if (own >= 0) return { item: { base: file.base, item: own }, bases: [] };
  const sent = state.memory.records
    .flatMap((record) => (record.kind === 'sent' ? [record] : []))
    .sort((a, b) => b.absorbs.length - a.absorbs.length || (a.at < b.at ? 1 : -1));
  for (const { id } of sent) {
    const item = within(id);
    if (item >= 0) return { item: { base: id, item }, bases: [] };
  }
  return { item: { base: masterBase.id, item: index }, bases: [masterBase] };
}
