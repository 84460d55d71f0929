import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Announcements } from '../../src-shared/contract/ipc-contract.ts';
import { isTemporaryPlace } from '../files/file-place.ts';

/** Files that came to the program from outside: the window hears an id and a name, and asks for them by the id. */
export interface IncomingFiles {
  /** Takes a file in and answers what to announce. */
  take(file: string): Announcements['fileAnnounced'];
  pathOf(id: string): string | undefined;
  forget(id: string): void;
}

const mostWaiting = 100;

export function incomingFiles(): IncomingFiles {
  const waiting = new Map<string, string>();
  return {
    take(file) {
      const id = randomUUID();
      waiting.set(id, file);
      for (const old of waiting.keys()) if (waiting.size > mostWaiting) waiting.delete(old);
      return { id, name: path.basename(file), temporary: isTemporaryPlace(file) };
    },
    pathOf: (id) => waiting.get(id),
    forget: (id) => void waiting.delete(id),
  };
}
