import { basename } from 'node:path';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import { errorCode } from './file-system.ts';

const busyCodes: ReadonlySet<string> = new Set(['EBUSY', 'ETXTBSY', 'EAGAIN', 'EWOULDBLOCK']);
const deniedCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);
const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ENOMEDIUM']);
/** What a share answers when the line or the server is gone; libuv maps most of Windows' network errors to these. */
const shareCodes: ReadonlySet<string> = new Set([
  'ESTALE',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'ECONNRESET',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ENOTCONN',
  'EREMOTEIO',
]);

/** Windows answers «not found» for a path beyond MAX_PATH (260 with the final NUL) where long paths are off. */
const beyondWindowsLimit = (path: string): boolean => process.platform === 'win32' && path.length >= 259;

/** Why a file could not be read, as a sentence with the file's name. */
export function readFailure(error: unknown, path: string): Failure {
  const code = errorCode(error);
  const file = basename(path);
  if (code === 'ENAMETOOLONG' || (goneCodes.has(code) && beyondWindowsLimit(path))) {
    return { kind: 'unreadable', reason: 'path-too-long', file };
  }
  if (goneCodes.has(code)) return { kind: 'not-found', reason: 'file', file };
  if (busyCodes.has(code)) return { kind: 'unreadable', reason: 'busy', file };
  if (shareCodes.has(code)) return { kind: 'unreadable', reason: 'share-gone', file };
  if (code === 'EISDIR') return { kind: 'unreadable', reason: 'folder', file };
  if (code === 'EIO') return { kind: 'unreadable', reason: 'device', file, values: { code } };
  return { kind: 'unreadable', reason: 'denied', file, values: { code } };
}

/** A file that is in place though the disk did not confirm its name (`WrittenFile.unsynced`). */
export const unsyncedWarning = (path: string, code: string): Warning & { readonly kind: 'place' } => ({
  kind: 'place',
  reason: 'unsynced',
  file: basename(path),
  values: { code },
});

/**
 * Why a file could not be written. `step` tells what a refusal means: while the temporary file is being made the
 * folder is read-only; when only the rename is refused, Windows says EPERM or EACCES for a file that Excel holds open.
 */
export function writeFailure(error: unknown, path: string, step: 'prepare' | 'replace'): Failure {
  const code = errorCode(error);
  const file = basename(path);
  if (code === 'ENAMETOOLONG' || (goneCodes.has(code) && beyondWindowsLimit(path))) {
    return { kind: 'write-failed', reason: 'path-too-long', file };
  }
  if (busyCodes.has(code)) return { kind: 'write-failed', reason: 'busy', file };
  if (code === 'EROFS') return { kind: 'write-failed', reason: 'read-only', file };
  if (deniedCodes.has(code)) return { kind: 'write-failed', reason: step === 'replace' ? 'busy' : 'read-only', file };
  if (fullCodes.has(code)) return { kind: 'write-failed', reason: 'disk-full', file };
  if (shareCodes.has(code)) return { kind: 'write-failed', reason: 'share-gone', file };
  if (goneCodes.has(code)) return { kind: 'write-failed', reason: 'gone', file };
  if (code === 'EIO') return { kind: 'write-failed', reason: 'device', file, values: { code } };
  return { kind: 'write-failed', reason: 'other', file, values: { code } };
}
