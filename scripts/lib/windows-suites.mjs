import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';

/** Suites of what does not need a window: command line, files, journal, exchange, workbooks, and what both processes share. */
const folders = [
  'test/main/cli',
  'test/main/desk',
  'test/main/engine',
  'test/main/exchange',
  'test/main/files',
  'test/main/jobs',
  'test/main/journal',
  'test/main/printing',
  'test/shared',
];

/** Files that need what Windows or Wine does not have, and what that is. */
const notThere = new Map([
  ['test/main/cli/below.test.ts', 'a library below the program'],
  ['test/main/files/full-disk.test.ts', 'a small disk to mount'],
  ['test/main/journal/power-cut.test.ts', 'a recorder of the system’s calls'],
  ['test/main/journal/read-only.test.ts', 'rights that forbid root to write'],
]);

/** @typedef {{ file: string, passed: number, failed: number, skipped: number, names: readonly string[], why: string }} Ran */

/**
 * Runs the unit suites under Wine on Node for Windows, each file in a process of its own, by Node's own runner and vitest's own
 * `expect` (test/windows): the native parts of vitest do not load there. `only`: parts of paths.
 * @param {{ wine: string, node: string, env: NodeJS.ProcessEnv, work: string, only: readonly string[], told: (ran: Ran) => void }} how
 */
export async function windowsSuites({ wine, node, env, work, only, told }) {
  const files = folders
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => path.join(folder, name)),
    )
    .filter((file) => only.length === 0 || only.some((part) => file.includes(part)))
    .sort();
  for (const file of files) if (notThere.has(file)) console.log(`skipped: ${file} (needs ${notThere.get(file)})`);
  const waiting = files.filter((file) => !notThere.has(file));
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      told(await runFile({ wine, node, env, work }, file));
  };
  await Promise.all(Array.from({ length: Math.min(2, os.availableParallelism()) }, lane));
}

const onWine = (file) => `Z:${file.replaceAll('/', '\\')}`;

/** @returns {Promise<Ran>} a file that ends without its sum counts as one failure */
async function runFile({ wine, node, env, work }, file) {
  const log = path.join(work, `${file.replaceAll('/', '_')}.log`);
  // Wine gives Node no pipe that it takes for one: a file it is.
  const out = fs.openSync(log, 'w');
  const preload = `file:///Z:${path.join(root, 'test', 'windows', 'vitest-is-runner.mjs')}`;
  const child = spawn(wine, [node, '--import', preload, '--test-reporter=tap', onWine(path.join(root, file))], {
    env,
    cwd: root,
    stdio: ['ignore', out, out],
    timeout: 600_000,
    killSignal: 'SIGKILL',
  });
  const status = await new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
  fs.closeSync(out);
  const said = fs.readFileSync(log, 'utf8');
  const sum = (what) => Number(new RegExp(`^# ${what} (\\d+)`, 'mu').exec(said)?.[1] ?? Number.NaN);
  const passed = sum('pass');
  if (Number.isNaN(passed))
    return { file, passed: 0, failed: 1, skipped: 0, names: [`ended with ${status}`], why: said.slice(-600) };
  const names = [...said.matchAll(/^ *not ok \d+ - (.*)$/gmu)].map((found) => found[1] ?? '');
  const why = [...said.matchAll(/^ *error: (.*)$/gmu)].map((found) => found[1] ?? '').join('\n');
  return { file, passed, failed: sum('fail') + sum('cancelled'), skipped: sum('skipped'), names, why };
}
