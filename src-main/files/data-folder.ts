import { chmod, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import * as v from 'valibot';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { localFolder, policyFile, surroundings, type Machine } from './data-folder-places.ts';
import { placeOf } from './file-place.ts';
import { ownFolder } from './file-system.ts';

const policySchema = v.object({ dataFolder: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))) });

/**
 * The folder of the app's own data (journal, snapshots, old versions, database): the environment variable
 * `KOHYO_DATA_DIR`, else `dataFolder` of the administrator's policy file, else the machine's local folder of the
 * person. Never the roaming profile: it is copied over the network at sign-in and sign-out, which breaks databases.
 * In a policy `%NAME%` and `${NAME}` stand for environment variables, so that one file serves every person.
 * A policy that cannot be understood is refused rather than passed over: its reason may be that the default is unsafe.
 */
export function chooseDataFolder(around: Machine = surroundings()): Result<string, Failure> {
  const path = around.platform === 'win32' ? win32 : posix;
  const chosen = around.env['KOHYO_DATA_DIR'];
  if (chosen !== undefined && chosen !== '') {
    return path.isAbsolute(chosen) ? ok(path.normalize(chosen)) : err(misset('KOHYO_DATA_DIR'));
  }
  const file = policyFile(around);
  const unsafe = unsafePolicy(around, file);
  if (unsafe !== undefined) return err(unsafe);
  let text: string | undefined;
  try {
    text = around.readText(file);
  } catch {
    return err(misset(file));
  }
  if (text !== undefined) {
    const policy = parsePolicy(text);
    if (policy === undefined) return err(misset(file));
    if (policy.dataFolder !== undefined) {
      const folder = expand(policy.dataFolder, around.env);
      return folder !== undefined && path.isAbsolute(folder) ? ok(path.normalize(folder)) : err(misset(file));
    }
  }
  return ok(localFolder(around));
}

/**
 * A policy that an ordinary user can have put there would lead everybody's data to where that user wants them. Windows lets any
 * user make folders in `%ProgramData%`, where this program looked before: a file there is refused, not passed over. Elsewhere the
 * file and its folder must be the administrator's, and nobody else's to write.
 */
function unsafePolicy(around: Machine, file: string): Failure | undefined {
  const refused = (found: string): Failure => ({
    kind: 'journal',
    reason: 'policy-place',
    values: { found, place: file },
  });
  if (around.platform === 'win32') {
    const old = win32.join(around.env['ProgramData'] ?? 'C:\\ProgramData', 'KohyoDesk', 'policy.json');
    try {
      return around.readText(old) === undefined ? undefined : refused(old);
    } catch {
      return refused(old);
    }
  }
  for (const place of [file, posix.dirname(file)]) {
    const rights = around.rights?.(place);
    if (rights !== undefined && (rights.owner !== 0 || (rights.mode & 0o022) !== 0)) return refused(place);
  }
  return undefined;
}

/** What to tell about a data folder that lies on the network or will be wiped. */
export async function dataFolderWarnings(folder: string): Promise<readonly Warning[]> {
  const shared = await isShared(folder);
  const open: readonly Warning[] = shared ? [{ kind: 'place', reason: 'data-shared', values: { folder } }] : [];
  const kind = await placeOf(folder);
  if (kind === 'local') return open;
  return [
    ...open,
    { kind: 'place', reason: kind === 'network' ? 'data-network' : 'data-volatile', values: { folder } },
  ];
}

/**
 * Whether others on the machine may look into the folder. The person's own one, made by an older version, is closed; one that
 * somebody has chosen (`KOHYO_DATA_DIR`, a policy) may be shared on purpose: it is left as it is and told. Windows goes by lists
 * that the folder inherits.
 */
async function isShared(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  try {
    if (((await stat(folder)).mode & 0o077) === 0) return false;
    if (folder !== localFolder(surroundings())) return true;
    await chmod(folder, ownFolder);
    return false;
  } catch {
    // Not ours to change.
    return true;
  }
}

function parsePolicy(text: string): v.InferOutput<typeof policySchema> | undefined {
  try {
    // Notepad puts a byte order mark in front.
    const parsed = v.safeParse(policySchema, JSON.parse(text.replace(/^\uFEFF/, '')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function expand(text: string, env: Machine['env']): string | undefined {
  let known = true;
  const expanded = text.replace(/%([^%]+)%|\$\{(\w+)\}/g, (_, percent?: string, braces?: string) => {
    const value = env[percent ?? braces ?? ''];
    if (value === undefined || value === '') known = false;
    return value ?? '';
  });
  return known ? expanded : undefined;
}

const misset = (place: string): Failure => ({ kind: 'journal', reason: 'policy', values: { place } });
