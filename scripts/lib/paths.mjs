import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const dist = path.join(root, 'dist');
export const bin = path.join(root, 'node_modules', '.bin');

/** What is fetched once per machine lies here, outside node_modules, so that `npm ci` does not fetch it again. */
export const cache = path.join(
  process.env.XDG_CACHE_HOME ||
    (process.platform === 'win32' ? process.env.LOCALAPPDATA : undefined) ||
    path.join(os.homedir(), '.cache'),
  'kohyo-desk',
);
