import { root } from './paths.mjs';
import { childEnv } from './run.mjs';

/**
 * The command line of an unpackaged start. Chromium's sandbox does not start for root; then, and only here, it is
 * switched off by the launcher. The app itself never does that.
 */
export function launchArguments(args) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (asRoot) console.log('Note: started by root, so Chromium runs without its sandbox (--no-sandbox).');
  return [...(asRoot ? ['--no-sandbox'] : []), root, ...args];
}

/** @param {{ development: boolean }} runtime */
export const launchEnvironment = (runtime) => childEnv(runtime.development ? { KOHYO_DEVELOPMENT_RUNTIME: '1' } : {});
