import { superseded, type Descent } from '../../../src-shared/merge/lineage.ts';
import type { FileRecord, LogRecord, RecordOf } from './records.ts';

/** What a set of records says, at any time in any order: the files that are taken in, and what was answered. */
export interface Knowledge {
  readonly records: readonly LogRecord[];
  /** Every returned file that is taken in, by hash, in the order of the hashes. */
  readonly files: ReadonlyMap<string, FileRecord>;
  readonly replaced: ReadonlySet<string>;
  /** Of an earlier time: everything that was known then. */
  readonly within?: ReadonlySet<string>;
  /** Files that a person has left out: they came back, and have no say. */
  readonly leftOut: ReadonlyMap<string, FileRecord>;
  /** A file that has no say: nobody has said yet that it is of this plan, or somebody has left it out. */
  isHeld(file: FileRecord): boolean;
  /** Whether a file takes the place of an earlier one by itself or by a person's answer. */
  replaces(file: string, earlier: string): boolean;
  answer(file: string, sheet: string): RecordOf<'identified'> | undefined;
}

const rank = { export: 0, base: 1, given: 2, likeness: 3 } as const;

export function knowledgeOf(all: readonly LogRecord[], within?: ReadonlySet<string>): Knowledge {
  const records = withoutTakenBack(all);
  const everyFile = liveFiles(records);
  const answers = lastOf(records, 'identified', ({ file, sheet }) => answerKey(file, sheet));
  const answer = (file: string, sheet: string): RecordOf<'identified'> | undefined =>
    answers.size === 0 ? undefined : answers.get(answerKey(file, sheet));
  const isLeftOut = (hash: string): boolean => answer(hash, '')?.item === null;
  const files = new Map([...everyFile].filter(([hash]) => !isLeftOut(hash)));
  const descents = descentsOf(records, files);
  const pairs = new Set(descents.map(({ file, earlier }) => `${file} ${earlier}`));
  return {
    records,
    files,
    leftOut: new Map([...everyFile].filter(([hash]) => isLeftOut(hash))),
    replaced: superseded(new Set(files.keys()), descents),
    ...(within === undefined ? {} : { within }),
    isHeld: ({ hash, strange }) => isLeftOut(hash) || (strange !== undefined && answer(hash, '') === undefined),
    replaces: (file, earlier) => pairs.has(`${file} ${earlier}`),
    answer,
  };
}

/** What people said and took back again counts no more; taking back is noted as undoing is. */
function withoutTakenBack(records: readonly LogRecord[]): readonly LogRecord[] {
  const undone = undoneIds(records);
  return undone.size === 0 ? records : records.filter((record) => !isAnswer(record) || !undone.has(record.id));
}

/** Of several answers to one question the last one; of equal times the one of the greater id, on every machine. */
function lastOf<K extends LogRecord['kind']>(
  records: readonly LogRecord[],
  kind: K,
  keyOf: (record: RecordOf<K>) => string,
): ReadonlyMap<string, RecordOf<K>> {
  const found = new Map<string, RecordOf<K>>();
  for (const record of records) {
    if (record.kind !== kind) continue;
    const own = record as RecordOf<K>;
    const known = found.get(keyOf(own));
    if (known === undefined || known.at < own.at || (known.at === own.at && known.id < own.id))
      found.set(keyOf(own), own);
  }
  return found;
}

/** Two files of one sending, whichever is called the later. */
export const pairKey = (file: string, earlier: string): string => [file, earlier].sort().join(' ');

const answerKey = (file: string, sheet: string): string => `${file} ${sheet}`;

/**
 * What a workbook made at some time may hold: the hashes of the files that were taken in, and the ids of what people had
 * decided and answered. The workbook then stands for all of it.
 */
export const everythingKnown = ({ records, files }: Knowledge): readonly string[] => [
  ...files.keys(),
  ...records.flatMap((record) => (isAnswer(record) ? [record.id] : [])),
  ...records.flatMap((record) =>
    record.kind === 'collected' ? record.writes.flatMap((write) => write.own?.id ?? []) : [],
  ),
];

const isAnswer = (record: LogRecord): boolean =>
  record.kind === 'decided' || record.kind === 'resubmission' || record.kind === 'identified' || record.kind === 'kept';

/** What was known when `known` was everything; never by clock. */
export function knowledgeAt(records: readonly LogRecord[], known: ReadonlySet<string>): Knowledge {
  return knowledgeOf(recordsAt(records, known), known);
}

function recordsAt(records: readonly LogRecord[], known: ReadonlySet<string>): readonly LogRecord[] {
  return records.flatMap((record): LogRecord[] => {
    switch (record.kind) {
      case 'collected': {
        const files = record.files.filter((file) => known.has(file.hash));
        const writes = record.writes.filter((write) => write.own !== undefined && known.has(write.own.id));
        return files.length + writes.length === 0 ? [] : [{ ...record, files, writes }];
      }
      case 'undone':
        return [record];
      case 'sent':
        return isLess(record.absorbs, known) ? [record] : [];
      default:
        return known.has(record.id) ? [record] : [];
    }
  });
}

/** Whether a workbook that stands for `part` was made before one that stands for `known`. */
export const isLess = (part: readonly string[], known: ReadonlySet<string>): boolean =>
  part.length < known.size && part.every((id) => known.has(id));

export const undoneIds = (records: readonly LogRecord[]): ReadonlySet<string> =>
  new Set(records.flatMap((record) => (record.kind === 'undone' ? [record.collected] : [])));

/** Each file once, with the best recognition that any taking-in had for it. */
function liveFiles(records: readonly LogRecord[]): ReadonlyMap<string, FileRecord> {
  const undone = undoneIds(records);
  const found = new Map<string, FileRecord>();
  for (const record of records) {
    if (record.kind !== 'collected' || undone.has(record.id)) continue;
    for (const file of record.files) {
      const known = found.get(file.hash);
      if (known === undefined || isBetter(file, known)) found.set(file.hash, file);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isBetter(a: FileRecord, b: FileRecord): boolean {
  if (rank[a.recognisedBy] !== rank[b.recognisedBy]) return rank[a.recognisedBy] < rank[b.recognisedBy];
  return a.base !== b.base ? a.base < b.base : a.name < b.name;
}

function descentsOf(records: readonly LogRecord[], files: ReadonlyMap<string, FileRecord>): readonly Descent[] {
  const own = [...files.values()].flatMap((file) =>
    file.descends
      .filter((earlier) => !takesAllBack(file, files.get(earlier)))
      .map((earlier) => ({ file: file.hash, earlier })),
  );
  const said = [...lastOf(records, 'resubmission', ({ file, earlier }) => pairKey(file, earlier)).values()].flatMap(
    ({ file, earlier, replaces }) => (replaces ? [{ file, earlier }] : []),
  );
  return [...own, ...said];
}

/**
 * Whether a file that names an earlier one as its own holds nothing of what that one said, box by box: programs before this
 * one took every return of a laptop for the next version of the last, a colleague's other copy too. So a person is asked.
 */
function takesAllBack(file: FileRecord, earlier: FileRecord | undefined): boolean {
  if (earlier === undefined || earlier.base !== file.base) return false;
  const boxes = (of: FileRecord): readonly string[] =>
    of.items.flatMap((reading) =>
      'changes' in reading ? reading.changes.map(({ path }) => `${reading.base} ${path}`) : [],
    );
  const before = boxes(earlier);
  const now = new Set(boxes(file));
  return before.length > 0 && now.size > 0 && !before.some((box) => now.has(box));
}
