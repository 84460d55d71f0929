import { build } from './lib/build.mjs';
import { prepareEndToEnd, printSum, vitest } from './lib/suites.mjs';

/**
 * `npm run soak [-- COUNT]`: the tests of «nothing typed is lost» at large counts (200 unless told): every errno at every
 * file call, random damage, kill -9 of the journal's program and of the running app, a long day of edits. Each prints
 * what it counted. With `--no-app` only what runs in plain Node.
 */
const args = process.argv.slice(2);
const count = Number(args.find((arg) => !arg.startsWith('--')) ?? 200);
if (!Number.isInteger(count) || count < 1) {
  console.error('Usage: npm run soak [-- COUNT] [--no-app]');
  process.exit(2);
}
process.env.KOHYO_CASES = String(count);
const withApp = !args.includes('--no-app');
const stop = withApp ? await prepareEndToEnd() : () => undefined;
if (withApp) await build();
const suites = [await vitest({ name: 'files journal calls', config: 'vitest.config.ts', files: ['test/main'] })];
if (withApp)
  suites.push(
    await vitest({ name: 'the running app', config: 'test/e2e/vitest.config.ts', files: ['test/e2e/safety'] }),
  );
stop();
process.exitCode = printSum(suites) ? 0 : 1;
