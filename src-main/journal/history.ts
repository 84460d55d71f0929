import { join } from 'node:path';
import type { PastEdit } from '../../src-shared/contract/ipc-contract.ts';
import type { FileSystem } from '../files/file-system.ts';
import { readFileStamped } from '../files/read-file.ts';
import { archivedMonths } from './archive.ts';
import { sortedSegments } from './load.ts';
import type { EditRecord, JournalRecord } from './record.ts';
import { recordsIn } from './segment.ts';
import { applyRecord, draftKey, emptyState } from './state.ts';

/** The live segments' bytes, oldest first. Read before the archive: what moves there meanwhile is then seen twice, never missed. */
export async function liveSegments(folder: string, fs: FileSystem): Promise<readonly Uint8Array[]> {
  const segments: Uint8Array[] = [];
  for (const name of sortedSegments(await fs.list(folder))) {
    const read = await readFileStamped(join(folder, name), fs);
    if (read.ok) segments.push(read.value.bytes);
  }
  return segments;
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
): Promise<readonly PastEdit[]> {
  const state = emptyState();
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
  for await (const month of archivedMonths(folder, fs)) for (const record of recordsIn(month)) take(record);
  for (const segment of live) for (const record of recordsIn(segment)) take(record);
  return edits;
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
