import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'contestants.mjs');

/**
 * Runs before the clock counts: reading settles after about fifty (many functions, each compiled when it has run often enough),
 * its peers, which take longer, after about eight.
 */
const settled = { runs: 20, last: 4000 };
/** One turn, whose median counts: its first runs find the processor's caches full of what the others left. */
const turn = { runs: 5, last: 250 };
/** On a machine with neighbours a process may be half as fast again as another of the same program, as long as it lives. */
const processes = 3;

/**
 * Lets contestants (contestants.mjs) run in turns; gives the median of at least `rounds` turns in milliseconds by name. Each has
 * a process and with it a heap of its own, three one after another, so that no one pays for what another left in memory or taught
 * the compiler; and a moment in which the machine is busy with something else falls on all of them alike.
 *
 * `entries`: `{ task, files: { name: file } }`, `task` being the contestant and `name` what its result is called. Files of one entry
 * share its processes: which process it is must not decide which of them is the quickest. Their turns count by the `mean` of the runs:
 * a garbage collection falls on every run over a large file, and on one in dozens over a small one.
 */
export async function inTurns(folder, entries, rounds, { mean = false } = {}) {
  const times = Object.fromEntries(entries.flatMap(({ files }) => Object.keys(files).map((name) => [name, []])));
  for (let n = 0; n < processes; n += 1) await takeTurns(folder, entries, Math.ceil(rounds / processes), times, mean);
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

async function takeTurns(folder, entries, rounds, times, mean) {
  const running = [];
  try {
    for (const { task, files } of entries) {
      const child = fork(script, [task, folder, ...Object.values(files)]);
      const names = Object.keys(files);
      running.push({ names, child });
      await answer(child);
      for (const which of names.keys()) await ask(child, { ...settled, which });
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { names, child } of running) {
        for (const [which, name] of names.entries()) times[name].push(await ask(child, { ...turn, which, mean }));
      }
    }
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
      once(child, 'exit', { signal: ended.signal }).then(([code]) =>
        Promise.reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`)),
      ),
    ]);
    return message;
  } finally {
    ended.abort();
  }
}
