import { constants, promises, type Stats } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { dirname } from 'node:path';

/**
 * The few file calls that saving, the journal and the backups are made of. Everything durable goes through this port,
 * so that a test can make any one call fail, in turn, and see what is left on the disk. Calls reject with Node's own
 * errors (`code` is the errno's name); `file-failures.ts` turns them into sentences.
 */
export interface FileSystem {
  /**
   * `r` to read, `wx` to make a file that must not exist yet, `r+` to append to or cut an existing one, `a+` to read it
   * and add behind whatever is its end by then, made when it is not there.
   */
  open(path: string, flags: 'r' | 'r+' | 'wx' | 'a+', mode?: number): Promise<OpenFile>;
  /** Facts of what the path leads to, links followed. */
  stat(path: string): Promise<FileFacts>;
  /** The path with every link resolved. */
  realpath(path: string): Promise<string>;
  /** Rejects when the file may not be written. */
  checkWritable(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes the folder and those above it; content when it is there. For this person alone, unless `mode` says otherwise. */
  makeFolder(path: string, mode?: number): Promise<void>;
  /** Names in a folder, in no order. */
  list(path: string): Promise<string[]>;
  /** Makes the folder's own entries (new, renamed, removed names) durable. Does nothing on Windows, which has no such call. */
  syncFolder(path: string): Promise<void>;
  /** Waits before a refused call is tried again, in milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

export interface FileFacts {
  readonly file: boolean;
  readonly folder: boolean;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** POSIX mode with the file's type masked off. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface OpenFile {
  /** Reads up to `bytes.length` bytes from `position`; 0 at the end of the file. */
  read(bytes: Uint8Array, position: number): Promise<number>;
  /** Writes from `position` and tells how many bytes were taken, which may be fewer than given. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  stat(): Promise<FileFacts>;
  close(): Promise<void>;
}

/** Rights of what the app keeps for itself: nobody else on a shared machine reads it. Windows goes by the folder's own list. */
export const ownFolder = 0o700;
export const ownFile = 0o600;
/** What lies among the city's files, for colleagues too: as wide as the system's own setting allows. */
export const sharedFolder = 0o777;

/** The real file system. */
export const nodeFileSystem: FileSystem = {
  open: async (path, flags, mode) => openFile(await promises.open(path, flags, mode)),
  stat: async (path) => facts(await promises.stat(path)),
  realpath: (path) => promises.realpath(path),
  checkWritable: (path) => promises.access(path, constants.W_OK),
  rename: (from, to) => promises.rename(from, to),
  unlink: (path) => promises.unlink(path),
  makeFolder: async (path, mode = ownFolder) => {
    await promises.mkdir(path, { recursive: true, mode });
  },
  list: (path) => promises.readdir(path),
  syncFolder: async (path) => {
    if (process.platform === 'win32') return;
    const folder = await promises.open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  // The timer holds the program: in plain Node nothing else does, and a command would end in the middle of its work. Not by
  // `timers/promises`, which every command would load.
  pause: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
};

function openFile(handle: promises.FileHandle): OpenFile {
  return {
    read: async (bytes, position) => (await handle.read(bytes, 0, bytes.length, position)).bytesRead,
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    sync: () => handle.sync(),
    truncate: (size) => handle.truncate(size),
    chmod: (mode) => handle.chmod(mode),
    chown: (uid, gid) => handle.chown(uid, gid),
    stat: async () => facts(await handle.stat()),
    close: () => handle.close(),
  };
}

/** What the system says of a file, in the program's words. */
export function facts(stats: Stats): FileFacts {
  return {
    file: stats.isFile(),
    folder: stats.isDirectory(),
    size: Number(stats.size),
    modified: Number(stats.mtimeMs),
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
  };
}

/** Writes all of the bytes, however few the system takes at a time. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const taken = await file.write(bytes.subarray(written), position + written);
    // A device that takes nothing and reports no error would keep us here for ever.
    if (taken <= 0) throw Object.assign(new Error('the device takes no more bytes'), { code: 'EIO' });
    written += taken;
  }
}

/**
 * Adds to a text file, which is made when it is not there, and syncs it; a file that is new is in its folder only when the
 * folder is on the disk too.
 *
 * @param limit bytes of the file that is read first.
 * @param make gives what is added to the text that is there.
 * @returns the code with which the disk refused to confirm a new file.
 */
export async function appendText(
  fs: FileSystem,
  path: string,
  limit: number,
  make: (before: string) => string,
): Promise<string | undefined> {
  const file = await fs.open(path, 'a+');
  let made = false;
  try {
    const before = await readFully(file, limit);
    made = before.length === 0;
    await writeFully(file, Buffer.from(make(Buffer.from(before).toString('utf8')), 'utf8'), before.length);
    await file.sync();
  } finally {
    await file.close();
  }
  return made ? fs.syncFolder(dirname(path)).then(() => undefined, errorCode) : undefined;
}

/** Bytes that are asked for behind what the file's size says. */
const beyond = 4096;

/** Reads a file from its start to its end; `limit` in bytes guards against what grows while it is read. */
export async function readFully(file: Pick<OpenFile, 'read' | 'stat'>, limit: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  const chunks: Uint8Array[] = [];
  let position = 0;
  while (position <= limit) {
    const chunk = new Uint8Array(position < size ? Math.min(size - position, 1 << 26) : beyond);
    const taken = await file.read(chunk, position);
    if (taken === 0) break;
    chunks.push(taken === chunk.length ? chunk : chunk.subarray(0, taken));
    position += taken;
  }
  // Nearly always the whole file came at once: memory for a second copy of it costs as much as reading it.
  const [only] = chunks;
  if (only !== undefined && only.buffer.byteLength === position) return only;
  const whole = new Uint8Array(position);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** The errno's name of what a call rejected with; `UNKNOWN` for anything else. */
export function errorCode(error: unknown): string {
  const { code, errno } = (error ?? {}) as { readonly code?: unknown; readonly errno?: unknown };
  // libuv has no name for some, such as ESTALE of a share whose server went.
  if (typeof code === 'string' && code.startsWith('Unknown system error'))
    return Object.entries(osConstants.errno).find(([, number]) => number === -Number(errno))?.[0] ?? 'UNKNOWN';
  return typeof code === 'string' ? code : 'UNKNOWN';
}
