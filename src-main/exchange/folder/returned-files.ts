import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { readFailure } from '../../files/file-failures.ts';
import { readFileStamped } from '../../files/read-file.ts';
import type { ReturnedFile } from '../core/read-returned.ts';
import { isArchiveName, isWorkbookName, unpackArchives } from '../core/unpack.ts';

/** A mail attachment's folder can hold a whole drive by mistake. */
const maxDepth = 8;
/** More than any plan's sections send back; a drive dropped by mistake is told, not read into memory. */
const mostBytes = 512 * 2 ** 20;

const noBytes = new Uint8Array();

type Unpacked = Result<readonly (readonly ReturnedFile[])[], Failure>;

/**
 * The returned files behind what a person dropped or named: files as they are, folders with everything below them, and
 * .zip archives, those in archives too, in the order of their names. What is named itself is taken whatever it is called;
 * where there is nothing to take at all, that is said.
 *
 * @param unpack takes the workbooks out of the archives, where a hostile one can do no harm: in the window a thread.
 */
export async function expandReturned(
  paths: readonly string[],
  unpack: (archives: readonly ReturnedFile[]) => Promise<Unpacked> = async (archives) => ok(unpackArchives(archives)),
): Promise<Result<readonly ReturnedFile[], Failure>> {
  const read = await readAll(paths);
  if (!read.ok) return read;
  const archives = read.value.filter(({ name, failure }) => failure === undefined && isArchiveName(name));
  const unpacked = archives.length === 0 ? ok([]) : await unpack(archives);
  if (!unpacked.ok) return unpacked;
  const inside = new Map(archives.map((archive, index) => [archive, unpacked.value[index] ?? []]));
  const found = read.value.flatMap((file) => {
    const files = inside.get(file);
    // An archive without a workbook is somebody's return all the same.
    const empty = { ...file, bytes: noBytes, failure: { kind: 'not-found', reason: 'no-workbooks' } } as const;
    return files === undefined ? [file] : files.length === 0 ? [empty] : files;
  });
  const [only] = found;
  // One that was named alone and gives nothing is refused outright.
  if (found.length === 1 && only?.failure !== undefined) return err({ ...only.failure, file: basename(only.name) });
  return found.length === 0
    ? err({ kind: 'not-found', reason: 'no-workbooks', file: basename(paths[0] ?? '') })
    : ok(shortNames(found));
}

async function readAll(paths: readonly string[]): Promise<Result<readonly ReturnedFile[], Failure>> {
  const found: ReturnedFile[] = [];
  let bytes = 0;
  for (const path of paths) {
    const facts = await fs.stat(path).catch((error: unknown) => readFailure(error, path));
    if ('kind' in facts) {
      found.push({ name: path, bytes: noBytes, failure: facts });
      continue;
    }
    const files = facts.isDirectory() ? await listWorkbooks(path, maxDepth) : [path];
    for (const file of files) {
      const read = await readFileStamped(file);
      // What cannot be read is told by its name; the rest is somebody else's, and is taken.
      if (!read.ok) {
        found.push({ name: file, bytes: noBytes, failure: read.failure });
        continue;
      }
      bytes += read.value.bytes.length;
      if (bytes > mostBytes)
        return err({
          kind: 'too-large',
          reason: 'package',
          file: basename(path),
          values: { what: `> ${mostBytes / 2 ** 20} MB` },
        });
      found.push({ name: file, bytes: read.value.bytes });
    }
  }
  return ok(found);
}

async function listWorkbooks(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0 && !entry.name.startsWith('.'))
      found.push(...(await listWorkbooks(path, depth - 1)));
    else if (entry.isFile() && (isWorkbookName(entry.name) || isArchiveName(entry.name))) found.push(path);
  }
  return found;
}

/** Names without folders, as people know the files; where two are alike, with them. */
function shortNames(files: readonly ReturnedFile[]): readonly ReturnedFile[] {
  const short = (name: string): string => name.split(/[/\\]/).at(-1) ?? name;
  const counts = new Map<string, number>();
  for (const { name } of files) counts.set(short(name), (counts.get(short(name)) ?? 0) + 1);
  return files.map((file) => (counts.get(short(file.name)) === 1 ? { ...file, name: short(file.name) } : file));
}
