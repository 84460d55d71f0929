import { parentPort, workerData } from 'node:worker_threads';
import type { CommandIo } from './command.ts';
import { runCli } from './run.ts';
import { drawThere, type DrawAnswer } from './draw-across.ts';
import type { ThreadMessage, ThreadOrder } from './supervise.ts';

/** The thread that a command of the command line runs in (supervise.ts): it has the command's arguments, and speaks and draws through the process. */
const { argv, draws } = workerData as ThreadOrder;
const say = (message: ThreadMessage): void => parentPort?.postMessage(message);

const ask = <T>(message: ThreadMessage): Promise<T> =>
  new Promise((resolve) => {
    parentPort?.once('message', resolve);
    say(message);
  });

const io: CommandIo = {
  out: (text) => say({ out: text }),
  outPieces: (pieces) => say({ out: [...pieces].join('') }),
  err: (text) => say({ err: text }),
  stdin: () => ask({ stdin: true }),
  ...(draws ? { drawSides: drawThere((request) => ask<DrawAnswer>(request)) } : {}),
};

void runCli(argv, io).then(
  (status) => say({ status }),
  (error: unknown) => {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    say({ bug: `${name}: ${message.split('\n', 1)[0] ?? ''}`.slice(0, 300), stack });
  },
);
