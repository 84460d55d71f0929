import { join } from 'node:path';
import type { PastEdit } from '../../src-shared/contract/documents.ts';
import type { FileSystem } from '../files/file-system.ts';
import { readFileStamped } from '../files/read-file.ts';
import { archivedMonths } from './archive.ts';
import { sortedSegments } from './load.ts';
import type { EditRecord, JournalRecord } from './record.ts';
import { missingNumbers, numbersOf } from './numbers.ts';
import { parseSegments, type ParsedSegment } from './segment.ts';
import { applyRecord, draftKey, emptyJournal } from './state.ts';

/** The live segments' bytes, oldest first. Read before the archive: what moves there meanwhile is then seen twice, never missed. */
export async function liveSegments(folder: string, fs: FileSystem): Promise<readonly Uint8Array[]> {
  const segments: Uint8Array[] = [];
  for (const name of sortedSegments(await fs.list(folder))) {
    const read = await readFileStamped(join(folder, name), fs);
    if (read.ok) segments.push(read.value.bytes);
  }
  return segments;
}

/** What archive and segments tell of a document's past. */
export interface Past {
  readonly edits: readonly PastEdit[];
  /** Whether part of what was kept cannot be read any more. */
  readonly damaged: boolean;
}

/**
 * Every edit of a document above a number that archive and segments hold, oldest first, under the names that its items have
 * now. The text before an edit is what the draft or else the file said, as the records themselves tell.
 */
export async function pastEdits(
  folder: string,
  live: readonly Uint8Array[],
  document: string,
  above: number,
  fs: FileSystem,
): Promise<Past> {
  const state = emptyJournal();
  const seen = new Set<string>();
  let edits: PastEdit[] = [];
  const take = (record: JournalRecord): void => {
    const key = `${record.seq} ${record.at}`;
    if (record.document !== document || seen.has(key)) return;
    seen.add(key);
    if (record.kind === 'edit' && record.seq > above)
      edits.push(
        pastEdit(record, state.documents.get(document)?.drafts.get(draftKey(record.item, record.field))?.text),
      );
    if (record.kind === 'moved') {
      const items = new Map(record.items);
      edits = edits.map((edit) => ({ ...edit, item: items.get(edit.item) ?? edit.item }));
    }
    applyRecord(state, record);
  };
  const kept: ParsedSegment[] = [];
  let whole = true;
  for await (const month of archivedMonths(folder, fs)) {
    kept.push(...parseSegments(month.bytes));
    whole &&= month.whole;
  }
  for (const segment of live) kept.push(...parseSegments(segment));
  for (const { records } of kept) for (const record of records) take(record);
  return { edits, damaged: !whole || lacksRecords(kept) };
}

/** Damaged lines are told only where numbers are missing too: of a segment that was archived twice one copy is enough. */
function lacksRecords(segments: readonly ParsedSegment[]): boolean {
  if (segments.every(({ damagedLines }) => damagedLines === 0)) return false;
  const numbers = numbersOf(segments);
  return missingNumbers(numbers, numbers.first - 1, numbers.last).length > 0;
}

const pastEdit = (
  { seq, at, item, field, base, text, source, by, file }: EditRecord,
  draft: string | undefined,
): PastEdit => ({
  seq,
  at,
  item,
  path: field,
  before: draft ?? base,
  after: text,
  by,
  source,
  file,
});
