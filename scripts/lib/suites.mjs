import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { ensurePackages } from './install.mjs';
import { launchEnvironment } from './launch.mjs';
import { childEnv, runNode } from './run.mjs';
import { ensureSystem } from './system-needs.mjs';

/** @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number }} Suite */

/** Everything that the end-to-end suite needs: packages, Electron, libraries, programs to read results with, a display for each worker. */
export async function prepareEndToEnd() {
  await ensurePackages();
  const runtime = await electronRuntime();
  await ensureSystem({ executable: runtime.executable, display: true, tests: true });
  Object.assign(
    process.env,
    { KOHYO_ELECTRON: runtime.executable },
    runtime.development ? { KOHYO_DEVELOPMENT_RUNTIME: launchEnvironment(runtime).KOHYO_DEVELOPMENT_RUNTIME } : {},
  );
  return ensureDisplay(Math.min(2, os.availableParallelism()));
}

/**
 * Runs vitest with the pinned Node and counts what its own report says. A run that ends without a report counts as one failure.
 * @param {{ name: string, config: string, files?: readonly string[] }} suite
 * @returns {Promise<Suite>}
 */
export async function vitest({ name, config, files = [] }) {
  const report = path.join(os.tmpdir(), `kohyo-desk-vitest-${process.pid}-${name.replaceAll(' ', '-')}.json`);
  const started = performance.now();
  const { status } = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
    { env: childEnv() },
  );
  const seconds = (performance.now() - started) / 1000;
  let counts = { passed: 0, failed: 1, skipped: 0 };
  if (fs.existsSync(report)) {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = JSON.parse(
      fs.readFileSync(report, 'utf8'),
    );
    counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
    // A file that cannot be loaded has no tests that fail, an error outside a test neither.
    if (counts.failed === 0 && (status !== 0 || numFailedTestSuites > 0)) counts.failed = 1;
    fs.rmSync(report);
  }
  return { name, ...counts, seconds };
}

/** Prints each suite and the sum; the last line is what a machine reads. @param {readonly Suite[]} suites */
export function printSum(suites) {
  console.log('\nSuites:');
  for (const { name, passed, failed, skipped, seconds } of suites) {
    console.log(
      `  ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds.toFixed(1)} s)`,
    );
  }
  const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
  console.log(
    `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
  );
  return sum('failed') === 0;
}
