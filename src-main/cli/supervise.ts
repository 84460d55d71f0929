import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { drawHere, type DrawRequest } from './draw-across.ts';
import { refuse } from './refuse.ts';

/** What a command's thread says to the process. */
export type ThreadMessage =
  | DrawRequest
  | { readonly out: string }
  | { readonly err: string }
  | { readonly stdin: true }
  | { readonly status: ExitStatus }
  | { readonly bug: string; readonly stack: string };

export interface ThreadOrder {
  readonly argv: readonly string[];
  /** Whether the process can draw pages. */
  readonly draws: boolean;
}

interface Limits {
  /** Heap in MB. */
  readonly memory: number;
  /** Milliseconds that the process may compute. */
  readonly computing: number;
}

/** Commands that are as quick to answer as a thread is to start, within limits of their own (open-input.ts), or do their work elsewhere. */
const inPlace: ReadonlySet<string> = new Set(['read', 'set', 'help', '--help', '-h']);

/** Whether a command is to run in a thread of its own, where a hostile file can end the thread and never the process. */
export function needsThread([name = '', ...args]: readonly string[], draws: boolean): boolean {
  if (name === '' || inPlace.has(name)) return false;
  // Without Electron, lists as workbooks are made here; for pages it is started, and does all.
  return (
    name !== 'print' ||
    draws ||
    args.some((arg, index) => /\.xlsx$/iu.test(arg) && (args[index - 1] === '--out' || arg.startsWith('--out=')))
  );
}

const megabyte = 2 ** 20;
const lookEvery = 250;
/** A thread that waits without computing (a share that answers slowly, a file that is busy) is ended after so many times the limit. */
const patience = 10;

/**
 * As much as the window's jobs get (jobs/run-in-worker.ts), which a command does several of one after the other. What makes sheets
 * costs by their number, which the files' size does not tell.
 */
function limitsOf([name = '', ...args]: readonly string[]): Limits {
  const size = args.reduce((sum, arg) => sum + bytesAt(arg), 0) / megabyte;
  const least = name === 'new' || name === 'roll-over' ? 120_000 : name === 'form' ? 60_000 : 8000;
  // A proof reads the files again for every copy that it disturbs.
  const copies = name === 'form' ? disturbances(args) : 0;
  return {
    memory: Math.min(2500, Math.round(400 + 60 * size)),
    computing: (least + 40_000 * size) * (1 + copies / 20),
  };
}

/** N of `--disturb N`; what is no number is refused by the command. */
function disturbances(args: readonly string[]): number {
  const said = args[args.indexOf('--disturb') + 1];
  const joined = args.find((arg) => arg.startsWith('--disturb='))?.slice('--disturb='.length);
  const count = Number(joined ?? (args.includes('--disturb') ? said : 0));
  return Number.isFinite(count) && count > 0 ? Math.min(count, 1000) : 0;
}

function bytesAt(path: string, depth = 3): number {
  try {
    const facts = statSync(path);
    if (facts.isFile()) return facts.size;
    if (!facts.isDirectory() || depth === 0) return 0;
    return readdirSync(path)
      .slice(0, 2000)
      .reduce((sum, name) => sum + bytesAt(join(path, name), depth - 1), 0);
  } catch {
    // Not a path, or not there: the command says so.
    return 0;
  }
}

/** Runs a command in a thread and answers its status; out of memory and out of time are refusals like others. */
export function runInThread(
  argv: readonly string[],
  io: CommandIo,
  limits = limitsOf(argv),
  script = threadScript(),
): Promise<ExitStatus> {
  const worker = new Worker(script, {
    workerData: { argv, draws: io.drawSides !== undefined } satisfies ThreadOrder,
    env: SHARE_ENV,
    // It speaks by messages. The process's own streams are not even opened for it: Wine opens none that is a pipe.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.memory, maxYoungGenerationSizeMb: 48, stackSizeMb: 4 },
  });
  return new Promise((resolve) => {
    let started = { clock: performance.now(), computing: process.cpuUsage() };
    const draw = io.drawSides === undefined ? undefined : drawHere(worker, io.drawSides);
    let settled = false;
    const settle = (status: ExitStatus): void => {
      if (settled) return;
      settled = true;
      clearInterval(timer);
      void worker.terminate();
      resolve(status);
    };
    const stop = (failure: Failure): void => {
      if (!settled) settle(refuse(io, failure));
    };
    const timer = setInterval(() => {
      const { user, system } = process.cpuUsage(started.computing);
      if ((user + system) / 1000 < limits.computing && performance.now() - started.clock < limits.computing * patience)
        return;
      stop(tooMuch(`${Math.round(limits.computing / 1000)} s`));
    }, lookEvery);
    worker.on('message', (message: ThreadMessage) => {
      if ('out' in message) io.out(message.out);
      else if ('err' in message) io.err(message.err);
      else if ('stdin' in message) void io.stdin().then((bytes) => worker.postMessage(bytes));
      else if ('draw' in message || 'sides' in message || 'sidesEnd' in message) {
        // As in the window, every part has the time of a whole job.
        started = { clock: performance.now(), computing: process.cpuUsage() };
        draw?.(message);
      } else if ('status' in message) settle(message.status);
      else {
        if (process.env['KOHYO_STACK'] === '1') io.err(`${message.stack}\n`);
        stop({ kind: 'unfinished', reason: 'bug', values: { what: message.bug } });
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') stop(tooMuch(`${limits.memory} MB`));
      else
        stop({ kind: 'unfinished', reason: 'bug', values: { what: `${error.name}: ${error.message}`.slice(0, 300) } });
    });
    worker.on('exit', () => stop({ kind: 'unfinished', reason: 'ended' }));
  });
}

/** Beside `cli.js`, whichever chunk this is in. */
function threadScript(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(basename(here) === 'chunks' ? dirname(here) : here, 'cli-thread.js');
}

const tooMuch = (what: string): Failure => ({ kind: 'too-large', reason: 'package', values: { what } });
