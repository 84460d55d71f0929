import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'contestants.mjs');

/** Runs before the clock counts: reading settles after about fifty (many functions, each compiled when it has run often enough). */
const settled = { runs: 60, last: 0 };
/** One turn, whose median counts: its first runs find the processor's caches full of what the others left. */
const turn = { runs: 5, last: 250 };

/**
 * Lets contestants (contestants.mjs) run in turns; gives the median of `rounds` turns in milliseconds by name. Each has a process
 * and with it a heap of its own, so that no one pays for what another left in memory or taught the compiler; and a moment in
 * which the machine is busy with something else falls on all of them alike.
 *
 * `entries`: `{ name, task, file, warmUps? }`, `task` being the contestant and `name` what its result is called.
 */
export async function inTurns(folder, entries, rounds) {
  const running = [];
  try {
    for (const { name, task, file, warmUps = settled } of entries) {
      const child = fork(script, [task, folder, file]);
      running.push({ name, child, times: [] });
      await answer(child);
      await ask(child, warmUps);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { child, times } of running) times.push(await ask(child, turn));
    }
    return Object.fromEntries(running.map(({ name, times }) => [name, median(times)]));
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
  }
}

/** Windows cannot halt a process. */
const canHalt = process.platform !== 'win32';

/** Lets a child run as often as `wanted`. It is halted otherwise: what its garbage collector does at leisure would fall on the others. */
async function ask(child, wanted) {
  if (canHalt) child.kill('SIGCONT');
  child.send(wanted);
  const time = await answer(child);
  if (canHalt) child.kill('SIGSTOP');
  return time;
}

/** The next message of a child; fails where it ends instead. */
async function answer(child) {
  const ended = new AbortController();
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal: ended.signal }),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => Promise.reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`))),
    ]);
    return message;
  } finally {
    ended.abort();
  }
}
