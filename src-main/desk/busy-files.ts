import type { Failure } from '../../src-shared/failures/failures.ts';
import type { DocumentId, Saved } from '../../src-shared/contract/documents.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import type { FileSystem } from '../files/file-system.ts';
import { waitUntilFree } from '../files/wait-until-free.ts';

/** Watches the files of saves that were refused because another program has them open. */
export interface BusyFiles {
  /** Hands a save's result on; of a refused one the file is watched until it is free. */
  watch(document: DocumentId, path: string, result: Result<Saved, Failure>): Result<Saved, Failure>;
}

/** `free` is called once for each document whose file has become free since its last refused save. */
export function watchBusyFiles(free: (document: DocumentId) => void, fs?: FileSystem): BusyFiles {
  /** What each document waits for; a later save ends the waiting of the one before. */
  const waiting = new Map<DocumentId, symbol>();
  return {
    watch(document, path, result) {
      waiting.delete(document);
      if (
        !result.ok &&
        result.failure.kind === 'write-failed' &&
        ['busy', 'open-elsewhere'].includes(result.failure.reason)
      ) {
        const mine = Symbol(document);
        waiting.set(document, mine);
        const givenUp = (): boolean => waiting.get(document) !== mine;
        void waitUntilFree(path, { givenUp, ...(fs === undefined ? {} : { fs }) }).then((isFree) => {
          if (!isFree || givenUp()) return;
          waiting.delete(document);
          free(document);
        });
      }
      return result;
    },
  };
}
