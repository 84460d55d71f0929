import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { ensurePackages } from './install.mjs';
import { root } from './paths.mjs';
import { childEnv, runNode } from './run.mjs';
import { ensureSystem } from './system-needs.mjs';

/**
 * @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number, again?: readonly Again[] }} Suite
 * @typedef {{ file: string, name: string, tries: number }} Again a test that passed, but not at the first try
 */

/** Everything that the end-to-end suite needs: packages, Electron, libraries, programs to read results with, a display for each worker. */
export async function prepareEndToEnd() {
  await ensurePackages();
  const runtime = await electronRuntime();
  await ensureSystem({ executable: runtime.executable, display: true, tests: true });
  Object.assign(
    process.env,
    { KOHYO_ELECTRON: runtime.executable },
    runtime.development ? { KOHYO_DEVELOPMENT_RUNTIME: '1' } : {},
  );
  return ensureDisplay(Math.min(2, os.availableParallelism()));
}

/** Runs vitest once; `report` is what its own JSON report says, `undefined` where it ended without one. */
async function runVitest(name, config, args) {
  const file = path.join(os.tmpdir(), `kohyo-desk-vitest-${process.pid}-${name.replaceAll(' ', '-')}.json`);
  const { status } = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { env: childEnv() },
  );
  if (!fs.existsSync(file)) return { status, report: undefined };
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.rmSync(file);
  return { status, report };
}

/** The failed tests of a report by their files. */
const failedTests = (report) =>
  report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => ({ file, name: title })),
  );

const quoted = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Runs vitest with the pinned Node and counts what its own report says. A run that ends without a report counts as one failure.
 * `tries`: how often a test that failed is run, alone and after all others; one that passes then is counted and named in `again`,
 * for a real window on a busy machine may be late.
 * @param {{ name: string, config: string, files?: readonly string[], tries?: number }} suite
 * @returns {Promise<Suite>}
 */
export async function vitest({ name, config, files = [], tries = 1 }) {
  const started = performance.now();
  const { status, report } = await runVitest(name, config, files);
  const took = () => (performance.now() - started) / 1000;
  if (report === undefined) return { name, passed: 0, failed: 1, skipped: 0, seconds: took() };
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = report;
  const counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  // A file that cannot be loaded has no tests that fail, an error outside a test neither.
  if (counts.failed === 0 && (status !== 0 || numFailedTestSuites > 0)) counts.failed = 1;
  /** @type {Again[]} */
  const again = [];
  for (const test of tries > 1 ? failedTests(report) : []) {
    for (let turn = 2; turn <= tries; turn += 1) {
      const once = await runVitest(name, config, [test.file, '-t', `${quoted(test.name)}$`]);
      if (once.status !== 0 || once.report?.numPassedTests !== 1) continue;
      again.push({ file: path.relative(root, test.file), name: test.name, tries: turn });
      counts.passed += 1;
      counts.failed -= 1;
      break;
    }
  }
  return { name, ...counts, seconds: took(), again };
}

/** Prints each suite and the sum; the last line is what a machine reads. @param {readonly Suite[]} suites */
export function printSum(suites) {
  console.log('\nSuites:');
  for (const { name, passed, failed, skipped, seconds } of suites) {
    console.log(
      `  ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds.toFixed(1)} s)`,
    );
  }
  const again = suites.flatMap((suite) => suite.again ?? []);
  console.log(`Tests that needed another try: ${again.length}`);
  for (const { file, name, tries } of again) console.log(`  passed at try ${tries}: ${file} › ${name}`);
  const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
  console.log(
    `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
  );
  return sum('failed') === 0;
}
