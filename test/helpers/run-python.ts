import { spawnSync } from 'node:child_process';

/** A Python that has openpyxl, or `undefined`: the system's own one goes first, since others often lack packages. */
export const pythonWithOpenpyxl: string | undefined = ['/usr/bin/python3', 'python3', 'python'].find(
  (command) => spawnSync(command, ['-c', 'import openpyxl'], { stdio: 'ignore' }).status === 0,
);

/** Runs a script with arguments and gives what it prints, read as JSON. Throws with the error output if it fails. */
export function runPython(script: string, args: readonly string[]): unknown {
  if (pythonWithOpenpyxl === undefined) throw new Error('no Python with openpyxl');
  const run = spawnSync(pythonWithOpenpyxl, ['-c', script, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}
