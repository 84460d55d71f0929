import { err } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { Work, WorkerRequestName, WorkerRequests } from './requests.ts';

/** What a person can stop: reading a workbook, learning a form of some, and making new bytes before anything of the file is touched. */
export type StoppableName = 'opening' | 'saving' | 'learning';
const jobs: Readonly<Partial<Record<WorkerRequestName, StoppableName>>> = {
  open: 'opening',
  patch: 'saving',
  learn: 'learning',
};

/** Runs one job until it is done or `signal` ends it. */
type Run = <N extends WorkerRequestName>(
  name: N,
  args: WorkerRequests[N]['args'],
  signal: AbortSignal,
) => Promise<WorkerRequests[N]['answer']>;

/** Work whose opening and saving a person can stop: the thread is ended, and what waits for it hears that it was stopped. */
export function stoppable(run: Run): { readonly work: Work; readonly stop: (what: StoppableName) => void } {
  const running = new Map<AbortController, StoppableName>();
  const work: Work = async (name, args) => {
    const controller = new AbortController();
    const what = jobs[name];
    if (what !== undefined) running.set(controller, what);
    try {
      const answer = await run(name, args, controller.signal);
      const failure: Failure | undefined =
        what !== undefined && controller.signal.aborted ? { kind: 'stopped', reason: what } : undefined;
      return failure === undefined ? answer : err(failure);
    } finally {
      running.delete(controller);
    }
  };
  return {
    work,
    stop: (what) => {
      for (const [controller, doing] of running) if (doing === what) controller.abort();
    },
  };
}
