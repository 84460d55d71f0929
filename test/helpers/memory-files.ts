import { basename, dirname, normalize, sep } from 'node:path';
import type { FileFacts, FileSystem, OpenFile } from '../../src-main/files/file-system.ts';

const missing = (path: string): Error => Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });

/** Files in memory behind the port that reading goes through, for thousands of damaged states a second; nothing is written. */
export function memoryFiles(given: ReadonlyMap<string, Uint8Array>): FileSystem {
  // By paths as this system writes them.
  const files = new Map([...given].map(([path, bytes]) => [normalize(path), bytes]));
  const facts = (bytes: Uint8Array | undefined): FileFacts => ({
    file: bytes !== undefined,
    folder: bytes === undefined,
    size: bytes?.length ?? 0,
    modified: 0,
    mode: 0o600,
    uid: 0,
    gid: 0,
  });
  const isFolder = (path: string): boolean => [...files.keys()].some((name) => name.startsWith(`${path}${sep}`));
  const refuse = (): never => {
    throw Object.assign(new Error('only to be read'), { code: 'EROFS' });
  };
  return {
    open: async (path) => {
      const bytes = files.get(normalize(path));
      if (bytes === undefined) throw missing(path);
      return {
        read: async (into: Uint8Array, position: number) => {
          const part = bytes.subarray(position, position + into.length);
          into.set(part);
          return part.length;
        },
        stat: async () => facts(bytes),
        close: async () => undefined,
      } as unknown as OpenFile;
    },
    stat: async (path) => {
      if (!files.has(normalize(path)) && !isFolder(normalize(path))) throw missing(path);
      return facts(files.get(normalize(path)));
    },
    realpath: async (path) => path,
    list: async (path) => {
      if (!isFolder(normalize(path))) throw missing(path);
      return [...files.keys()].filter((name) => dirname(name) === normalize(path)).map((name) => basename(name));
    },
    pause: async () => undefined,
    checkWritable: refuse,
    rename: refuse,
    unlink: refuse,
    makeFolder: refuse,
    syncFolder: refuse,
  };
}
