import type { StartedFor } from '../../src-shared/contract/ipc-contract.ts';
import type { IncomingFiles } from './incoming-files.ts';

/** The files that came before the first window could open any. */
export interface StartFiles {
  /** Keeps the files for the first window and answers true; false once that has asked, and they are to be announced. */
  keep(files: readonly string[]): boolean;
  /** What the first window opens before a person can type; nothing from the second asking on. */
  answer(incoming: IncomingFiles): StartedFor;
}

export function startFiles(named: readonly string[], sample: boolean): StartFiles {
  const waiting = [...named];
  let asked = false;
  return {
    keep(files) {
      if (!asked) waiting.push(...files);
      return !asked;
    },
    answer(incoming) {
      const answer = { files: waiting.splice(0).map((file) => incoming.take(file)), sample: sample && !asked };
      asked = true;
      return answer;
    },
  };
}
