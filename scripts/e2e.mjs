import { build } from './lib/build.mjs';
import { prepareEndToEnd, vitest } from './lib/suites.mjs';

/** `node scripts/e2e.mjs [FILE…]`: builds, then runs the end-to-end suite or the named files of it. KOHYO_NO_BUILD=1 keeps dist/ as it is. */
const stop = await prepareEndToEnd();
if (process.env.KOHYO_NO_BUILD !== '1') await build();
const { failed } = await vitest({
  name: 'end to end',
  config: 'test/e2e/vitest.config.ts',
  tries: 3,
  files: process.argv.slice(2),
});
stop();
process.exitCode = failed === 0 ? 0 : 1;
