import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';

/** The value below which a share of the values lies; `NaN` of none. */
export const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

export const median = (values) => percentile(values, 0.5);

/**
 * The power of the sizes with which the times grow: 1 is linear, less has a fixed part. The slope of the line through their
 * logarithms by least squares, so that no single time decides.
 */
export function exponentOf(sizes, times) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [sizes.map(Math.log), times.map(Math.log)];
  const [middleX, middleY] = [mean(x), mean(y)];
  return (
    mean(x.map((value, i) => (value - middleX) * (y[i] - middleY))) / mean(x.map((value) => (value - middleX) ** 2))
  );
}

/**
 * The most memory that this process has had, in MB. A child's `maxRSS` begins with that of the process that started it
 * (Linux, getrusage), so the kernel's own count for this program is taken where there is one.
 */
export function peakMemory() {
  const status = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1024;
}

/** Runs a script in a Node of its own; gives what it printed and its wall time in ms, to which making a text of it does not belong. */
export function runChild(script, args, node = process.execPath, flags = []) {
  const start = performance.now();
  const child = spawnSync(node, [...flags, script, ...args], { maxBuffer: 2 ** 30 });
  const ms = performance.now() - start;
  if (child.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${child.stderr}`);
  return { ms, output: child.stdout.toString() };
}

/** Prints rows of `[what, measured, limit, met]` and tells whether all were met. */
export function printTable(rows) {
  const lines = rows.map(([what, measured, limit, met]) => [
    what,
    measured,
    limit,
    met === undefined ? '' : met ? 'ok' : 'MISSED',
  ]);
  const all = [['measured', 'result', 'limit', ''], ...lines];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((line) => line[i].length)));
  for (const line of all)
    console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  return rows.every(([, , , met]) => met !== false);
}
