import { lstatSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What of the machine the choice of the data folder depends on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Reads a small text file; `undefined` when there is none. Throws when it is there but cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /** Who may write a file or folder, where the system tells by owner and mode; `undefined` when it is not there or the system does not. */
  readonly rights?: (path: string) => { readonly owner: number; readonly mode: number } | undefined;
}

/** Where an administrator puts the policy file: a place that an ordinary person cannot write. */
export function policyFile(around: Machine): string {
  switch (around.platform) {
    case 'win32':
      return win32.join(around.env['ProgramFiles'] ?? 'C:\\Program Files', 'KohyoDesk', 'policy.json');
    case 'darwin':
      return '/Library/Application Support/KohyoDesk/policy.json';
    default:
      return '/etc/kohyo-desk/policy.json';
  }
}

/** The folder of the person's own on this machine, where nobody has chosen another. */
export function localFolder({ platform, env, home }: Machine): string {
  switch (platform) {
    case 'win32':
      return win32.join(env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), 'KohyoDesk');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'KohyoDesk');
    default: {
      // The base directory specification: a relative value is to be passed over.
      const data = env['XDG_DATA_HOME'] ?? '';
      return posix.join(posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'kohyo-desk');
    }
  }
}

/** Those of this process. */
export function surroundings(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    rights: (path) => {
      try {
        const { uid, mode } = lstatSync(path);
        return { owner: uid, mode };
      } catch {
        return undefined;
      }
    },
    readText: (path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw error;
      }
    },
  };
}
