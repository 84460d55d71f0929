import fs from 'node:fs';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { electronRuntime, pinnedVersion } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/install.mjs';
import { cache, root } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

/**
 * `npm run package [-- --dir] [-- --win|--linux]`: installers by electron-builder. Where only the development runtime is
 * at hand, `--dir` makes a directory build that is marked «not for release»; anything else is refused.
 */
const args = process.argv.slice(2);
const directoryOnly = args.includes('--dir');

await ensurePackages();
const runtime = await electronRuntime();
if (runtime.development && !directoryOnly) {
  console.error(
    `Refused: a release needs Electron ${pinnedVersion()}, which cannot be fetched here, and the development runtime must never be released. «npm run package -- --dir» makes a build for tests.`,
  );
  process.exit(1);
}
if (process.env.KOHYO_NO_BUILD !== '1') await build();
const options = ['--config', 'electron-builder.yml', '--publish', 'never', ...args];
let copy;
if (runtime.development) {
  // The program alone, without our default app.
  copy = fs.mkdtempSync(path.join(cache, 'package-'));
  fs.cpSync(runtime.dist, copy, {
    recursive: true,
    filter: (file) => path.relative(runtime.dist, file).split(path.sep)[0] !== 'resources',
  });
  fs.mkdirSync(path.join(copy, 'resources'));
  options.push(
    `-c.electronDist=${copy}`,
    `-c.electronVersion=${runtime.version}`,
    '-c.extraMetadata.notForRelease=true',
  );
} else if (process.platform === 'linux' && directoryOnly) {
  options.push(`-c.electronDist=${runtime.dist}`);
}
const { status } = await runNode('node_modules/electron-builder/cli.js', options);
if (copy !== undefined) fs.rmSync(copy, { recursive: true, force: true });
if (status === 0 && runtime.development) {
  const folder = path.join(root, 'release', 'linux-unpacked');
  fs.writeFileSync(
    path.join(folder, 'NOT-FOR-RELEASE.txt'),
    `This build stands on an unofficial copy of Electron ${runtime.version}. It is for tests and must never be handed out.\n`,
  );
  console.log(`\nNOT FOR RELEASE: ${folder} stands on the development runtime.`);
}
process.exitCode = status;
