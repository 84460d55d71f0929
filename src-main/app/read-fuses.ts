import { open } from 'node:fs/promises';

/** Fuses of Electron's wire version 1, in its order (docs/tutorial/fuses.md). */
const names = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
export type FuseName = (typeof names)[number];

/** What stands before the wire in the program; in two parts, so that it is not found in this source. */
const sentinel = Buffer.from(['dL7pKGdnNz796Pbb', 'jQWNKmHXBZaB9tsX'].join(''), 'latin1');
const chunk = 8 * 1024 * 1024;

/** Reads the fuses of an Electron program; `undefined` for one without a fuse wire. */
export async function readFuses(program: string): Promise<Readonly<Partial<Record<FuseName, boolean>>> | undefined> {
  const file = await open(program, 'r');
  try {
    const buffer = Buffer.alloc(chunk + 256);
    for (let position = 0; ; position += chunk) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return undefined;
      const at = buffer.subarray(0, bytesRead).indexOf(sentinel);
      // A wire that begins in the overlap is read whole with the next chunk.
      if (at === -1 || at >= chunk) continue;
      const wire = buffer.subarray(at + sentinel.length);
      const length = wire[1] ?? 0;
      return Object.fromEntries(
        names.slice(0, length).map((name, index) => [name, wire[2 + index] === '1'.charCodeAt(0)]),
      );
    }
  } finally {
    await file.close();
  }
}
