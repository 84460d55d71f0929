import { basename, dirname, join } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { nodeFileSystem, readFully, type FileSystem } from './file-system.ts';

/** Who has a workbook open, as far as the lock file beside it tells; the name may be missing. */
export interface OpenElsewhere {
  readonly program: 'excel' | 'libreoffice';
  readonly who: string | undefined;
}

/**
 * Looks for the lock files that spreadsheet programs keep beside an open workbook: Excel's `~$name.xlsx`, LibreOffice's
 * `.~lock.name.xlsx#`. A lock file that a crash has left behind says the same; on Windows it can be told apart, since
 * Excel holds its own lock file against writing.
 */
export async function openElsewhere(path: string, fs: FileSystem = nodeFileSystem): Promise<OpenElsewhere | undefined> {
  const folder = dirname(path);
  const name = basename(path);
  const excel = join(folder, `~$${name}`);
  const owner = await readSmall(excel, fs);
  if (owner !== undefined && !(await isLeftover(excel, fs))) return { program: 'excel', who: excelOwner(owner) };
  const office = await readSmall(join(folder, `.~lock.${name}#`), fs);
  if (office !== undefined) return { program: 'libreoffice', who: libreOfficeOwner(office) };
  return undefined;
}

/** Why a file is not to be written now: somebody has it open. */
export async function heldElsewhere(path: string, fs: FileSystem = nodeFileSystem): Promise<Failure | undefined> {
  const held = await openElsewhere(path, fs);
  if (held === undefined) return undefined;
  return {
    kind: 'write-failed',
    reason: 'open-elsewhere',
    file: basename(path),
    values: { who: held.who ?? 'ほかの人' },
  };
}

/**
 * The user's name in Excel's owner file (165 bytes): a count and 54 bytes in the machine's code page, then a 16-bit
 * count at 55 and UTF-16LE from 57. Seen in Excel 2010 to 365; documented nowhere, so anything odd gives no name.
 */
export function excelOwner(bytes: Uint8Array): string | undefined {
  if (bytes.length < 57) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.readUInt16LE(55);
  if (length === 0 || length > 54 || 57 + 2 * length > view.length) return undefined;
  return tidy(view.subarray(57, 57 + 2 * length).toString('utf16le'));
}

/** The first or second value of LibreOffice's lock file: full name, login, host, time, profile. */
function libreOfficeOwner(bytes: Uint8Array): string | undefined {
  const [fullName = '', login = ''] = Buffer.from(bytes).toString('utf8').split(',');
  return tidy(fullName) ?? tidy(login);
}

/** The name is somebody else's data: no control characters, no end, no more than a line of a sentence holds. */
function tidy(name: string): string | undefined {
  const clean = name.replace(/\p{C}/gu, '').trim().slice(0, 60);
  return clean === '' ? undefined : clean;
}

/** An unreadable lock file (Excel may deny even reading) still counts as one: empty bytes, no name. */
async function readSmall(path: string, fs: FileSystem): Promise<Uint8Array | undefined> {
  try {
    const facts = await fs.stat(path);
    if (!facts.file) return undefined;
  } catch {
    return undefined;
  }
  try {
    const file = await fs.open(path, 'r');
    try {
      return (await readFully(file, 4096)).subarray(0, 4096);
    } finally {
      await file.close();
    }
  } catch {
    return new Uint8Array();
  }
}

async function isLeftover(path: string, fs: FileSystem): Promise<boolean> {
  if (process.platform !== 'win32') return false;
  try {
    const file = await fs.open(path, 'r+');
    await file.close();
    return true;
  } catch {
    return false;
  }
}
