import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { npm } from './run.mjs';

/**
 * Installs the packages of the lock file where node_modules does not hold them: on a fresh clone, and after a pull
 * that changed the lock file. What is installed is read from npm's own record (`node_modules/.package-lock.json`).
 */
export async function ensurePackages() {
  const missing = missingPackage();
  if (missing === undefined) return;
  console.log(`Installing packages (${missing})…`);
  const { status } = await npm(['ci', '--no-audit', '--no-fund']);
  if (status !== 0) throw new Error('npm ci failed; its message stands above');
}

/** The first package of the lock file that is not installed in that version, or `undefined`. */
function missingPackage() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing or damaged');
  if (installed === undefined) return 'none are installed';
  for (const [place, entry] of Object.entries(wanted)) {
    // Optional packages are those of other systems (binaries by platform); npm leaves them out.
    if (place === '' || entry.optional === true || entry.link === true) continue;
    if (installed[place]?.version !== entry.version)
      return `${place.replace('node_modules/', '')} ${entry.version} is missing`;
  }
  return undefined;
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
