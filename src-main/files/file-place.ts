import { promises } from 'node:fs';
import { tmpdir } from 'node:os';

/** What kind of place a folder is, as far as it matters for keeping things there. */
export type PlaceKind = 'local' | 'network' | 'volatile';

/**
 * File system types of Linux's statfs(2) (linux/magic.h): NFS, SMB, CIFS, SMB2, AFS, 9P, Ceph are remote,
 * tmpfs and ramfs live in memory. Others count as local.
 */
const remoteTypes: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400,
]);
const memoryTypes: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);

/**
 * Tells a network share or a folder that is wiped at sign-out from a lasting one, by path and file system type.
 * `path` is a resolved one: Windows then shows a mapped drive as `\\server\share`. Windows signs a person whose
 * profile cannot be loaded in with a temporary one under `C:\Users\TEMP`, which is deleted afterwards.
 */
export function placeKind(path: string, fileSystemType?: number): PlaceKind {
  if (/^(\\\\|\/\/)[^?.\\/]/.test(path) || /^\\\\\?\\UNC\\/i.test(path)) return 'network';
  if (/^(?:\\\\\?\\)?[a-z]:\\users\\temp(?:\.[^\\]*)?(?:\\|$)/i.test(path)) return 'volatile';
  if (fileSystemType === undefined) return 'local';
  const type = fileSystemType >>> 0;
  if (remoteTypes.has(type)) return 'network';
  return memoryTypes.has(type) ? 'volatile' : 'local';
}

/** The kind of place that an existing folder is; `local` when the system does not say. */
export async function placeOf(folder: string): Promise<PlaceKind> {
  try {
    const real = await promises.realpath(folder);
    const type = process.platform === 'linux' ? (await promises.statfs(real)).type : undefined;
    return placeKind(real, type);
  } catch {
    return placeKind(folder);
  }
}

/** Where mail programs, browsers and zip previews put what a person opens without saving it first. */
const temporaryPatterns: readonly RegExp[] = [
  /[\\/]inetcache[\\/]/i,
  /[\\/]temporary internet files[\\/]/i,
  /[\\/]content\.(outlook|ie5|mso)[\\/]/i,
  /[\\/]appdata[\\/]local[\\/]temp[\\/]/i,
  /[\\/]windows[\\/]temp[\\/]/i,
  /[\\/]appdata[\\/]local[\\/]packages[\\/][^\\/]+[\\/](localstate|localcache|tempstate|ac)[\\/]/i,
  /^\/(private\/)?(var\/)?tmp\//,
  /^\/(private\/)?var\/folders\//,
  /[\\/]\.cache[\\/]/,
];

/** Whether a file lies in a temporary folder, so that what is saved there may vanish. */
export function isTemporaryPlace(path: string, temporaryFolder: string = tmpdir()): boolean {
  if (temporaryPatterns.some((pattern) => pattern.test(path))) return true;
  const inside = path.slice(0, temporaryFolder.length).toLowerCase() === temporaryFolder.toLowerCase();
  return temporaryFolder.length > 1 && inside && /^[\\/]/.test(path.slice(temporaryFolder.length));
}
