import type { Worker } from 'node:worker_threads';
import type { ThreadRequests, WorkerRequestName } from './requests.ts';
import { answerOf, runInWorker, startThread, workerLimits } from './run-in-worker.ts';

/** After so many milliseconds without a job the thread goes, and its memory with it. */
const keptFor = 10 * 60_000;

/**
 * A thread that stays with one document for the next job: the preview must be there at once, and of a new thread's time
 * nine tenths are starting it and code that runs for the first time. A document never meets what another has left behind.
 */
export interface KeptThread {
  /** Runs a job about a document. While the thread is busy, or where it ends without an answer of its own, a new one runs it. */
  run<N extends WorkerRequestName>(
    document: string,
    name: N,
    args: ThreadRequests[N]['args'],
  ): Promise<ThreadRequests[N]['answer']>;
  /** Ends the thread, where it is that document's. */
  leave(document: string): void;
}

export function keepThread(script: string, limits = workerLimits, idle = keptFor): KeptThread {
  let kept: { readonly document: string; readonly worker: Worker; busy: boolean; timer?: NodeJS.Timeout } | undefined;

  function start(document: string): NonNullable<typeof kept> {
    const started = { document, worker: startThread(script, limits), busy: false };
    // One that has ended between two jobs would never answer.
    started.worker.once('exit', () => {
      if (kept === started) leave(document);
    });
    return started;
  }

  function leave(document: string): void {
    if (kept?.document !== document) return;
    clearTimeout(kept.timer);
    void kept.worker.terminate();
    kept = undefined;
  }

  return {
    leave,
    async run(document, name, args) {
      if (kept?.busy === true) return runInWorker(script, name, args, limits);
      if (kept !== undefined && kept.document !== document) leave(kept.document);
      const fresh = kept === undefined;
      const own = (kept ??= start(document));
      clearTimeout(own.timer);
      own.busy = true;
      own.worker.postMessage({ name, args });
      const { answer, alive } = await answerOf(own.worker, { name, args }, limits);
      own.busy = false;
      if (!alive) {
        if (kept === own) leave(document);
        // What earlier jobs have left in it may have been too much; a new thread says what this one needs.
        return fresh ? answer : runInWorker(script, name, args, limits);
      }
      own.timer = setTimeout(() => leave(document), idle);
      own.timer.unref();
      return answer;
    },
  };
}
