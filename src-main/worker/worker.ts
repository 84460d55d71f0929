import { parentPort, workerData } from 'node:worker_threads';
import { performPlan } from './perform-plan.ts';
import { perform } from './perform.ts';
import type { ThreadJob, ThreadRequests } from './requests.ts';

/** The thread that reads untrusted workbooks: one job, one answer, and it is gone with all its memory. */
const { name, args } = workerData as ThreadJob;
const job = { ...perform, ...performPlan }[name] as (given: unknown) => ThreadRequests[typeof name]['answer'] | Promise<ThreadRequests[typeof name]['answer']>;
parentPort?.postMessage(await job(args));
