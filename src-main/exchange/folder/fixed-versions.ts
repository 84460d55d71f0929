import { randomUUID } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { safeFileName } from '../../../src-shared/domain/file-name-pattern.ts';
import type { FixedVersion } from '../../../src-shared/contract/print-order.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { writeFailure } from '../../files/file-failures.ts';
import { nodeFileSystem, sharedFolder, type FileSystem } from '../../files/file-system.ts';
import { readFileStamped, sha256 } from '../../files/read-file.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';

/** Where a plan folder keeps what meetings were shown: ordinary workbooks, so that anyone can open them in Excel. */
const folderName = '会議版';

/** What lies beside each workbook; without it (a workbook that somebody put there) its name and date are the file's. */
const facts = v.object({
  v: v.literal(1),
  id: v.string(),
  name: v.string(),
  at: v.string(),
  by: v.exactOptional(v.string()),
  sha256: v.string(),
});

/** A version with its file. */
export interface StoredVersion extends FixedVersion {
  readonly file: string;
  /** SHA-256 of what was fixed; missing for a workbook that somebody put there. */
  readonly sha256?: string;
}

/**
 * «会議版として固定»: keeps a workbook under a name and the date. Refuses a name that a version has already. `unsynced` is the code
 * with which the disk refused to confirm the new files' names.
 */
export async function fixVersion(
  folder: string,
  words: { readonly name: string; readonly at: Date; readonly by?: string },
  bytes: Uint8Array,
  port: FileSystem = nodeFileSystem,
): Promise<Result<StoredVersion & { readonly unsynced?: string }, Failure>> {
  const name = words.name.trim();
  if (name === '') return err({ kind: 'fixed-version', reason: 'no-name' });
  if ((await listFixedVersions([folder])).some((known) => groupingKey(known.name) === groupingKey(name))) {
    return err({ kind: 'fixed-version', reason: 'same-name', values: { name } });
  }
  const place = join(folder, folderName);
  try {
    await port.makeFolder(place, sharedFolder);
  } catch (error) {
    return err(writeFailure(error, place, 'prepare'));
  }
  const stem = join(place, safeFileName(`${dayOf(words.at)}_${name}`).replace(/\.xlsx$/u, ''));
  const version = {
    id: randomUUID(),
    name,
    at: words.at.toISOString(),
    ...(words.by === undefined || words.by === '' ? {} : { by: words.by }),
    sha256: sha256(bytes),
  };
  const written = await writeFileAtomically(`${stem}.xlsx`, bytes, { fs: port, mustBeNew: true });
  if (!written.ok) return written;
  const noted = await writeFileAtomically(
    `${stem}.json`,
    Buffer.from(`${JSON.stringify({ v: 1, ...version })}\n`, 'utf8'),
    { fs: port },
  );
  if (!noted.ok) return noted;
  const unsynced = written.value.unsynced ?? noted.value.unsynced;
  return ok({ ...version, file: `${stem}.xlsx`, ...(unsynced === undefined ? {} : { unsynced }) });
}

/** The versions that the folders hold, newest first. Folders that are not there hold none. */
export async function listFixedVersions(folders: readonly string[]): Promise<readonly StoredVersion[]> {
  const found: StoredVersion[] = [];
  for (const folder of folders) {
    const place = join(folder, folderName);
    for (const name of await fs.readdir(place).catch(() => [])) {
      // Excel's lock files begin with ~$, our own temporary ones with a dot.
      if (!name.toLowerCase().endsWith('.xlsx') || name.startsWith('~$') || name.startsWith('.')) continue;
      const version = await versionAt(join(place, name));
      if (version !== undefined) found.push(version);
    }
  }
  return found.toSorted((a, b) => (a.at === b.at ? (a.name < b.name ? 1 : -1) : a.at < b.at ? 1 : -1));
}

async function versionAt(file: string): Promise<StoredVersion | undefined> {
  const beside = await fs.readFile(file.replace(/\.xlsx$/iu, '.json'), 'utf8').catch(() => undefined);
  const known = beside === undefined ? undefined : parseFacts(beside);
  if (known !== undefined) return { ...known, file };
  const stat = await fs.stat(file).catch(() => undefined);
  if (stat === undefined) return undefined;
  return {
    id: sha256(Buffer.from(basename(file), 'utf8')),
    name: basename(file).replace(/\.xlsx$/iu, ''),
    at: stat.mtime.toISOString(),
    file,
  };
}

function parseFacts(json: string): Omit<StoredVersion, 'file'> | undefined {
  try {
    const parsed = v.safeParse(facts, JSON.parse(json));
    if (!parsed.success) return undefined;
    const { id, name, at, by, sha256 } = parsed.output;
    return { id, name, at, sha256, ...(by === undefined ? {} : { by }) };
  } catch {
    return undefined;
  }
}

/** A version's workbook. One that somebody has changed since is no longer what the meeting saw: refused with `altered`. */
export async function readFixedVersion(version: StoredVersion): Promise<Result<Uint8Array, Failure>> {
  const read = await readFileStamped(version.file);
  if (!read.ok) return read;
  if (version.sha256 !== undefined && read.value.stamp.sha256 !== version.sha256) {
    return err({
      kind: 'fixed-version',
      reason: 'altered',
      file: basename(version.file),
      values: { name: version.name },
    });
  }
  return ok(read.value.bytes);
}

/** The version of an id or a name; `latest` is the last one. Fails with `unknown`, naming those that there are. */
export function chooseVersion(versions: readonly StoredVersion[], wanted: string): Result<StoredVersion, Failure> {
  const key = groupingKey(wanted);
  const found =
    wanted === 'latest'
      ? versions[0]
      : (versions.find(({ id }) => id === wanted) ?? versions.find(({ name }) => groupingKey(name) === key));
  if (found !== undefined) return ok(found);
  if (versions.length === 0) return err({ kind: 'fixed-version', reason: 'none' });
  return err({
    kind: 'fixed-version',
    reason: 'unknown',
    values: { name: wanted, names: versions.map(({ name }) => name).join('、') },
  });
}

/** 2026-04-01 by the machine's own clock, since people read it. */
const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
