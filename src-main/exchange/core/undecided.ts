import { createHash } from 'node:crypto';
import type { ExchangeState } from './exchange-state.ts';
import type { FieldEntry } from './field-entry.ts';
import { pairKey } from './knowledge.ts';
import { openQuestions, type Question } from './questions.ts';
import type { FileRecord, LogRecord } from './records.ts';
import { openSheets, type OpenSheet } from './review.ts';
import { exactTextOf } from './snapshot.ts';
import { openRows, type OpenRow } from './typed-rows.ts';

/** What a person has to say something about, and what it is about. */
export type Subject =
  | { readonly kind: 'conflict'; readonly entry: FieldEntry }
  | { readonly kind: 'item'; readonly open: OpenSheet }
  | { readonly kind: 'row'; readonly row: OpenRow }
  | { readonly kind: 'resubmission'; readonly question: Question }
  | { readonly kind: 'file'; readonly file: FileRecord };

/** One line of the list of all that is undecided, as scripts, the report and the papers have it. */
export interface OpenQuestion {
  /** Depends on what is asked about only: not on order, run or machine. */
  readonly id: string;
  readonly kind: Subject['kind'];
  /** The file that asks, by name; of a conflict the first one. */
  readonly file: string | null;
  readonly section: string | null;
  readonly no: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly path: string | null;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: readonly { readonly file: string; readonly text: string }[];
  /** The options that answer it; `--item` with the number that the sheet seems to be, where one does. */
  readonly choices: readonly string[];
  /** Why it is asked, where the kind alone does not say. */
  readonly reason?: string;
}

export interface Open {
  readonly question: OpenQuestion;
  readonly subject: Subject;
}

const idOf = (...facts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(facts), 'utf8').digest('hex').slice(0, 12);

/** What names an item of the plan whatever its number and sheet are called by now. */
const itemName = (state: ExchangeState, index: number): string => {
  const { no, sheet } = state.master.items[index]!;
  return state.itemIds[index] ?? `${no}\n${sheet}`;
};

const conflictId = (state: ExchangeState, item: number, path: string): string =>
  idOf('conflict', itemName(state, item), path);
const sheetId = (file: string, sheet: string): string => idOf('item', file, sheet);
const rowId = (file: string, sheet: string, row: number): string => idOf('row', file, sheet, String(row));
const resubmissionId = (file: string, earlier: string): string => idOf('resubmission', pairKey(file, earlier));
const fileId = (file: string): string => idOf('file', file);

/** Everything that waits for a person, in the order of the plan, then of the files. */
export function undecided(state: ExchangeState): readonly Open[] {
  const conflicts = state.fields().filter((entry) => entry.resolution.kind === 'conflict');
  const held = [...state.files.values()].filter(
    (file) => state.knowledge.isHeld(file) && !state.replaced.has(file.hash),
  );
  return [
    ...conflicts.map((entry): Open => ({ subject: { kind: 'conflict', entry }, question: ofConflict(state, entry) })),
    ...openSheets(state).map((open): Open => ({ subject: { kind: 'item', open }, question: ofSheet(state, open) })),
    ...openRows(state).map((row): Open => ({ subject: { kind: 'row', row }, question: ofRow(state, row) })),
    ...openQuestions(state).map((question): Open => ({
      subject: { kind: 'resubmission', question },
      question: ofResubmission(state, question),
    })),
    ...held.map((file): Open => ({ subject: { kind: 'file', file }, question: ofFile(file) })),
  ];
}

/** A box of which a person has to say what it holds. */
export function ofConflict(state: ExchangeState, entry: FieldEntry): OpenQuestion {
  const item = state.master.items[entry.item]!;
  const theirs = entry.resolution.candidates.flatMap(({ value, origins }) =>
    origins.flatMap((origin) => {
      const file = origin.kind === 'file' ? state.files.get(origin.file) : undefined;
      return file === undefined ? [] : [{ file: file.name, text: value, section: file.section }];
    }),
  );
  const bases = [...new Set(entry.resolution.candidates.map(({ base }) => base))];
  return {
    id: conflictId(state, entry.item, entry.path),
    kind: 'conflict',
    file: theirs[0]?.file ?? null,
    section: theirs[0]?.section ?? null,
    no: item.no,
    sheet: item.sheet,
    cell: item.cells[entry.path] ?? null,
    path: entry.path,
    base: bases.length === 1 ? (bases[0] ?? null) : null,
    mine: entry.mine ?? '',
    theirs: theirs.map(({ file, text }) => ({ file, text })),
    // Which of several files to leave out is said where the file is asked about.
    choices: [
      '--mine',
      '--theirs',
      '--text',
      '--text-file',
      ...(new Set(theirs.map(({ file }) => file)).size === 1 ? ['--leave-out'] : []),
    ],
  };
}

function ofSheet(state: ExchangeState, { file, reading }: OpenSheet): OpenQuestion {
  const likely = state.itemOf(file, reading);
  const like = reading.status === 'new' ? reading.like : reading.base;
  const resembled = like === undefined ? undefined : state.places(file.base)?.item(like);
  const seems = state.master.items[likely ?? resembled ?? -1];
  return {
    ...ofFileIn(file),
    id: sheetId(file.hash, reading.sheet),
    kind: 'item',
    no: reading.returnedNo,
    sheet: reading.sheet,
    theirs: saidOn(reading).map((text) => ({ file: file.name, text })),
    choices: [seems === undefined ? '--item' : `--item ${seems.no}`, '--none', '--new', '--leave-out'],
    reason: reading.status,
  };
}

/**
 * What a sheet says of which somebody has to say whose it is: first what differs from the item that it seems to be, then, where
 * that is not sure, all the rest of it: what it shares with that item is no less in question.
 */
function saidOn(reading: OpenSheet['reading']): readonly string[] {
  const { seen } = reading;
  const changed = reading.status === 'new' ? [] : reading.changes.map(({ theirs }) => theirs);
  const shown = reading.status === 'new' ? Object.values(reading.texts) : [];
  const all = seen === undefined ? shown : Object.keys(seen.texts).map((path) => exactTextOf(seen, path) ?? '');
  const told = new Set(['', ...changed]);
  return [...changed, ...all.filter((text) => !told.has(text))];
}

const ofRow = (state: ExchangeState, { file, sheet, row, cells, item }: OpenRow): OpenQuestion => ({
  ...ofFileIn(file),
  id: rowId(file.hash, sheet, row),
  kind: 'row',
  no: state.master.items[item]?.no ?? null,
  sheet,
  cell: cells[0]?.cell ?? null,
  path: cells[0]?.path ?? null,
  theirs: cells.map(({ text }) => ({ file: file.name, text })),
  choices: ['--new', '--none', '--leave-out'],
});

function ofResubmission(state: ExchangeState, { file, earlier }: Question): OpenQuestion {
  const [one, other] = [state.files.get(file), state.files.get(earlier)];
  return {
    ...ofFileIn(one),
    id: resubmissionId(file, earlier),
    kind: 'resubmission',
    theirs: [one, other].map((each) => ({ file: each?.name ?? '', text: each?.when ?? '' })),
    choices: ['--theirs', '--none', '--leave-out'],
  };
}

const ofFile = (file: FileRecord): OpenQuestion => ({
  ...ofFileIn(file),
  id: fileId(file.hash),
  kind: 'file',
  choices: ['--mine', '--none', '--leave-out'],
  ...(file.strange === undefined ? {} : { reason: file.strange }),
});

const ofFileIn = (file: FileRecord | undefined): Omit<OpenQuestion, 'id' | 'kind' | 'choices'> => ({
  file: file?.name ?? null,
  section: file?.section ?? null,
  no: null,
  sheet: null,
  cell: null,
  path: null,
  base: null,
  mine: null,
  theirs: [],
});

/** The answers that have been given, by the id of the question that each of them answered. */
export function answered(state: ExchangeState): ReadonlyMap<string, readonly LogRecord[]> {
  const found = new Map<string, LogRecord[]>();
  const add = (id: string, record: LogRecord): void => {
    found.set(id, [...(found.get(id) ?? []), record]);
  };
  for (const record of state.knowledge.records) {
    if (record.kind === 'decided') {
      const place = state.places(record.base)?.field(record.item, record.path);
      if (place !== undefined) add(conflictId(state, place.item, place.path), record);
    } else if (record.kind === 'resubmission') add(resubmissionId(record.file, record.earlier), record);
    else if (record.kind === 'identified') {
      const [sheet = '', row] = record.sheet.split('/');
      if (sheet === '') add(fileId(record.file), record);
      else add(row === undefined ? sheetId(record.file, sheet) : rowId(record.file, sheet, Number(row)), record);
    }
  }
  return found;
}
