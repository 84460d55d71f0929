import { writeSync } from 'node:fs';
import type { CommandIo } from './command.ts';

/**
 * The process's own streams, written synchronously, so that nothing is cut off when the process ends with a pipe still
 * full. What a reader that goes away early (`… | head`) does not take is passed over; the command itself goes on, and its status tells how it ended.
 */
export function nodeIo(): CommandIo {
  return {
    out: (text) => writeAll(1, [text]),
    outPieces: (pieces) => writeAll(1, pieces),
    err: (text) => writeAll(2, [text]),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}

/** As much as a pipe holds. One for all texts that fit: fresh memory costs more than writing. */
let room = Buffer.allocUnsafe(1 << 16);

/** Most bytes of a UTF-16 unit. */
const widest = 3;

function writeAll(descriptor: number, pieces: Iterable<string>): void {
  let length = 0;
  for (const piece of pieces) {
    if (length + piece.length * widest > room.length) {
      writeRoom(descriptor, length);
      length = 0;
      if (piece.length * widest > room.length) room = Buffer.allocUnsafe(piece.length * widest);
    }
    length += room.write(piece, length, 'utf8');
  }
  writeRoom(descriptor, length);
}

function writeRoom(descriptor: number, length: number): void {
  let offset = 0;
  while (offset < length) {
    try {
      offset += writeSync(descriptor, room, offset, length - offset);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') return;
      // A non-blocking pipe whose reader is slow: wait a moment and go on.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
