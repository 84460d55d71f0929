import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { writeBillOfMaterials } from './lib/bill-of-materials.mjs';
import { electronRuntime, pinnedVersion } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/install.mjs';
import { cache, root } from './lib/paths.mjs';
import { childEnv, runNode } from './lib/run.mjs';
import { ensureSystem } from './lib/system-needs.mjs';

/**
 * `npm run package [-- --linux|--win|--dir …]`: installers by electron-builder into release/, with check sums. Where only the
 * development runtime is at hand, Linux packages are made from it, named and marked «not for release»; others are refused.
 */
const args = process.argv.slice(2);
const release = path.join(root, 'release');
const mark = 'NOT-FOR-RELEASE';

await ensurePackages();
const runtime = await electronRuntime();
const forLinux = process.platform === 'linux' && !args.some((arg) => /^(--win|--mac|-w|-m)/u.test(arg));
if (runtime.development && !forLinux) {
  console.error(
    `Refused: this package needs Electron ${pinnedVersion()}, which cannot be fetched here, and the development runtime must never be released. «npm run package» makes Linux packages for tests.`,
  );
  process.exit(1);
}
if (forLinux && !args.includes('--dir')) await ensureSystem({ packaging: true });
if (process.env.KOHYO_NO_BUILD !== '1') await build();
writeBillOfMaterials(path.join(release, 'bill-of-materials.cdx.json'), runtime.version ?? pinnedVersion());

const options = ['--config', 'electron-builder.yml', '--publish', 'never', ...args];
const maintainer = process.env.KOHYO_MAINTAINER;
if (maintainer !== undefined) options.push(`-c.linux.maintainer=${maintainer}`);
const copy = runtime.development ? markedRuntime() : undefined;
if (copy !== undefined) {
  options.push(
    `-c.electronDist=${copy}`,
    `-c.electronVersion=${runtime.version}`,
    '-c.extraMetadata.notForRelease=true',
    // Nobody downloads it: minutes of compressing would be for nothing.
    '-c.deb.compression=gz',
    `-c.linux.artifactName=\${name}-\${version}-linux-\${arch}-${mark}.\${ext}`,
  );
} else if (forLinux && args.includes('--dir')) {
  options.push(`-c.electronDist=${runtime.dist}`);
}
const { status } = await runNode('node_modules/electron-builder/cli.js', options, { env: childEnv(debianTools()) });
if (copy !== undefined) fs.rmSync(copy, { recursive: true, force: true });
if (status === 0) writeSums();
if (status === 0 && copy !== undefined)
  console.log(`\nNOT FOR RELEASE: what lies in ${release} stands on the development runtime.`);
process.exitCode = status;

/** The development runtime without its default app, with a file that says what it is. */
function markedRuntime() {
  const folder = fs.mkdtempSync(path.join(cache, 'package-'));
  fs.cpSync(runtime.dist, folder, {
    recursive: true,
    filter: (file) => path.relative(runtime.dist, file).split(path.sep)[0] !== 'resources',
  });
  fs.mkdirSync(path.join(folder, 'resources'));
  fs.writeFileSync(
    path.join(folder, `${mark}.txt`),
    `This build stands on an unofficial copy of Electron ${runtime.version}. It is for tests and must never be handed out.\n`,
  );
  return folder;
}

/** On Debian its own dpkg-deb and 7za stand in for what electron-builder would download. */
function debianTools() {
  const tools = {};
  if (fs.existsSync('/usr/bin/dpkg-deb'))
    tools.CUSTOM_FPM_PATH = path.join(root, 'scripts', 'lib', 'deb-with-dpkg.mjs');
  if (runtime.development) tools.ELECTRON_BUILDER_COMPRESSION_LEVEL = '1';
  if (fs.existsSync('/usr/bin/7za')) tools.ELECTRON_BUILDER_7ZIP_PATH = '/usr/bin/7za';
  return { ...tools, ...process.env };
}

/** SHA256SUMS of what is handed out, for `sha256sum -c` and for hash rules. */
function writeSums() {
  const files = fs
    .readdirSync(release)
    .filter((name) => /\.(deb|tar\.gz|exe|zip|json)$/u.test(name) && !name.startsWith('builder-'))
    .sort();
  const sum = (name) =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(release, name)))
      .digest('hex');
  fs.writeFileSync(path.join(release, 'SHA256SUMS'), files.map((name) => `${sum(name)}  ${name}\n`).join(''));
}
