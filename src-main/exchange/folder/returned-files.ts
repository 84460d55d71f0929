import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { readFailure } from '../../files/file-failures.ts';
import { readFileStamped } from '../../files/read-file.ts';
import { readArchive } from '../../engine/package/zip-archive.ts';
import type { ReturnedFile } from '../core/read-returned.ts';

/**
 * Spreadsheets by name, those too that this program cannot read, so that they are told and not passed over; Excel's lock
 * files (`~$…`) and hidden files are none.
 */
const isWorkbookName = (path: string): boolean =>
  /(^|\/)(?!~\$|\.)[^/]+\.(xls[xmb]?|xlt[xm]?|ods|fods|csv)$/i.test(path);
const isArchiveName = (path: string): boolean => /(^|\/)(?!\.)[^/]+\.zip$/i.test(path);

/** A mail attachment's folder can hold a whole drive by mistake. */
const maxDepth = 8;
/** Archives in archives: a mail gateway packs once more what a section has packed. */
const maxArchives = 4;

/**
 * The returned files behind what a person dropped or named: files as they are, folders with everything below them, and
 * .zip archives, those in archives too, in the order of their names. What is named itself is taken whatever it is called;
 * where there is nothing to take at all, that is said.
 */
export async function expandReturned(paths: readonly string[]): Promise<Result<readonly ReturnedFile[], Failure>> {
  const found: ReturnedFile[] = [];
  for (const path of paths) {
    const facts = await fs.stat(path).catch((error: unknown) => readFailure(error, path));
    if ('kind' in facts) return err(facts);
    const files = facts.isDirectory() ? await listWorkbooks(path, maxDepth) : [path];
    for (const file of files) {
      const read = await readFileStamped(file);
      if (!read.ok) return read;
      const inner = isArchiveName(file)
        ? filesInArchive(read.value.bytes, maxArchives)
        : ok([{ name: file, bytes: read.value.bytes }]);
      if (!inner.ok) return err({ ...inner.failure, file: basename(file) });
      found.push(...inner.value);
    }
  }
  return found.length === 0
    ? err({ kind: 'not-found', reason: 'no-workbooks', file: basename(paths[0] ?? '') })
    : ok(shortNames(found));
}

async function listWorkbooks(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0 && !entry.name.startsWith('.'))
      found.push(...(await listWorkbooks(path, depth - 1)));
    else if (entry.isFile() && (isWorkbookName(entry.name) || isArchiveName(entry.name))) found.push(path);
  }
  return found;
}

function filesInArchive(bytes: Uint8Array, depth: number): Result<readonly ReturnedFile[], Failure> {
  const archive = readArchive(bytes);
  if (!archive.ok) return archive;
  const files: ReturnedFile[] = [];
  for (const { name, read } of archive.value) {
    if (!isWorkbookName(name) && !isArchiveName(name)) continue;
    const content = read();
    if (!content.ok) return content;
    const inner = isArchiveName(name) && depth > 1 ? filesInArchive(content.value, depth - 1) : undefined;
    // An archive inside that cannot be read stands for itself, and is told as such.
    if (inner?.ok === true) files.push(...inner.value.map((file) => ({ ...file, name: `${name}/${file.name}` })));
    else files.push({ name, bytes: content.value });
  }
  return ok(files);
}

/** Names without folders, as people know the files; where two are alike, with them. */
function shortNames(files: readonly ReturnedFile[]): readonly ReturnedFile[] {
  const short = (name: string): string => name.split(/[/\\]/).at(-1) ?? name;
  const counts = new Map<string, number>();
  for (const { name } of files) counts.set(short(name), (counts.get(short(name)) ?? 0) + 1);
  return files.map((file) => (counts.get(short(file.name)) === 1 ? { ...file, name: short(file.name) } : file));
}
