import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, ownFile, writeFully, type FileSystem, type OpenFile } from '../files/file-system.ts';
import { decodeLine, encodeLine, lastNumberSchema, type LastNumber } from './record.ts';

/**
 * The last acknowledged number in a second place: an end that a segment has lost leaves no trace in the segment itself. Two slots
 * take turns, so that one that was being written when the power went leaves the other. Written after the acknowledgement and
 * synced with the snapshots only: it may lag behind and never runs ahead.
 */
const fileName = 'last-number';
const slot = 512;

/** What the file says; `undefined` where it is missing or holds nothing readable. */
export async function readLastNumber(folder: string, fs: FileSystem): Promise<LastNumber | undefined> {
  try {
    const file = await fs.open(join(folder, fileName), 'r');
    try {
      const bytes = Buffer.alloc(2 * slot);
      const length = await file.read(bytes, 0);
      const found = [0, slot].flatMap((at) => {
        const line =
          bytes
            .subarray(at, Math.min(at + slot, length))
            .toString('utf8')
            .split('\n')[0] ?? '';
        const parsed = v.safeParse(lastNumberSchema, decodeLine(line));
        return parsed.success ? [parsed.output] : [];
      });
      return found.toSorted((a, b) => b.seq - a.seq)[0];
    } finally {
      await file.close();
    }
  } catch {
    // Only a second witness: without it the first is believed.
    return undefined;
  }
}

export interface LastNumberWriter {
  /** Never rejects: the number is in the segment already. */
  note(seq: number): Promise<void>;
  sync(): Promise<void>;
}

/** The file is closed after each use, so that it holds up nobody who wants the disk. */
export function writeLastNumber(folder: string, journal: string, fs: FileSystem): LastNumberWriter {
  const path = join(folder, fileName);
  let turn = 0;
  let unsynced = false;

  async function open(): Promise<OpenFile> {
    try {
      return await fs.open(path, 'r+');
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      return fs.open(path, 'wx', ownFile);
    }
  }
  async function withFile(work: (file: OpenFile) => Promise<void>): Promise<void> {
    try {
      const file = await open();
      try {
        await work(file);
      } finally {
        await file.close();
      }
    } catch {
      // Only a second witness: without it the first is believed.
    }
  }
  return {
    note: async (seq) => {
      unsynced = true;
      const line = encodeLine({ kind: 'last', journal, seq }).padEnd(slot);
      await withFile((file) => writeFully(file, Buffer.from(line), turn * slot));
      turn = 1 - turn;
    },
    sync: async () => {
      if (unsynced) await withFile((file) => file.sync());
      unsynced = false;
    },
  };
}
