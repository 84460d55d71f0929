import { join } from 'node:path';
import { errorCode, ownFile, writeFully, type FileSystem, type OpenFile } from '../files/file-system.ts';
import { encodeLine, journalSchema, type JournalRecord } from './record.ts';
import { segmentName } from './segment.ts';

/** Appends batches of records to a segment of its own, each batch with one write and one sync. */
export interface SegmentWriter {
  /** Rejects with Node's error; after that the segment is closed and takes nothing more. */
  append(records: readonly JournalRecord[]): Promise<void>;
  readonly size: number;
  close(): Promise<void>;
}

/** Begins a segment whose first record will have the number `first`; its name is durable when this resolves. */
export async function beginSegment(
  folder: string,
  journal: string,
  first: number,
  after: number,
  fs: FileSystem,
): Promise<SegmentWriter> {
  const { file, path } = await create(folder, first, fs);
  let size = 0;
  let acknowledged = 0;

  async function write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await writeFully(file, bytes, size);
    await file.sync();
    size += bytes.length;
  }

  /** What was not acknowledged shall not come back: cut off or removed, as far as the disk still obeys. */
  async function giveUp(): Promise<void> {
    await attempt(file.truncate(size));
    await attempt(file.close());
    if (acknowledged === 0) await attempt(fs.unlink(path));
  }

  try {
    await write(encodeLine({ kind: 'segment', schema: journalSchema, journal, first, after }));
    await fs.syncFolder(folder);
  } catch (error) {
    await giveUp();
    throw error;
  }
  return {
    append: async (records) => {
      try {
        await write(records.map(encodeLine).join(''));
        acknowledged += records.length;
      } catch (error) {
        await giveUp();
        throw error;
      }
    },
    get size() {
      return size;
    },
    close: () => attempt(file.close()),
  };
}

async function create(
  folder: string,
  first: number,
  fs: FileSystem,
): Promise<{ readonly file: OpenFile; readonly path: string }> {
  for (let number = 0; ; number += 1) {
    const path = join(folder, segmentName(first, number));
    try {
      return { file: await fs.open(path, 'wx', ownFile), path };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || number === 9999) throw error;
    }
  }
}

async function attempt(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch {
    // The first error is the one that is reported.
  }
}
