import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const checkFile = new URL('check-file.mjs', import.meta.url);

/** Above this the next file gets a fresh process, so that a figure of memory is about few files. */
const usualSize = 250;

/**
 * Checks the files one after the other in child processes. A file that takes longer than `seconds` or ends its process
 * (out of memory) is answered `hung` or `crashed`. Calls `each` with every answer.
 */
export async function runFiles(paths, { seconds, fresh, child = checkFile, reuseBelow = usualSize }, each) {
  let worker;
  const stop = () => {
    worker?.kill('SIGKILL');
    worker = undefined;
  };
  for (const path of paths) {
    if (fresh(path)) stop();
    worker ??= fork(fileURLToPath(child), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-old-space-size=400', '--disable-warning=ExperimentalWarning'],
    });
    const answer = await ask(worker, path, seconds * 1000);
    if (answer.megabytes === undefined || answer.megabytes > reuseBelow || fresh(path)) stop();
    each(answer);
  }
  stop();
}

function ask(worker, path, milliseconds) {
  return new Promise((resolve) => {
    let errors = '';
    const collect = (chunk) => (errors += chunk);
    const finish = (answer) => {
      clearTimeout(timer);
      worker.off('message', finish);
      worker.off('exit', ended);
      worker.stderr.off('data', collect);
      resolve(answer);
    };
    const ended = (code, signal) =>
      finish({ path, outcome: 'crashed', detail: `process ended: ${code ?? signal} ${errors.slice(-300)}` });
    const timer = setTimeout(
      () => finish({ path, outcome: 'hung', detail: `more than ${milliseconds / 1000} s` }),
      milliseconds,
    );
    worker.on('message', finish);
    worker.on('exit', ended);
    worker.stderr.on('data', collect);
    worker.send(path);
  });
}
