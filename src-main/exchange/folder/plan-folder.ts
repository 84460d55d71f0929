import { createHash, randomUUID } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { readFailure, writeFailure } from '../../files/file-failures.ts';
import { isOverADayOld, removeOldLeftoversIn } from '../../files/old-leftovers.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import type { Memory } from '../core/memory.ts';
import { parseLog, recordLine, uniteRecords, type LogRecord } from '../core/records.ts';
import { parseSnapshot, type Snapshot } from '../core/snapshot.ts';

/** Names inside a plan folder. People see them, so they are words. */
const names = { bases: '基準', returned: '回収', log: '記録' } as const;

/** Where an exchange's memory lies: beside the plan's workbook, `台帳.xlsx` → `台帳.個票交換`. */
export const planFolderOf = (master: string): string =>
  join(dirname(resolve(master)), `${basename(master, extname(master))}.個票交換`);

/** Where it lies when the place beside the master cannot be written; told apart by the master's path. */
export const fallbackFolderOf = (master: string, dataFolder: string): string =>
  join(dataFolder, 'exchange', `${createHash('sha256').update(resolve(master)).digest('hex').slice(0, 16)}.個票交換`);

/** Somebody else who has the folder open. */
export interface Presence {
  readonly who: string;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** The name of a presence: machine and process. */
const presencePattern = /^\.開いています-[\w-]{1,40}-\d+\.json$/;

/** A presence that was not renewed for this long is left over from a crash or a laptop taken away (milliseconds). */
const presenceLife = 10 * 60_000;

/**
 * The plan folder: archived bases, returned files as they came, and the log. Each machine appends to a log file of its own,
 * since two appends at once to one file on a network share can tear each other; the logs are read as one set.
 */
export class PlanFolder {
  readonly path: string;
  /** The log's lines that could not be read: cut off by a crash, or written by a later version. */
  unread = 0;
  readonly #machine: string;
  readonly #presence: string;

  private constructor(path: string) {
    this.path = path;
    this.#machine =
      hostname()
        .replace(/[^\w-]/g, '_')
        .slice(0, 40) || 'pc';
    this.#presence = join(path, `.開いています-${this.#machine}-${process.pid}.json`);
  }

  /** Opens the folder, making it when it is not there. A folder marked read-only is respected, even for root. */
  static async open(path: string): Promise<Result<PlanFolder, Failure>> {
    const folder = resolve(path);
    try {
      await refuseReadOnly(folder);
      for (const name of [names.bases, names.returned]) await fs.mkdir(join(folder, name), { recursive: true });
      await fs.access(folder, fs.constants.W_OK);
      await removeOldLeftoversIn(folder);
      return ok(new PlanFolder(folder));
    } catch (error) {
      return err(writeFailure(error, folder, 'prepare'));
    }
  }

  /** Opens a folder that is there for reading only; `undefined` when there is none. */
  static async find(path: string): Promise<PlanFolder | undefined> {
    const folder = resolve(path);
    const there = await fs.stat(folder).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
    return there ? new PlanFolder(folder) : undefined;
  }

  /** Everything that the folder remembers. */
  async memory(): Promise<Result<Memory, Failure>> {
    try {
      const logs: (readonly LogRecord[])[] = [];
      this.unread = 0;
      for (const name of await fs.readdir(this.path)) {
        // Any name that begins so: copies that a synchronising folder makes in a conflict count too.
        if (!name.startsWith(names.log) || !name.endsWith('.jsonl')) continue;
        const { records, unread } = parseLog(await fs.readFile(join(this.path, name), 'utf8'));
        logs.push(records);
        this.unread += unread;
      }
      const bases = new Map<string, Snapshot>();
      for (const name of await listFolder(join(this.path, names.bases))) {
        if (!name.endsWith('.json')) continue;
        const snapshot = parseSnapshot(await fs.readFile(join(this.path, names.bases, name), 'utf8'));
        if (snapshot !== undefined) bases.set(basename(name, '.json'), snapshot);
      }
      return ok({ records: uniteRecords(...logs), bases });
    } catch (error) {
      return err(readFailure(error, this.path));
    }
  }

  /** Appends records and syncs them to the disk. A torn last line of an earlier crash is ended first. */
  async append(records: readonly LogRecord[]): Promise<Result<void, Failure>> {
    if (records.length === 0) return ok(undefined);
    const path = join(this.path, `${names.log}-${this.#machine}.jsonl`);
    try {
      const file = await fs.open(path, 'a+');
      try {
        const { size } = await file.stat();
        const last = Buffer.alloc(1);
        if (size > 0) await file.read(last, 0, 1, size - 1);
        const lead = size > 0 && last[0] !== 0x0a ? '\n' : '';
        await file.appendFile(lead + records.map(recordLine).join(''), 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      return ok(undefined);
    } catch (error) {
      return err(writeFailure(error, path, 'prepare'));
    }
  }

  /** Keeps a base: its snapshot, and the workbook itself where there is one. */
  async archiveBase(id: string, snapshot: Snapshot, workbook?: Uint8Array): Promise<Result<void, Failure>> {
    const path = join(this.path, names.bases, safeName(id));
    if (workbook !== undefined && !(await exists(`${path}.xlsx`))) {
      const written = await writeFileAtomically(`${path}.xlsx`, workbook);
      if (!written.ok) return written;
    }
    if (await exists(`${path}.json`)) return ok(undefined);
    const written = await writeFileAtomically(`${path}.json`, Buffer.from(JSON.stringify(snapshot), 'utf8'));
    return written.ok ? ok(undefined) : written;
  }

  /** The archived workbook of a base; `undefined` when only its snapshot is known. */
  async baseWorkbook(id: string): Promise<Uint8Array | undefined> {
    return fs.readFile(join(this.path, names.bases, `${safeName(id)}.xlsx`)).catch(() => undefined);
  }

  /** Keeps a returned file as it came, by its content. */
  async archiveReturned(hash: string, bytes: Uint8Array): Promise<Result<void, Failure>> {
    const path = join(this.path, names.returned, `${hash}.xlsx`);
    if (await exists(path)) return ok(undefined);
    const written = await writeFileAtomically(path, bytes);
    return written.ok ? ok(undefined) : written;
  }

  async returnedFile(hash: string): Promise<Uint8Array | undefined> {
    return /^[0-9a-f]{64}$/.test(hash)
      ? fs.readFile(join(this.path, names.returned, `${hash}.xlsx`)).catch(() => undefined)
      : undefined;
  }

  /** Says that this program works on the folder, and who else does. Called again from time to time to stay present. */
  async enter(who: string): Promise<readonly Presence[]> {
    const now = new Date();
    const mine: Presence = { who, host: hostname(), since: now.toISOString() };
    await fs.writeFile(this.#presence, JSON.stringify(mine)).catch(() => undefined);
    const others: Presence[] = [];
    for (const name of await listFolder(this.path)) {
      const path = join(this.path, name);
      if (!presencePattern.test(name) || path === this.#presence) continue;
      const facts = await fs.stat(path).catch(() => undefined);
      const presence = parsePresence(await fs.readFile(path, 'utf8').catch(() => ''));
      if (facts === undefined || presence === undefined) continue;
      if (endedHere(presence, name) || isOverADayOld(facts.mtimeMs, now.getTime()))
        await fs.rm(path, { force: true }).catch(() => undefined);
      else if (now.getTime() - facts.mtimeMs <= presenceLife) others.push(presence);
    }
    return others;
  }

  async leave(): Promise<void> {
    await fs.rm(this.#presence, { force: true });
  }
}

export const newId = (): string => randomUUID();

async function refuseReadOnly(folder: string): Promise<void> {
  for (let place = folder; ; place = dirname(place)) {
    const facts = await fs.stat(place).catch(() => undefined);
    if (facts !== undefined) {
      if ((facts.mode & 0o222) === 0) throw Object.assign(new Error('read-only folder'), { code: 'EROFS' });
      return;
    }
    if (dirname(place) === place) return;
  }
}

const exists = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    () => true,
    () => false,
  );

const listFolder = (path: string): Promise<readonly string[]> => fs.readdir(path).catch(() => []);

/** Ids come out of files: nothing but letters, digits and dashes becomes a file name. */
const safeName = (id: string): string =>
  /^[\w-]{1,100}$/.test(id) ? id : createHash('sha256').update(id).digest('hex');

function parsePresence(json: string): Presence | undefined {
  try {
    const value = JSON.parse(json) as Partial<Presence> | null;
    if (typeof value?.who !== 'string' || typeof value.host !== 'string' || typeof value.since !== 'string')
      return undefined;
    return { who: value.who, host: value.host, since: value.since };
  } catch {
    return undefined;
  }
}

/** A process of this machine that has ended without leaving. */
function endedHere(presence: Presence, file: string): boolean {
  const pid = Number(/-(\d+)\.json$/.exec(file)?.[1]);
  if (presence.host !== hostname() || !Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
