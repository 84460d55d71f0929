import { join } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { readFailure, writeFailure } from './file-failures.ts';
import { errorCode, nodeFileSystem, ownFile, type FileSystem } from './file-system.ts';
import { readFileStamped, sha256 } from './read-file.ts';
import { writeFileAtomically } from './write-atomically.ts';

/**
 * The old versions of a person's workbooks, kept before each save. Every version is the ordinary workbook under a name
 * that tells its time, in a folder named after the file: a person with only Excel finds and opens it. The name also
 * carries the start of the content's SHA-256, so that nothing is kept twice and damage shows.
 */

export const versionsKept = 20;

export interface KeptVersion {
  /** The name of the file in the store; what `readVersion` takes. */
  readonly id: string;
  /** ISO 8601, when it was kept. */
  readonly at: string;
}

const versionPattern = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(\d{3})_([0-9a-f]{16})\.[a-z0-9]{1,8}$/;

/** Keeps `bytes` as a version of a document named `name`, and lets the oldest go beyond the last `keep` (twenty). */
export async function keepVersion(
  store: string,
  document: string,
  name: string,
  bytes: Uint8Array,
  options: { readonly at: Date; readonly fs?: FileSystem; readonly keep?: number; readonly extension?: string },
): Promise<Result<KeptVersion, Failure>> {
  const fs = options.fs ?? nodeFileSystem;
  try {
    const folder = (await findFolder(store, document, fs)) ?? join(store, `${safeName(name)}-${shortId(document)}`);
    await fs.makeFolder(folder);
    const kept = await versionsIn(folder, fs);
    const hash = sha256(bytes).slice(0, 16);
    const same = kept.find((version) => version.id.includes(`_${hash}.`));
    // Only an intact copy counts: a damaged one is written anew.
    if (same !== undefined && (await readVersion(store, document, same.id, fs)).ok) return ok(same);
    // A clock that was set back must not make the newest version the oldest, which would be the next to go.
    const newest = kept[0] === undefined ? Number.NEGATIVE_INFINITY : Date.parse(kept[0].at);
    const at = new Date(Math.max(options.at.getTime(), newest + 1)).toISOString();
    const id = `${at.replace(/[-:.Z]/g, '').replace('T', '-')}_${hash}.${options.extension ?? 'xlsx'}`;
    const written = await writeFileAtomically(join(folder, id), bytes, { fs, mode: ownFile });
    if (!written.ok) return written;
    const oldest = kept.filter((version) => version.id !== id).slice((options.keep ?? versionsKept) - 1);
    for (const version of oldest) await fs.unlink(join(folder, version.id));
    return ok({ id, at });
  } catch (error) {
    return err(writeFailure(error, name, 'prepare'));
  }
}

/** Where a kept version lies, for telling a person; `undefined` when it is not there. */
export async function versionPath(
  store: string,
  document: string,
  id: string,
  fs: FileSystem = nodeFileSystem,
): Promise<string | undefined> {
  const folder = await findFolder(store, document, fs).catch(() => undefined);
  return folder === undefined ? undefined : join(folder, id);
}

/** The versions kept of a document, newest first; none when nothing was kept yet. */
export async function listVersions(
  store: string,
  document: string,
  fs: FileSystem = nodeFileSystem,
): Promise<Result<readonly KeptVersion[], Failure>> {
  try {
    const folder = await findFolder(store, document, fs);
    return ok(folder === undefined ? [] : await versionsIn(folder, fs));
  } catch (error) {
    return err(readFailure(error, store));
  }
}

/** The bytes of one version, checked against the hash in its name. */
export async function readVersion(
  store: string,
  document: string,
  id: string,
  fs: FileSystem = nodeFileSystem,
): Promise<Result<Uint8Array, Failure>> {
  const hash = versionPattern.exec(id)?.[8];
  if (hash === undefined) return err(readFailure({ code: 'ENOENT' }, id));
  try {
    const folder = await findFolder(store, document, fs);
    if (folder === undefined) return err(readFailure({ code: 'ENOENT' }, id));
    const read = await readFileStamped(join(folder, id), fs);
    if (!read.ok) return read;
    if (!read.value.stamp.sha256.startsWith(hash)) {
      return err({ kind: 'damaged', reason: 'package', file: id, values: { part: 'SHA-256' } });
    }
    return ok(read.value.bytes);
  } catch (error) {
    return err(readFailure(error, id));
  }
}

async function versionsIn(folder: string, fs: FileSystem): Promise<readonly KeptVersion[]> {
  const names = await namesIn(folder, fs);
  return names
    .flatMap((id) => {
      const m = versionPattern.exec(id);
      return m === null ? [] : [{ id, at: `${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}.${m[7]}Z` }];
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** A document keeps its folder when its file is renamed: the folder is found by the document's id at its end. */
async function findFolder(store: string, document: string, fs: FileSystem): Promise<string | undefined> {
  const name = (await namesIn(store, fs)).find((each) => each.endsWith(`-${shortId(document)}`));
  return name === undefined ? undefined : join(store, name);
}

async function namesIn(folder: string, fs: FileSystem): Promise<string[]> {
  try {
    return await fs.list(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

const shortId = (document: string): string => sha256(Buffer.from(document)).slice(0, 12);

/** The file's name without its ending and without what a Windows folder may not hold; short, since paths are limited. */
const safeName = (name: string): string =>
  [...name.replace(/\.[^.]*$/, '').replace(/[<>:"/\\|?*\p{C}]/gu, '_')]
    .slice(0, 40)
    .join('')
    .replace(/[. ]+$/, '') || '_';
