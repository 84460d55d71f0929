import fs from 'node:fs';
import type { CommandIo } from './command.ts';

/**
 * The process's own streams, written synchronously, so that nothing is cut off when the process ends with a pipe still
 * full. A reader that goes away early (`… | head`) ends the program quietly, as it does other command-line tools.
 */
export function nodeIo(): CommandIo {
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}

/** One for all texts that fit: fresh memory costs more than writing. */
let room = Buffer.alloc(0);

function writeAll(descriptor: number, text: string): void {
  if (room.length < text.length * 3) room = Buffer.allocUnsafe(text.length * 3);
  const length = room.write(text, 'utf8');
  let offset = 0;
  while (offset < length) {
    try {
      offset += fs.writeSync(descriptor, room, offset, length - offset);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') process.exit(0);
      // A non-blocking pipe whose reader is slow: wait a moment and go on.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
