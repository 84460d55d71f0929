import { parentPort, workerData } from 'node:worker_threads';
import { performPlan } from './perform-plan.ts';
import { performPrint } from './perform-print.ts';
import { performSendings } from './perform-sendings.ts';
import { performTeach } from './perform-teach.ts';
import { perform } from './perform.ts';
import type { Emit, ThreadJob, ThreadRequests } from './requests.ts';

/** The thread that reads untrusted workbooks: one job, one answer, and it is gone with all its memory; one that is kept takes job after job (kept-thread.ts). */
type Job = (
  given: unknown,
  emit: Emit<unknown>,
) => ThreadRequests[keyof ThreadRequests]['answer'] | Promise<ThreadRequests[keyof ThreadRequests]['answer']>;
/** A part of the answer; the work goes on when it has been taken. */
const emit: Emit<unknown> = (part) =>
  new Promise((resolve) => {
    parentPort?.once('message', () => resolve());
    parentPort?.postMessage({ part });
  });
async function run({ name, args }: ThreadJob): Promise<void> {
  const job = { ...perform, ...performPlan, ...performPrint, ...performSendings, ...performTeach }[name] as Job;
  parentPort?.postMessage(await job(args, emit));
}
const only = workerData as ThreadJob | null;
// A job that throws ends the thread, and what waits for its answer hears of it.
if (only === null) parentPort?.on('message', (job: ThreadJob) => void run(job));
else void run(only);
