import { parentPort, workerData } from 'node:worker_threads';
import { perform } from './perform.ts';
import type { WorkerJob, WorkerRequests } from './requests.ts';

/** The thread that reads untrusted workbooks: one job, one answer, and it is gone with all its memory. */
const { name, args } = workerData as WorkerJob;
parentPort?.postMessage((perform[name] as (given: unknown) => WorkerRequests[typeof name]['answer'])(args));
