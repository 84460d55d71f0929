import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Runs tasks in turn, so that what else the machine does falls on all of them alike: a warm-up of each, then `rounds`
 * of each; gives the median milliseconds by name.
 */
export async function alternate(tasks, rounds, warmUps = 2) {
  const times = new Map(Object.keys(tasks).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, task] of Object.entries(tasks)) {
      globalThis.gc?.();
      const start = performance.now();
      await task();
      if (round >= 0) times.get(name).push(performance.now() - start);
    }
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, median(list)]));
}

/** Runs a script in a Node of its own and gives what it printed as JSON, with its wall time and peak memory in MB. */
export function runChild(script, args, node = process.execPath, flags = []) {
  const start = performance.now();
  const child = spawnSync(node, [...flags, script, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const ms = performance.now() - start;
  if (child.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${child.stderr}`);
  return { ms, output: child.stdout };
}

/** Prints rows of `[what, measured, limit, met]` and tells whether all were met. */
export function printTable(rows) {
  const lines = rows.map(([what, measured, limit, met]) => [what, measured, limit, met === undefined ? '' : met ? 'ok' : 'MISSED']);
  const all = [['measured', 'result', 'limit', ''], ...lines];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((line) => line[i].length)));
  for (const line of all) console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  return rows.every(([, , , met]) => met !== false);
}
