import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { errorCode } from '../files/file-system.ts';

/**
 * The system's own lock for a folder, one holder on a machine: a socket name without a file (Linux) or a pipe (Windows), which goes with
 * the process whatever ends it, and which two never get. `none` where the system has no such thing (macOS, whose socket
 * files stay behind) or refuses it: then the lock file alone decides.
 */
export type MachineLock =
  | { readonly kind: 'held'; release(): void }
  | { readonly kind: 'taken' }
  | { readonly kind: 'none' };

export async function takeMachineLock(folder: string): Promise<MachineLock> {
  const name = await nameFor(folder);
  if (name === undefined) return { kind: 'none' };
  const first = await listen(name);
  if (first.kind !== 'held' || process.platform !== 'win32') return first;
  // Wine gives a pipe's name to everyone who asks: a name that we get twice locks nothing.
  const second = await listen(name);
  if (second.kind === 'taken') return first;
  first.release();
  if (second.kind === 'held') second.release();
  return { kind: 'none' };
}

function listen(name: string): Promise<MachineLock> {
  const server = createServer((connection) => connection.destroy());
  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ kind: errorCode(error) === 'EADDRINUSE' ? 'taken' : 'none' }));
    server.listen(name, () => {
      server.removeAllListeners('error').on('error', () => undefined);
      // It keeps no program from ending.
      server.unref();
      resolve({ kind: 'held', release: () => close(server) });
    });
  });
}

const close = (server: Server): void => void server.close(() => undefined);

async function nameFor(folder: string): Promise<string | undefined> {
  try {
    const place = await realpath(folder);
    const id = createHash('sha256')
      .update(process.platform === 'win32' ? place.toLowerCase() : place)
      .digest('hex')
      .slice(0, 32);
    if (process.platform === 'linux') return `\0kohyo-desk-${id}`;
    return process.platform === 'win32' ? `\\\\.\\pipe\\kohyo-desk-${id}` : undefined;
  } catch {
    return undefined;
  }
}
