import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'contestants.mjs');

/**
 * Runs before the clock counts: reading settles after about fifteen (many functions, each compiled when it has run often
 * enough), its peers after about eight.
 */
const settled = 60;
/** Runs in one turn, of which the median counts: the first ones find the processor's caches full of what the others left. */
const runsOfTurn = 5;

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
      for (const { child, times } of running) times.push(await ask(child, runsOfTurn));
    }
    return Object.fromEntries(running.map(({ name, times }) => [name, median(times)]));
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
  }
}

/** Lets a child run so often. It is halted otherwise: what its garbage collector does at leisure would fall on the others. */
async function ask(child, runs) {
  child.kill('SIGCONT');
  child.send(runs);
  const time = await answer(child);
  child.kill('SIGSTOP');
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
