import { promises as fs } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { FileStamp } from '../../src-shared/contract/documents.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { chooseDataFolder } from '../files/data-folder.ts';
import { heldElsewhere } from '../files/open-elsewhere.ts';
import { hasChanged, readFileStamped, type StampedFile } from '../files/read-file.ts';
import { keepVersion, versionPath } from '../files/version-store.ts';
import { unsyncedWarning } from '../files/file-failures.ts';
import { checkWritableAt, writeFileAtomically } from '../files/write-atomically.ts';
import { isOwnOutput, noteOutput, truePath } from '../files/written-files.ts';
import { UsageError, type RefusalLine } from './command.ts';
import { plainProblem } from './refuse.ts';

/** What a command writes. A PDF may take a PDF's place, a report a report's; a workbook or a table (CSV) only one that the program wrote. */
export type OutputKind = 'workbook' | 'pdf' | 'report' | 'table';

export interface OutputOptions {
  readonly kind: OutputKind;
  /** The option that names it, for the message of wrong usage. */
  readonly option: string;
  /** Files that the command reads: none of them may be the output. */
  readonly inputs: readonly (string | undefined)[];
  /** The person knows that something is there; it is kept as a version. */
  readonly overwrite: boolean | undefined;
}

/** What a command tells of an output that is written: keys of its line. */
export interface WrittenOutput {
  /** Where the old file lies as a version. */
  readonly kept?: string;
  /** The file is there, and the disk did not confirm its name. */
  readonly unsynced?: RefusalLine<'place'>;
}

/** An output that has been looked at before anything is worked out, so that a refusal comes before anything is written. */
export interface Output {
  readonly path: string;
  /** Writes it whole or not at all. */
  write(bytes: Uint8Array): Promise<Result<WrittenOutput, Failure>>;
  /** Puts the place back as it was before `write`: for a command that is refused after all. */
  takeBack(): Promise<void>;
  /** What `write` has told. */
  told(): WrittenOutput;
}

/**
 * Looks at an output: throws `UsageError` where it is an input or the workbook of another exchange, refuses with `exists`
 * what the program did not write, and with `write-failed` where nothing can be written.
 */
export async function openOutput(path: string, options: OutputOptions): Promise<Result<Output, Failure>> {
  for (const input of options.inputs)
    if (input !== undefined && ((await isSameFile(path, input)) || (await isReadWith(path, input))))
      throw new UsageError(`${options.option} is also an input: ${basename(path)}`);
  const writable = await checkWritableAt(path);
  if (!writable.ok) return writable;
  if (!writable.value.exists) return ok(outputBy(path, (bytes) => writeNew(path, bytes, options.kind)));
  if (await isMaster(path)) throw new UsageError(`${options.option} is the plan of an exchange: ${basename(path)}`);
  const there = await readFileStamped(path);
  if (!there.ok) return there;
  const busy = await heldElsewhere(path);
  if (busy !== undefined) return err(busy);
  const isOurs = (await isReplaceable(path, there.value, options.kind)) === true;
  if (!isOurs && options.overwrite !== true)
    return err({ kind: 'exists', reason: options.kind === 'workbook' ? 'workbook' : 'other', file: basename(path) });
  const replacing = { there: there.value, keep: !isOurs, note: isNoted(options.kind) };
  return ok(outputBy(path, (bytes) => replace(path, bytes, replacing), there.value.bytes));
}

/** An output by what writes it; `old` is what lies there before. */
function outputBy(
  path: string,
  write: (bytes: Uint8Array) => Promise<Result<WrittenOutput, Failure>>,
  old?: Uint8Array,
): Output {
  let told: WrittenOutput | undefined;
  return {
    path,
    async write(bytes) {
      const written = await write(bytes);
      if (written.ok) told = written.value;
      return written;
    },
    async takeBack() {
      if (told === undefined) return;
      told = undefined;
      if (old === undefined) await fs.unlink(path).catch(() => undefined);
      else await writeFileAtomically(path, old);
    },
    told: () => told ?? {},
  };
}

/**
 * `set FILE` without `--out`: allowed while the file is as it was read and nobody has it open. The old one is kept as a
 * version. It does not become an output of the program by this: one changed box makes no file ours to write over.
 */
export const openInPlace = (path: string, read: StampedFile): Output =>
  outputBy(
    path,
    async (bytes) => {
      const data = chooseDataFolder();
      const wasOurs = data.ok && (await isOwnOutput(data.value, path, read.stamp.sha256));
      return replace(path, bytes, { there: read, keep: true, note: wasOurs, mayLoseVersion: true });
    },
    read.bytes,
  );

/** Nothing in these tells who wrote them, so the program remembers what it has written. */
const isNoted = (kind: OutputKind): boolean => kind === 'workbook' || kind === 'table';

async function isReplaceable(path: string, { bytes, stamp }: StampedFile, kind: OutputKind): Promise<boolean> {
  if (kind !== 'workbook' && kind !== 'table' && !isWorkbookName(path) && isOfKind(bytes, kind)) return true;
  const data = chooseDataFolder();
  return data.ok && isOwnOutput(data.value, path, stamp.sha256);
}

const isWorkbookName = (path: string): boolean => /\.(xls[xmb]?|xlt[xm])$/i.test(path);

/** By the beginning of the content, since a name says little: an empty file is of every kind. */
function isOfKind(bytes: Uint8Array, kind: 'pdf' | 'report'): boolean {
  if (bytes.length === 0) return true;
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return kind === 'pdf' ? start.includes('%PDF-') : /^(?:\u00ef\u00bb\u00bf)?\s*[[{]/.test(start);
}

async function writeNew(path: string, bytes: Uint8Array, kind: OutputKind): Promise<Result<WrittenOutput, Failure>> {
  const written = await writeFileAtomically(path, bytes, { mustBeNew: true });
  if (written.ok) {
    if (isNoted(kind)) await note(path, written.value);
    return ok(toldUnsynced(path, written.value.unsynced));
  }
  // It has come to be there while the command worked.
  const appeared = written.failure.kind === 'write-failed' && written.failure.values?.['code'] === 'EEXIST';
  return appeared ? err({ kind: 'exists', reason: 'workbook', file: basename(path) }) : written;
}

interface Replacing {
  readonly there: StampedFile;
  /** Keep what is there as a version first. */
  readonly keep: boolean;
  /** Note the new file as the program's own. */
  readonly note: boolean;
  /** Go on where no version can be kept: the file keeps all but what the person has asked to change. */
  readonly mayLoseVersion?: boolean;
}

async function replace(
  path: string,
  bytes: Uint8Array,
  { there, keep, note: isToNote, mayLoseVersion }: Replacing,
): Promise<Result<WrittenOutput, Failure>> {
  const busy = await heldElsewhere(path);
  if (busy !== undefined) return err(busy);
  const changed = await hasChanged(path, there.stamp, { thorough: true });
  if (!changed.ok) return changed;
  if (changed.value) return err({ kind: 'changed-on-disk', reason: 'meanwhile', file: basename(path) });
  const isSame = Buffer.compare(there.bytes, bytes) === 0;
  const kept = keep && !isSame ? await keepOld(path, there.bytes) : undefined;
  if (keep && !isSame && kept === undefined && mayLoseVersion !== true)
    return err({ kind: 'exists', reason: 'not-kept', file: basename(path) });
  const written = await writeFileAtomically(path, bytes, { expected: there.stamp });
  if (!written.ok) return written;
  if (isToNote) await note(path, written.value);
  return ok({ ...(kept === undefined ? {} : { kept }), ...toldUnsynced(path, written.value.unsynced) });
}

/** The key for a file that is written and whose name the disk did not confirm. */
export const toldUnsynced = (path: string, code: string | undefined): Pick<WrittenOutput, 'unsynced'> =>
  code === undefined ? {} : { unsynced: plainProblem(unsyncedWarning(path, code)) };

async function note(path: string, { sha256 }: FileStamp): Promise<void> {
  const data = chooseDataFolder();
  if (data.ok) await noteOutput(data.value, path, sha256);
}

/** Keeps what is replaced among the versions of the data folder, as the window does; answers where it lies. */
async function keepOld(path: string, bytes: Uint8Array): Promise<string | undefined> {
  const data = chooseDataFolder();
  if (!data.ok) return undefined;
  const store = join(data.value, 'versions');
  const document = await truePath(path);
  const extension = /^\.([a-z0-9]{1,8})$/i.exec(extname(path))?.[1]?.toLowerCase() ?? 'xlsx';
  const kept = await keepVersion(store, document, basename(path), bytes, { at: new Date(), extension });
  return kept.ok ? versionPath(store, document, kept.value.id) : undefined;
}

/** Whether two paths lead to one file: by links and, where both are there, by the file system's own number. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([truePath(a), truePath(b)]);
  if (left.normalize('NFC') === right.normalize('NFC')) return true;
  const [one, other] = await Promise.all([a, b].map((path) => fs.stat(path).catch(() => undefined)));
  // Some network folders number no file.
  return one !== undefined && other !== undefined && one.ino !== 0 && one.ino === other.ino && one.dev === other.dev;
}

/** Whether a workbook lies in a folder whose workbooks are all read. */
async function isReadWith(path: string, input: string): Promise<boolean> {
  if (!isWorkbookName(path)) return false;
  const [file, folder] = await Promise.all([truePath(path), truePath(input)]);
  if (!file.startsWith(folder + sep)) return false;
  const facts = await Promise.all([file, folder].map((one) => fs.stat(one).catch(() => undefined)));
  return facts[0]?.isFile() === true && facts[1]?.isDirectory() === true;
}

/** Whether a workbook has an exchange beside it (台帳.個票交換): what sections have returned is compared with it. */
async function isMaster(path: string): Promise<boolean> {
  if (!isWorkbookName(path)) return false;
  const { planFolderOf } = await import('../exchange/folder/plan-folder-place.ts');
  return fs.stat(planFolderOf(path)).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
