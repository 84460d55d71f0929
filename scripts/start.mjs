import { build } from './lib/build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/install.mjs';
import { launchArguments, launchEnvironment } from './lib/launch.mjs';
import { run, runNode } from './lib/run.mjs';
import { ensureSystem } from './lib/system-needs.mjs';

/** `npm start [-- FILE…]`: builds and opens the program, on the sample plan where no file is named. */
await ensurePackages();
const files = process.argv.slice(2);
if (!hasDisplay()) {
  console.log('There is no display here: the demonstration runs instead (npm run demo), in a virtual one.');
  process.exit((await runNode('scripts/demo.mjs')).status);
}
const runtime = await electronRuntime();
await ensureSystem({ executable: runtime.executable });
await build();
const { status } = await run(runtime.executable, launchArguments(files.length === 0 ? ['--sample'] : files), {
  env: launchEnvironment(runtime),
});
process.exitCode = status;
