import { parentPort, workerData } from 'node:worker_threads';
import type { CommandIo } from './command.ts';
import { runCli } from './run.ts';
import type { ThreadMessage } from './supervise.ts';

/** The thread that a command of the command line runs in (supervise.ts): it has the command's arguments and speaks through the process. */
const say = (message: ThreadMessage): void => parentPort?.postMessage(message);

const io: CommandIo = {
  out: (text) => say({ out: text }),
  outPieces: (pieces) => say({ out: [...pieces].join('') }),
  err: (text) => say({ err: text }),
  stdin: () =>
    new Promise((resolve) => {
      parentPort?.once('message', resolve);
      say({ stdin: true });
    }),
};

void runCli(workerData as readonly string[], io).then(
  (status) => say({ status }),
  (error: unknown) => {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    say({ bug: `${name}: ${message.split('\n', 1)[0] ?? ''}`.slice(0, 300), stack });
  },
);
