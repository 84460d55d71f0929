import { parentPort, workerData } from 'node:worker_threads';
import { performPlan } from './perform-plan.ts';
import { performPrint } from './perform-print.ts';
import { perform } from './perform.ts';
import type { Emit, ThreadJob, ThreadRequests } from './requests.ts';

/** The thread that reads untrusted workbooks: one job, one answer, and it is gone with all its memory. */
const { name, args } = workerData as ThreadJob;
/** A part of the answer; the work goes on when it has been taken. */
const emit: Emit<unknown> = (part) =>
  new Promise((resolve) => {
    parentPort?.once('message', () => resolve());
    parentPort?.postMessage({ part });
  });
type Job = (given: unknown, emit: Emit<unknown>) => ThreadRequests[typeof name]['answer'] | Promise<ThreadRequests[typeof name]['answer']>;
const job = { ...perform, ...performPlan, ...performPrint }[name] as Job;
parentPort?.postMessage(await job(args, emit));
