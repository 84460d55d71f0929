import { Worker } from 'node:worker_threads';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err } from '../../src-shared/domain/result.ts';
import { log } from '../files/log.ts';
import type { Emit, PartRequests, ThreadJob, ThreadRequests } from './requests.ts';

/** What a job may use; a workbook of 300 sheets needs a fraction of it. */
export interface WorkerLimits {
  /** Heap in MB. */
  readonly memory: number;
  /** Milliseconds of computing for a file of up to 1 MB; larger ones get as much more as they are larger. */
  readonly deadline: number;
}
export const workerLimits: WorkerLimits = { memory: 400, deadline: 5000 };

/**
 * The deadline counts the time that the program's threads compute, not the clock: on a laptop busy with something else a
 * save must not fail. A thread that waits without computing is ended after so many times the deadline by the clock.
 */
const patience = 10;
const looksEvery = 250;

const megabyte = 1024 * 1024;

/** For a job that answers in parts: what takes them, one after the other, and what stops it. */
export interface PartTaker<N extends keyof ThreadRequests> {
  readonly take: Emit<N extends keyof PartRequests ? PartRequests[N]['part'] : never>;
  readonly signal: AbortSignal;
}

/** A thread of the built worker `script`: for the job given, or for those that come as messages where none is. */
export function startThread(script: string, limits: WorkerLimits, job?: ThreadJob): Worker {
  const worker = new Worker(script, {
    workerData: job ?? null,
    resourceLimits: { maxOldGenerationSizeMb: limits.memory, maxYoungGenerationSizeMb: 48, stackSizeMb: 4 },
    // The thread sees nothing of the environment and writes nothing to the program's own streams.
    env: {},
    stdout: true,
    stderr: true,
  });
  // Who waits for an answer listens too; what becomes of a thread that nobody waits for is no error of the program.
  worker.on('error', () => undefined);
  return worker;
}

/** How a job ended: `alive` where the thread itself has answered and could take another. */
interface Ended<N extends keyof ThreadRequests> {
  readonly answer: ThreadRequests[N]['answer'];
  readonly alive: boolean;
}

/** Waits for a thread's answer to the job that it has. Out of memory and out of time are failures like others; a crash says that the file is damaged. */
export function answerOf<N extends keyof ThreadRequests>(
  worker: Worker,
  { name, args }: ThreadJob<N>,
  limits: WorkerLimits,
  parts?: PartTaker<N>,
): Promise<Ended<N>> {
  return new Promise((resolve) => {
    const time = limits.deadline * Math.max(1, sizeOf(args) / megabyte);
    let settled = false;
    const settle = (answer: ThreadRequests[N]['answer'], alive = false): void => {
      if (settled) return;
      settled = true;
      clearInterval(timer);
      parts?.signal.removeEventListener('abort', stop);
      worker.off('message', hear).off('error', fail).off('exit', end);
      resolve({ answer, alive });
    };
    const stop = (): void => settle(err({ kind: 'print-failed', reason: 'stopped' }));
    const clock = () => ({ clock: performance.now(), computing: process.cpuUsage() });
    let started = clock();
    const timer = setInterval(() => {
      const { user, system } = process.cpuUsage(started.computing);
      if ((user + system) / 1000 < time && performance.now() - started.clock < time * patience) return;
      settle(err(tooMuch(`${Math.round(time / 1000)} s`)));
    }, looksEvery);
    const hear = (
      message: ThreadRequests[N]['answer'] | { readonly part: Parameters<PartTaker<N>['take']>[0] },
    ): void => {
      if (!('part' in message)) return settle(message, true);
      // Every part has the time of a whole job; what takes it has time of its own.
      started = clock();
      void parts?.take(message.part).then(() => {
        started = clock();
        if (!settled) worker.postMessage('next');
      }, stop);
    };
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return settle(err(tooMuch(`${limits.memory} MB`)));
      log('bug', `the worker's ${name} failed`, error);
      return settle(err({ kind: 'damaged', reason: 'package', values: { part: error.name } }));
    };
    const end = (): void => settle(err({ kind: 'damaged', reason: 'package', values: { part: 'worker' } }));
    worker.on('message', hear).on('error', fail).on('exit', end);
    parts?.signal.addEventListener('abort', stop, { once: true });
    if (parts?.signal.aborted === true) stop();
  });
}

/**
 * Runs one job in a thread of its own, so that a hostile file can end the thread and never the app. `script` is the
 * built worker.
 */
export async function runInWorker<N extends keyof ThreadRequests>(
  script: string,
  name: N,
  args: ThreadRequests[N]['args'],
  limits: WorkerLimits = workerLimits,
  parts?: PartTaker<N>,
): Promise<ThreadRequests[N]['answer']> {
  const worker = startThread(script, limits, { name, args });
  const { answer } = await answerOf(worker, { name, args }, limits, parts);
  void worker.terminate();
  return answer;
}

/** A made sheet costs about as much time as so many bytes that are read. */
const madeSheet = 128 * 1024;

/** How many bytes a job has to read, or work that takes as long. */
function sizeOf(args: ThreadRequests[keyof ThreadRequests]['args']): number {
  if ('settings' in args) return megabyte + args.settings.items.length * madeSheet;
  if ('choice' in args) return megabyte + args.bytes.length + args.choice.items.length * madeSheet;
  // Making a workbook for sending reads it five times over, and it is the person's own, which has been opened before.
  if ('parcels' in args || 'answers' in args || 'key' in args) return 5 * (megabyte + args.bytes.length);
  // A printed job lays every sheet out twice; several previews may run at a time, and all of the program's computing counts.
  if ('policy' in args)
    return megabyte + args.bytes.length + (args.version?.bytes.length ?? 0) + args.items.length * madeSheet;
  // Samples are read by guesses, and by many changed copies: they are few, and the person waits beside a way to stop.
  if ('files' in args) return args.files.length * 2 * megabyte;
  if ('archives' in args) return args.archives.reduce((sum, { bytes }) => sum + bytes.length, megabyte);
  if ('bytes' in args) return args.bytes.length;
  const master = 'master' in args ? args.master.bytes.length : 0;
  return args.returned.reduce((sum, file) => sum + file.bytes.length, master);
}

const tooMuch = (what: string): Failure => ({ kind: 'too-large', reason: 'package', values: { what } });
