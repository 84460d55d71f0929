import { nodeFileSystem, type FileSystem, type OpenFile } from '../../../src-main/files/file-system.ts';

/** What one call does instead of its work. `short` lets a write take half of the bytes and no more. */
export type Fault = 'short' | (typeof errnos)[number];

export const errnos = ['EBUSY', 'EPERM', 'EACCES', 'ENOSPC', 'EROFS', 'EXDEV', 'EIO', 'ENOENT', 'ESTALE'] as const;
export const faults: readonly Fault[] = ['short', ...errnos];

export interface FaultPlan {
  /** The call, counted from 0, that the fault strikes; -1 for none. */
  readonly at: number;
  readonly fault: Fault;
  /** Whether every later call of the same name fails too, as on a stick that was pulled out. */
  readonly lasting: boolean;
}

export interface FaultyFileSystem extends FileSystem {
  /** Names of the calls so far, in order. */
  readonly calls: readonly string[];
  /** How often a refused call was waited for; no time passes. */
  readonly pauses: number;
}

/**
 * The real file system with one call going wrong. Closing a file fails only after it was closed: a leaked handle
 * would be the test's fault, not the program's.
 */
export function faultyFileSystem(plan: FaultPlan): FaultyFileSystem {
  const calls: string[] = [];
  let struck: string | undefined;

  async function guarded<T>(name: string, work: () => Promise<T>, short?: () => Promise<T>): Promise<T> {
    const number = calls.push(name) - 1;
    const strikes = number === plan.at || (plan.lasting && name === struck);
    if (!strikes) return work();
    struck = name;
    if (plan.fault === 'short') return short === undefined ? work() : short();
    if (name === 'close') await work();
    throw Object.assign(new Error(`${plan.fault}: injected at ${name}`), { code: plan.fault });
  }

  const wrap = (file: OpenFile): OpenFile => ({
    read: (bytes, position) =>
      guarded(
        'read',
        () => file.read(bytes, position),
        () => file.read(bytes.subarray(0, Math.ceil(bytes.length / 2)), position),
      ),
    write: (bytes, position) =>
      guarded(
        'write',
        () => file.write(bytes, position),
        () => file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), position),
      ),
    sync: () => guarded('sync', () => file.sync()),
    truncate: (size) => guarded('truncate', () => file.truncate(size)),
    chmod: (mode) => guarded('chmod', () => file.chmod(mode)),
    chown: (uid, gid) => guarded('chown', () => file.chown(uid, gid)),
    stat: () => guarded('file.stat', () => file.stat()),
    close: () => guarded('close', () => file.close()),
  });

  const real = nodeFileSystem;
  let pauses = 0;
  return {
    calls,
    get pauses() {
      return pauses;
    },
    pause: async () => {
      pauses += 1;
    },
    open: (path, flags, mode) => guarded('open', async () => wrap(await real.open(path, flags, mode))),
    stat: (path) => guarded('stat', () => real.stat(path)),
    realpath: (path) => guarded('realpath', () => real.realpath(path)),
    checkWritable: (path) => guarded('checkWritable', () => real.checkWritable(path)),
    rename: (from, to) => guarded('rename', () => real.rename(from, to)),
    unlink: (path) => guarded('unlink', () => real.unlink(path)),
    makeFolder: (path, mode) => guarded('makeFolder', () => real.makeFolder(path, mode)),
    list: (path) => guarded('list', () => real.list(path)),
    syncFolder: (path) => guarded('syncFolder', () => real.syncFolder(path)),
  };
}
