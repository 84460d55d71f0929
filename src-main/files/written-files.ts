import { ownFile, ownFolder } from './file-system.ts';
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeFileAtomically } from './write-atomically.ts';

/**
 * What the command line wrote last at a path, by its content's SHA-256, one small file a path in the data folder. An output
 * whose bytes are still those may be written over; anything else may be somebody's work.
 *
 * Why there: a mark inside the workbook would change every saved file and survives a person's edits in Excel, so that it
 * proves nothing; a file beside the output would litter shares. On another machine, or with another data folder, nothing is
 * known, and the answer is the safe one: the file is not ours.
 */
const folderName = 'written';
/** Beyond so many paths the oldest are forgotten, which again only means that a file is not ours. */
const maxEntries = 5000;

interface Entry {
  readonly path: string;
  readonly sha256: string;
  /** ISO 8601. */
  readonly at: string;
}

/** One spelling of a path, whatever leads to it; the last name stands for itself where nothing is there yet. */
export async function truePath(path: string): Promise<string> {
  const whole = resolve(path);
  return fs.realpath(whole).catch(async () => {
    const folder = await fs.realpath(dirname(whole)).catch(() => dirname(whole));
    return join(folder, whole.slice(dirname(whole).length).replace(/^[/\\]+/, ''));
  });
}

const entryOf = (dataFolder: string, path: string): string =>
  join(dataFolder, folderName, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.json`);

/** Whether the program itself left the file at `path` as it is now. */
export async function isOwnOutput(dataFolder: string, path: string, sha256: string): Promise<boolean> {
  const real = await truePath(path);
  try {
    const entry = JSON.parse(await fs.readFile(entryOf(dataFolder, real), 'utf8')) as Partial<Entry> | null;
    return entry?.path === real && entry.sha256 === sha256;
  } catch {
    return false;
  }
}

/** Notes what was written. That it cannot be noted is no failure: the next run will ask for `--overwrite`. */
export async function noteOutput(dataFolder: string, path: string, sha256: string): Promise<void> {
  const real = await truePath(path);
  const entry: Entry = { path: real, sha256, at: new Date().toISOString() };
  try {
    await fs.mkdir(join(dataFolder, folderName), { recursive: true, mode: ownFolder });
    await writeFileAtomically(entryOf(dataFolder, real), Buffer.from(JSON.stringify(entry), 'utf8'), { mode: ownFile });
    await forgetOldest(join(dataFolder, folderName));
  } catch {
    // See above.
  }
}

async function forgetOldest(folder: string): Promise<void> {
  const names = await fs.readdir(folder);
  if (names.length <= maxEntries) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await fs.stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  dated.sort((a, b) => a.at - b.at);
  for (const { name } of dated.slice(0, names.length - maxEntries)) await fs.rm(join(folder, name), { force: true });
}
