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
  answer(file: string, sheet: string): RecordOf<'identified'> | undefined;
}

const rank = { export: 0, base: 1, given: 2, likeness: 3 } as const;

export function knowledgeOf(records: readonly LogRecord[], within?: ReadonlySet<string>): Knowledge {
  const files = liveFiles(records);
  const answers = new Map<string, RecordOf<'identified'>>();
  for (const record of records) {
    const key = record.kind === 'identified' ? answerKey(record.file, record.sheet) : '';
    if (record.kind === 'identified' && !answers.has(key)) answers.set(key, record);
  }
  return {
    records,
    files,
    replaced: superseded(new Set(files.keys()), descentsOf(records, files)),
    ...(within === undefined ? {} : { within }),
    answer: (file, sheet) => (answers.size === 0 ? undefined : answers.get(answerKey(file, sheet))),
  };
}

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
  record.kind === 'decided' || record.kind === 'resubmission' || record.kind === 'identified';

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
  const own = [...files.values()].flatMap((file) => file.descends.map((earlier) => ({ file: file.hash, earlier })));
  const said = records.flatMap((record) =>
    record.kind === 'resubmission' && record.replaces ? [{ file: record.file, earlier: record.earlier }] : [],
  );
  return [...own, ...said];
}
