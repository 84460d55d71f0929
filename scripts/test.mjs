import { build } from './lib/build.mjs';
import { check } from './lib/check.mjs';
import { prepareEndToEnd, printSum, vitest } from './lib/suites.mjs';

/** `npm test`: types, lint and layers, unit and workbook tests, end-to-end tests. Every suite runs, whatever failed before. */
const stop = await prepareEndToEnd();
// The command line promises Node 20: its tests run on the Node that npm was started with, not on the pinned one.
process.env.KOHYO_CLI_NODE = process.env.npm_node_execpath ?? process.execPath;
const suites = await check();
const started = performance.now();
// Tests of the command line and of the app run what was built.
const built = await build().then(
  () => true,
  (error) => (console.log(error.message), false),
);
suites.push({
  name: 'build',
  passed: built ? 1 : 0,
  failed: built ? 0 : 1,
  skipped: 0,
  seconds: (performance.now() - started) / 1000,
});
suites.push(await vitest({ name: 'unit and workbooks', config: 'vitest.config.ts' }));
suites.push(await vitest({ name: 'end to end', config: 'test/e2e/vitest.config.ts', tries: 3 }));
stop();
if (process.env.KOHYO_SHARED === undefined)
  console.log(
    '\nKOHYO_SHARED names no folder of development workbooks: the tests that read them are skipped and counted as such.',
  );
process.exitCode = printSum(suites) ? 0 : 1;
