import type { Failure } from '../../../src-shared/failures/failures.ts';
import { readArchive, type ArchivedFile } from '../../engine/package/zip-archive.ts';
import type { ReturnedFile } from './read-returned.ts';

/**
 * Spreadsheets by name, those too that this program cannot read, so that they are told and not passed over; Excel's lock
 * files (`~$…`) and hidden files are none.
 */
export const isWorkbookName = (path: string): boolean =>
  /(^|\/)(?!~\$|\.)[^/]+\.(xls[xmb]?|xlt[xm]?|ods|fods|csv)$/i.test(path);
export const isArchiveName = (path: string): boolean => /(^|\/)(?!\.)[^/]+\.zip$/i.test(path);

/**
 * What all archives of one collecting may give together. A city of 300 sections sends some 100 MB back; workbooks are packed
 * themselves, so that an archive makes them hardly smaller, and one that does is no parcel of workbooks.
 */
export const archiveBudget = {
  files: 3000,
  bytes: 256 * 2 ** 20,
  /** A file may claim so many times its packed bytes, once it is larger than `small`. */
  ratio: 100,
  small: 2 ** 20,
  /** Archives in archives: a mail gateway packs once more what a section has packed. */
  nesting: 4,
} as const;

class TooMuch extends Error {
  readonly what: string;
  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/**
 * The workbooks in archives, those in archives inside too, in the order of their names. All archives of a call share one budget, by
 * what their directories claim, before anything is inflated. An archive that cannot be read or holds too much gives nothing but
 * itself, with the reason.
 */
export function unpackArchives(archives: readonly ReturnedFile[]): readonly (readonly ReturnedFile[])[] {
  const left = { files: archiveBudget.files, bytes: archiveBudget.bytes };
  return archives.map(({ name, bytes }) => {
    const unreadable = (failure: Failure): readonly ReturnedFile[] => [{ name, bytes: new Uint8Array(), failure }];
    try {
      const files = filesIn(bytes, archiveBudget.nesting, left);
      return Array.isArray(files) ? files : unreadable(files as Failure);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      return unreadable({ kind: 'too-large', reason: 'archive', values: { what: error.what } });
    }
  });
}

interface Left {
  files: number;
  bytes: number;
}

function filesIn(bytes: Uint8Array, depth: number, left: Left): readonly ReturnedFile[] | Failure {
  const archive = readArchive(bytes);
  if (!archive.ok) return archive.failure;
  const wanted = archive.value.filter(({ name }) => isWorkbookName(name) || isArchiveName(name));
  // One locked file among others is told for itself; an archive that is locked as a whole is one thing to say.
  if (wanted.length > 0 && wanted.every(({ locked }) => locked)) return { kind: 'encrypted', reason: 'archive' };
  for (const file of wanted) claim(file, left);
  const files: ReturnedFile[] = [];
  for (const { name, read } of wanted) {
    const content = read();
    if (!content.ok) {
      files.push({ name, bytes: new Uint8Array(), failure: content.failure });
      continue;
    }
    if (!isArchiveName(name)) {
      files.push({ name, bytes: content.value });
      continue;
    }
    if (depth <= 1) throw new TooMuch(name);
    const inner = filesIn(content.value, depth - 1, left);
    // An archive inside that cannot be read stands for itself, and is told as such.
    if (Array.isArray(inner))
      files.push(...(inner as readonly ReturnedFile[]).map((file) => ({ ...file, name: `${name}/${file.name}` })));
    else files.push({ name, bytes: new Uint8Array(), failure: inner as Failure });
  }
  return files;
}

function claim({ name, size, packed }: ArchivedFile, left: Left): void {
  left.files -= 1;
  left.bytes -= size;
  if (left.files < 0) throw new TooMuch(`> ${archiveBudget.files}`);
  if (left.bytes < 0) throw new TooMuch(`> ${archiveBudget.bytes / 2 ** 20} MB`);
  if (size > archiveBudget.small && size > packed * archiveBudget.ratio)
    throw new TooMuch(`${name}: ${Math.ceil(packed / 1024)} KB → ${Math.ceil(size / 2 ** 20)} MB`);
}
