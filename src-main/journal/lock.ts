import { randomUUID } from 'node:crypto';
import { promises, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { errorCode, ownFile } from '../files/file-system.ts';
import { takeMachineLock } from './machine-lock.ts';

/**
 * One writer per journal. On one machine the system's own lock decides (machine-lock.ts); the lock file names its process for
 * other machines on a shared folder, and where the system has none. A process that has died, or is dead and not yet buried,
 * holds nothing, so a start after a crash needs no help. Electron's single-instance lock comes first; this one also keeps the command
 * line, a second profile path to the same folder, and another machine on a shared folder out.
 */
export interface JournalLock {
  /** Whether the lock is still ours; another machine may have taken it from a suspended laptop. */
  stillHeld(): Promise<boolean>;
  release(): Promise<void>;
}

const lockSchema = v.object({
  token: v.string(),
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  host: v.string(),
  /** The process's start in the kernel's clock ticks, where the system tells (Linux): a pid comes round again, this does not. */
  started: v.optional(v.string()),
  /** Whether it holds the machine's lock as well. */
  machine: v.optional(v.boolean()),
});
type Holder = v.InferOutput<typeof lockSchema>;

/** How often a holder touches its lock, and how long an untouched one of an unknown process counts (ms). */
const heartbeat = 15_000;
const patience = 90_000;

const lockName = 'lock.json';

export async function takeLock(folder: string): Promise<Result<JournalLock, Failure>> {
  const machine = await takeMachineLock(folder);
  if (machine.kind === 'taken' && (await isSoonHeld(join(folder, lockName))))
    return err({ kind: 'journal', reason: 'in-use' });
  const taken = await takeFile(folder, machine.kind === 'held');
  if (machine.kind !== 'held') return taken;
  if (!taken.ok) {
    machine.release();
    return taken;
  }
  const { stillHeld, release } = taken.value;
  return ok({
    stillHeld,
    release: async () => {
      await release();
      machine.release();
    },
  });
}

/** Who has the machine's lock writes its file at once; a name that somebody else keeps for no reason holds nobody up. */
async function isSoonHeld(path: string): Promise<boolean> {
  for (let look = 0; look < 20; look += 1) {
    if (await isHeld(path, false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function takeFile(folder: string, machine: boolean): Promise<Result<JournalLock, Failure>> {
  const path = join(folder, lockName);
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    ...startedOf(process.pid),
    machine,
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      // A link appears with its content or not at all; a second taker never sees a half-written lock.
      const draft = join(folder, `${lockName}.${holder.token}`);
      await promises.writeFile(draft, JSON.stringify(holder), { flag: 'w', mode: ownFile });
      try {
        await takeName(draft, path);
      } finally {
        await promises.rm(draft, { force: true });
      }
      return ok(held(path, holder));
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        return err({ kind: 'journal', reason: 'unusable', values: { folder, code: errorCode(error) } });
      }
    }
    if (await isHeld(path, machine)) return err({ kind: 'journal', reason: 'in-use' });
    await removeStale(path);
  }
  return err({ kind: 'journal', reason: 'in-use' });
}

/** Gives `draft` the name `path` unless that is taken. File systems without links (FAT, some shares) get a plain exclusive copy. */
async function takeName(draft: string, path: string): Promise<void> {
  try {
    await promises.link(draft, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    await promises.writeFile(path, await promises.readFile(draft), { flag: 'wx', mode: ownFile });
  }
}

/** Moves a dead holder's lock aside before removing it, so that of two takers only one removes it. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await promises.rename(path, aside);
    await promises.rm(aside, { force: true });
  } catch {
    // Another taker was faster; the next attempt sees its lock.
  }
}

/** `machine`: whether we hold the machine's lock; then whoever held it before is gone, although its number may live on in another. */
async function isHeld(path: string, machine: boolean): Promise<boolean> {
  const holder = await readHolder(path);
  // It appears with its content or not at all: one that is empty or damaged was left by a power cut.
  if (holder === undefined) return false;
  if (holder.host !== hostname()) return isFresh(path);
  if (!isAlive(holder.pid)) return false;
  const started = startedOf(holder.pid).started;
  if (holder.started !== undefined && started !== undefined) return holder.started === started;
  if (machine && holder.machine === true) return false;
  return isFresh(path);
}

function held(path: string, holder: Holder): JournalLock {
  const beat = setInterval(() => {
    const now = new Date();
    promises.utimes(path, now, now).catch(() => undefined);
  }, heartbeat);
  beat.unref();
  const stillHeld = async (): Promise<boolean> => (await readHolder(path))?.token === holder.token;
  return {
    stillHeld,
    release: async () => {
      clearInterval(beat);
      if (await stillHeld()) await promises.rm(path, { force: true });
    },
  };
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const parsed = v.safeParse(lockSchema, JSON.parse(await promises.readFile(path, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

async function isFresh(path: string): Promise<boolean> {
  try {
    return Math.abs(Date.now() - (await promises.stat(path)).mtimeMs) < patience;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Whether a process has ended and only waits for its parent to hear of it (field 3 of /proc/PID/stat). */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[ZXx]/u.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** Field 22 of /proc/PID/stat (proc(5)); counted from the last parenthesis, since the name before it may hold anything. */
function startedOf(pid: number): { readonly started?: string } {
  if (process.platform !== 'linux') return {};
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return started === undefined ? {} : { started };
  } catch {
    return {};
  }
}
