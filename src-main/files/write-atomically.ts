import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { FileStamp } from '../../src-shared/contract/documents.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { readFailure, writeFailure } from './file-failures.ts';
import { errorCode, nodeFileSystem, readFully, writeFully, type FileFacts, type FileSystem } from './file-system.ts';
import { hasChanged, sha256 } from './read-file.ts';

/**
 * Replaces a file so that it is the old one or the new one at every moment, even through a power cut: a temporary
 * file in the same folder, written in full, synced and read back, then renamed over the target, then the folder synced.
 *
 * The package `atomically` 2.1.1 was weighed and does not serve: it calls `write` once and ignores how many bytes were
 * taken (a short write would put a cut workbook over the good one), never syncs the folder, writes to a shortened
 * *other* name when the name is too long, and has no seam at which a test can make each call fail. Its retries on
 * EPERM, EBUSY and EACCES, which virus scanners and Excel cause on Windows, are kept here.
 */

export interface AtomicWriteOptions {
  readonly fs?: FileSystem;
  /** Refuse with `changed-on-disk` when the target no longer has this stamp right before it is replaced. */
  readonly expected?: FileStamp;
  /** Refuse when the target exists. */
  readonly mustBeNew?: boolean;
  /** Rights of a new file; those of one that is there stay. As the person's other files when missing. */
  readonly mode?: number;
  /** The temporary file's name, for a caller who notes it down first so as to remove it after a crash. */
  readonly temporaryName?: string;
}

/** The new file's stamp. */
export interface WrittenFile extends FileStamp {
  /** The code with which the system refused to make the file's name durable: it is in place, until the power goes perhaps. */
  readonly unsynced?: string;
}

/** Pauses before a refused rename is tried again: about two seconds together, long enough for a virus scanner. */
export const renamePauses: readonly number[] = [10, 20, 50, 100, 200, 300, 500, 800];

const retriedCodes: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES']);
/** What file systems without the call answer to fsync or to a change of mode or owner. */
const unsupportedCodes: ReadonlySet<string> = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** A name for a temporary file beside a target: of one short length, so that it fits wherever the target's name does. */
export const temporaryName = (): string => `.kohyo-${randomBytes(8).toString('hex')}.tmp`;

const temporaryPattern = /^\.kohyo-[0-9a-f]{16}\.tmp$/;
/** Whether a file name is one that `temporaryName` makes; nothing else is ever removed as a left-over. */
export const isTemporaryName = (name: string): boolean => temporaryPattern.test(name);

/**
 * Writes `bytes` to `path`, keeping the mode of the file that is there, and answers the new file's stamp. A failure
 * leaves the old file and removes the temporary one. When only the last step fails, the syncing of the folder, the new file is in
 * place and the answer says that a power cut may still take it back. Links are followed, so that a link stays a link.
 */
export async function writeFileAtomically(
  path: string,
  bytes: Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<Result<WrittenFile, Failure>> {
  const fs = options.fs ?? nodeFileSystem;
  const target = await findTarget(path, fs);
  if (!target.ok) return target;
  const { real, facts } = target.value;
  if (facts !== undefined) {
    if (options.mustBeNew === true) return err(writeFailure({ code: 'EEXIST' }, path, 'prepare'));
    const refusal = await refusalToWrite(path, real, facts, fs);
    if (refusal !== undefined) return err(refusal);
  } else if (options.expected !== undefined) {
    // Somebody has moved or deleted it: writing a new one here would leave two versions of the truth.
    return err(await missing(path, real, fs));
  }
  const temporary = join(dirname(real), options.temporaryName ?? temporaryName());
  const written = await writeTemporary(temporary, bytes, facts, path, options.mode ?? 0o666, fs);
  if (!written.ok) return written;
  const replaced = await replace(temporary, path, real, facts !== undefined, options, fs);
  if (!replaced.ok) {
    await discard(temporary, fs);
    return replaced;
  }
  const stamp: FileStamp = { size: bytes.length, modified: written.value.modified, sha256: sha256(bytes) };
  try {
    await ignoringUnsupported(fs.syncFolder(dirname(real)), ['EPERM', 'EACCES', 'EISDIR']);
  } catch (error) {
    return ok({ ...stamp, unsynced: errorCode(error) });
  }
  return ok(stamp);
}

/**
 * Whether a file could be written at `path` now: asked before long work, and by making a temporary file there, since neither
 * the mode bits nor `access` tell of a full, remounted or network folder.
 */
export async function checkWritableAt(
  path: string,
  fs: FileSystem = nodeFileSystem,
): Promise<Result<{ readonly exists: boolean }, Failure>> {
  const target = await findTarget(path, fs);
  if (!target.ok) return target;
  const { real, facts } = target.value;
  const refusal = facts === undefined ? undefined : await refusalToWrite(path, real, facts, fs);
  if (refusal !== undefined) return err(refusal);
  const probe = await writeTemporary(
    join(dirname(real), temporaryName()),
    new Uint8Array(),
    facts,
    path,
    0o666,
    fs,
    true,
  );
  return probe.ok ? ok({ exists: facts !== undefined }) : probe;
}

interface Target {
  readonly real: string;
  readonly facts: FileFacts | undefined;
}

async function findTarget(path: string, fs: FileSystem): Promise<Result<Target, Failure>> {
  try {
    const real = await fs.realpath(path);
    return ok({ real, facts: await fs.stat(real) });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ok({ real: path, facts: undefined });
    return err(writeFailure(error, path, 'prepare'));
  }
}

async function missing(path: string, real: string, fs: FileSystem): Promise<Failure> {
  try {
    await fs.stat(dirname(real));
    return { kind: 'not-found', reason: 'file', file: basename(path) };
  } catch (error) {
    return writeFailure(error, path, 'prepare');
  }
}

/** POSIX lets a rename replace a read-only file; a person who made a file read-only means it, so it is asked first. */
async function refusalToWrite(
  path: string,
  real: string,
  facts: FileFacts,
  fs: FileSystem,
): Promise<Failure | undefined> {
  const file = basename(path);
  if (!facts.file) return { kind: 'write-failed', reason: 'other', file, values: { code: 'EISDIR' } };
  if ((facts.mode & 0o222) === 0) return { kind: 'write-failed', reason: 'read-only', file };
  try {
    await fs.checkWritable(real);
    return undefined;
  } catch (error) {
    return writeFailure(error, path, 'prepare');
  }
}

async function writeTemporary(
  temporary: string,
  bytes: Uint8Array,
  old: FileFacts | undefined,
  path: string,
  mode: number,
  fs: FileSystem,
  isProbe = false,
): Promise<Result<FileFacts, Failure>> {
  try {
    const file = await fs.open(temporary, 'wx', old?.mode ?? mode);
    let facts: FileFacts;
    try {
      await writeFully(file, bytes, 0);
      if (old !== undefined) {
        const made = await file.stat();
        // Owner first: chown clears the set-id bits of the mode. A plain user may not give files away, and that is no reason not to save.
        if (made.uid !== old.uid || made.gid !== old.gid)
          await ignoringUnsupported(file.chown(old.uid, old.gid), ['EPERM']);
        if (made.mode !== old.mode) await ignoringUnsupported(file.chmod(old.mode), ['EPERM']);
      }
      await ignoringUnsupported(file.sync(), []);
      facts = await file.stat();
    } finally {
      await file.close();
    }
    if (isProbe) await fs.unlink(temporary);
    else await readBack(temporary, bytes, fs);
    return ok(facts);
  } catch (error) {
    await discard(temporary, fs);
    return err(writeFailure(error, path, 'prepare'));
  }
}

/** Some sticks and shares acknowledge what they did not keep: what cannot be read back is not put over a good file. */
async function readBack(temporary: string, bytes: Uint8Array, fs: FileSystem): Promise<void> {
  const file = await fs.open(temporary, 'r');
  try {
    const kept = await readFully(file, bytes.length);
    if (Buffer.compare(kept, bytes) !== 0)
      throw Object.assign(new Error('read back otherwise than written'), { code: 'EIO' });
  } finally {
    await file.close();
  }
}

async function replace(
  temporary: string,
  path: string,
  real: string,
  existed: boolean,
  options: AtomicWriteOptions,
  fs: FileSystem,
): Promise<Result<void, Failure>> {
  for (let attempt = 0; ; attempt += 1) {
    if (options.expected !== undefined && existed) {
      const changed = await hasChanged(real, options.expected, { thorough: true, fs });
      if (!changed.ok) return err(lostMeanwhile(changed.failure, path));
      if (changed.value) return err({ kind: 'changed-on-disk', reason: 'meanwhile', file: basename(path) });
    }
    try {
      await fs.rename(temporary, real);
      return ok(undefined);
    } catch (error) {
      const pause = renamePauses[attempt];
      if (!retriedCodes.has(errorCode(error)) || pause === undefined) return err(writeFailure(error, path, 'replace'));
      await fs.pause(pause);
    }
  }
}

/** The target cannot even be read any more: said in the words of saving, since that is what the person is doing. */
function lostMeanwhile(failure: Failure, path: string): Failure {
  const file = basename(path);
  if (failure.kind === 'not-found') return { kind: 'write-failed', reason: 'gone', file };
  if (failure.kind === 'unreadable' && failure.reason === 'share-gone')
    return { kind: 'write-failed', reason: 'share-gone', file };
  if (failure.kind === 'unreadable' && failure.reason === 'device') {
    return { kind: 'write-failed', reason: 'device', file, values: { code: 'EIO' } };
  }
  return { kind: 'write-failed', reason: 'busy', file };
}

async function ignoringUnsupported(call: Promise<void>, also: readonly string[]): Promise<void> {
  try {
    await call;
  } catch (error) {
    const code = errorCode(error);
    if (!unsupportedCodes.has(code) && !also.includes(code)) throw error;
  }
}

/** Removes the temporary file; when even that fails, its name says what it is, and a later start removes it. */
async function discard(temporary: string, fs: FileSystem): Promise<void> {
  try {
    await fs.unlink(temporary);
  } catch {
    // The failure that led here is the one to report.
  }
}

/** Removes a temporary file that a killed save has left beside `path`. Refuses names that are not of our making. */
export async function removeLeftover(
  path: string,
  name: string,
  fs: FileSystem = nodeFileSystem,
): Promise<Result<void, Failure>> {
  if (!isTemporaryName(name)) return ok(undefined);
  try {
    await fs.unlink(join(dirname(path), name));
    return ok(undefined);
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? ok(undefined) : err(readFailure(error, path));
  }
}
