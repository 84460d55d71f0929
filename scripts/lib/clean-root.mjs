import fs from 'node:fs';
import path from 'node:path';
import { cache } from './paths.mjs';
import { run } from './run.mjs';

/** The least of Debian 12, and what shows a window there. What the package needs comes by its own word. */
const include = 'ca-certificates,xvfb,xauth,fonts-noto-cjk';

/**
 * A clean Debian for trying packages in, made once by debootstrap in the cache.
 * @returns {Promise<string | undefined>} its folder; undefined, with a word, where it cannot be made
 */
export async function cleanRoot() {
  const folder = path.join(cache, 'debian-12');
  if (fs.existsSync(folder)) return folder;
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/sbin/debootstrap')) {
    console.log('no clean Debian (as root with debootstrap it is made): a copy of this system stands in');
    return undefined;
  }
  const making = `${folder}.making-${process.pid}`;
  const { status, output } = await run(
    '/usr/sbin/debootstrap',
    ['--variant=minbase', `--include=${include}`, 'bookworm', making],
    { show: 'quiet', env: process.env },
  );
  if (status !== 0) {
    fs.rmSync(making, { recursive: true, force: true });
    console.log(`no clean Debian: ${output.trim().split('\n').at(-1)}; a copy of this system stands in`);
    return undefined;
  }
  fs.renameSync(making, folder);
  return folder;
}
