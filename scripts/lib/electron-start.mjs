import path from 'node:path';
import { electronRuntime } from './electron-runtime.mjs';
import { launchArguments, launchEnvironment } from './launch.mjs';

/**
 * How a checkout starts Electron with some arguments and without a display: what the command line asks for pages. The
 * build puts a door to this beside it (dist/electron-start.mjs), which a package has not.
 * @param {readonly string[]} args
 * @param {(note: string) => void} say takes what the runtime has to say, since standard output is for the report
 * @returns {Promise<{ executable: string, args: readonly string[], env: NodeJS.ProcessEnv }>}
 */
export async function electronStart(args, say) {
  const { log } = console;
  console.log = (...words) => say(words.join(' '));
  try {
    const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    const runtime =
      override === undefined
        ? await electronRuntime()
        : {
            executable: path.join(override, process.platform === 'win32' ? 'electron.exe' : 'electron'),
            development: true,
          };
    const headless = process.platform === 'linux' ? ['--ozone-platform=headless'] : [];
    return {
      executable: runtime.executable,
      args: [...headless, ...launchArguments(args)],
      env: launchEnvironment(runtime),
    };
  } finally {
    console.log = log;
  }
}
