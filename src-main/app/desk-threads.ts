import { keepThread, type KeptThread } from '../jobs/kept-thread.ts';
import type { PartWork, PlanWork, Work } from '../jobs/requests.ts';
import { runInWorker, workerLimits } from '../jobs/run-in-worker.ts';
import { stoppable, type StoppableName } from '../jobs/stoppable.ts';

/** Where the desk has its workbooks read and made: threads of one file, each with limits of memory and time. */
export interface DeskThreads {
  readonly work: Work;
  readonly stopWork: (what: StoppableName) => void;
  readonly planWork: PlanWork;
  readonly partWork: PartWork;
  readonly previews: KeptThread;
}

export function deskThreads(file: string): DeskThreads {
  const nothingInParts = () => Promise.resolve();
  const { work, stop: stopWork } = stoppable((name, args, signal) =>
    runInWorker(file, name, args, workerLimits, { take: nothingInParts, signal }),
  );
  return {
    work,
    stopWork,
    planWork: (name, args) => runInWorker(file, name, args),
    partWork: (name, args, take, signal) => runInWorker(file, name, args, workerLimits, { take, signal }),
    previews: keepThread(file),
  };
}
