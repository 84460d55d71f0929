import { createHash, randomUUID } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { openPackage } from '../../engine/package/open-package.ts';
import { readCarriedBase } from '../../engine/write/marks/exchange-parts.ts';
import { appendText, nodeFileSystem, writeFully, sharedFolder, type FileSystem } from '../../files/file-system.ts';
import { sha256 } from '../../files/read-file.ts';
import { readFailure, writeFailure } from '../../files/file-failures.ts';
import { isOverADayOld, removeOldLeftoversIn } from '../../files/old-leftovers.ts';
import { temporaryName, writeFileAtomically } from '../../files/write-atomically.ts';
import type { Memory } from '../core/memory.ts';
import { checkSeal, countLines, parseLog, recordLine, sealedJson } from '../core/log-lines.ts';
import { uniteRecords, type LogRecord } from '../core/records.ts';
import { noDamage, type FolderDamage } from './folder-damage.ts';
import { readPlanNotes, writePlanNote, type PlanFile } from './plan-note.ts';
import { parseSnapshot, type Snapshot } from '../core/snapshot.ts';

/** Names inside a plan folder. People see them, so they are words. */
const names = { bases: '基準', returned: '回収', log: '記録', list: '回収一覧' } as const;

/** What people call a returned file. */
export interface ReturnedName {
  readonly name: string;
  readonly section?: string;
  /** ISO 8601, when it was taken in. */
  readonly at: string;
}

/** A cell as RFC 4180 wants it; what a spreadsheet would take for a formula is kept a text. */
const csvCell = (text: string): string => `"${(/^[=+@\-\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

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

/** A log of 60 sections over ten years is some ten MB. */
const maxLog = 1 << 29;

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
  /** What was not as it was written when the memory was read last. */
  damage: FolderDamage = noDamage;
  /** The code with which the disk refused to confirm a file of this folder that was written since it was opened. */
  unsynced: string | undefined;
  readonly #machine: string;
  readonly #presence: string;
  readonly #fs: FileSystem;

  private constructor(path: string, port: FileSystem) {
    this.path = path;
    this.#fs = port;
    this.#machine =
      hostname()
        .replace(/[^\w-]/g, '_')
        .slice(0, 40) || 'pc';
    this.#presence = join(path, `.開いています-${this.#machine}-${process.pid}.json`);
  }

  /**
   * Opens the folder, making it when it is not there. A folder marked read-only is respected, even for root. All that is
   * written goes through the port.
   */
  static async open(path: string, port: FileSystem = nodeFileSystem): Promise<Result<PlanFolder, Failure>> {
    const folder = resolve(path);
    try {
      await refuseReadOnly(folder);
      for (const name of [names.bases, names.returned]) await port.makeFolder(join(folder, name), sharedFolder);
      await port.checkWritable(folder);
      await removeOldLeftoversIn(folder);
      return ok(new PlanFolder(folder, port));
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
    return there ? new PlanFolder(folder, nodeFileSystem) : undefined;
  }

  /** Everything that the folder remembers; `unread` and `damage` say what could not be read. */
  async memory(): Promise<Result<Memory, Failure>> {
    try {
      const logs: (readonly LogRecord[])[] = [];
      const lines: { readonly file: string; readonly line: number }[] = [];
      const missingLines: { readonly file: string; readonly count: number }[] = [];
      const notes = await readPlanNotes(this.path);
      this.unread = 0;
      for (const name of await fs.readdir(this.path)) {
        // Any name that begins so: copies that a synchronising folder makes in a conflict count too.
        if (!name.startsWith(names.log) || !name.endsWith('.jsonl')) continue;
        const text = await fs.readFile(join(this.path, name), 'utf8');
        const { records, unread, damaged, missing } = parseLog(text);
        logs.push(records);
        this.unread += unread;
        lines.push(...damaged.map((line) => ({ file: name, line })));
        const noted = notes.get(name.slice(names.log.length + 1, -'.jsonl'.length))?.lines ?? 0;
        const gone = Math.max(missing, noted - countLines(text));
        if (gone > 0) missingLines.push({ file: name, count: gone });
      }
      const records = uniteRecords(...logs);
      const { bases, damaged } = await this.#bases(records);
      this.damage = { lines, missingLines, bases: damaged, returned: await this.#lostReturned(records) };
      return ok({ records, bases });
    } catch (error) {
      return err(readFailure(error, this.path));
    }
  }

  /** The archived bases; one that is damaged is read from its workbook where that is whole. */
  async #bases(records: readonly LogRecord[]): Promise<{
    readonly bases: ReadonlyMap<string, Snapshot>;
    readonly damaged: FolderDamage['bases'];
  }> {
    const bases = new Map<string, Snapshot>();
    const archived = await listFolder(join(this.path, names.bases));
    const broken = new Set<string>();
    for (const name of archived) {
      if (!name.endsWith('.json')) continue;
      const text = await fs.readFile(join(this.path, names.bases, name), 'utf8');
      const snapshot = checkSeal(text) === 'altered' ? undefined : parseSnapshot(text);
      if (snapshot === undefined) broken.add(basename(name, '.json'));
      else bases.set(basename(name, '.json'), snapshot);
    }
    const damaged: { id: string; file: string; restored: boolean }[] = [];
    for (const record of records) {
      if (record.kind !== 'sent' || bases.has(record.id)) continue;
      const restored = carriedIn(await this.baseWorkbook(record.id), record.sha256);
      if (restored?.exportId === record.id) bases.set(record.id, restored);
      damaged.push({ id: record.id, file: record.file, restored: restored?.exportId === record.id });
      broken.delete(record.id);
    }
    return { bases, damaged: [...damaged, ...[...broken].map((id) => ({ id, file: id, restored: false }))] };
  }

  /** Returned files that were taken in and are not in the archive; whether they are as they came shows when one is read. */
  async #lostReturned(records: readonly LogRecord[]): Promise<FolderDamage['returned']> {
    const there = new Set(await listFolder(join(this.path, names.returned)));
    const lost = new Map<string, string>();
    for (const record of records)
      if (record.kind === 'collected')
        for (const { hash, name } of record.files) if (!there.has(`${hash}.xlsx`)) lost.set(hash, name);
    return [...lost].map(([sha256, name]) => ({ name, sha256 }));
  }

  /** Appends records and syncs them to the disk. A torn last line of an earlier crash is ended first. */
  async append(records: readonly LogRecord[]): Promise<Result<void, Failure>> {
    if (records.length === 0) return ok(undefined);
    const path = join(this.path, `${names.log}-${this.#machine}.jsonl`);
    try {
      const unsynced = await appendText(this.#fs, path, maxLog, (before) => {
        const lead = before === '' || before.endsWith('\n') ? '' : '\n';
        const count = countLines(before);
        return lead + records.map((record, index) => recordLine(record, count + index + 1)).join('');
      });
      this.unsynced ??= unsynced;
      return ok(undefined);
    } catch (error) {
      return err(writeFailure(error, path, 'prepare'));
    }
  }

  async #archive(path: string, bytes: Uint8Array): Promise<Result<void, Failure>> {
    const written = await writeFileAtomically(path, bytes, { fs: this.#fs });
    if (!written.ok) return written;
    this.unsynced ??= written.value.unsynced;
    return ok(undefined);
  }

  /** Keeps a base: its snapshot, and the workbook itself where there is one. */
  async archiveBase(id: string, snapshot: Snapshot, workbook?: Uint8Array): Promise<Result<void, Failure>> {
    const path = join(this.path, names.bases, safeName(id));
    if (workbook !== undefined && !(await exists(`${path}.xlsx`))) {
      const written = await this.#archive(`${path}.xlsx`, workbook);
      if (!written.ok) return written;
    }
    if (await exists(`${path}.json`)) return ok(undefined);
    return this.#archive(`${path}.json`, Buffer.from(sealedJson(snapshot), 'utf8'));
  }

  /** The archived workbook of a base; `undefined` when only its snapshot is known. */
  async baseWorkbook(id: string): Promise<Uint8Array | undefined> {
    return fs.readFile(join(this.path, names.bases, `${safeName(id)}.xlsx`)).catch(() => undefined);
  }

  /** Keeps a returned file as it came, by its content. */
  async archiveReturned(hash: string, bytes: Uint8Array): Promise<Result<void, Failure>> {
    const path = join(this.path, names.returned, `${hash}.xlsx`);
    return (await exists(path)) ? ok(undefined) : this.#archive(path, bytes);
  }

  /**
   * Notes for people what a returned file was called and when it came. One list a machine, as the logs: a table that Excel
   * opens, of files that are called by their digests.
   */
  async noteReturned(hash: string, { name, section = '', at }: ReturnedName): Promise<void> {
    const path = join(this.path, `${names.list}-${this.#machine}.csv`);
    const row = [name, section, at, `${hash}.xlsx`].map(csvCell).join(',');
    const head = `\ufeff${['ファイル名', '課', '取り込んだ日時', '保存先'].map(csvCell).join(',')}\r\n`;
    await appendText(this.#fs, path, maxLog, (before) =>
      before.split('\r\n').includes(row) ? '' : `${before === '' ? head : ''}${row}\r\n`,
    ).catch(() => undefined);
  }

  /** An archived returned file; `undefined` where it is gone or not as it came. */
  async returnedFile(hash: string): Promise<Uint8Array | undefined> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
    const bytes = await fs.readFile(join(this.path, names.returned, `${hash}.xlsx`)).catch(() => undefined);
    return bytes !== undefined && sha256(bytes) === hash ? bytes : undefined;
  }

  /** Notes the plan's files, so that the folder is found when they are renamed, and how long the log is by now. */
  async notePlan(files: readonly PlanFile[]): Promise<void> {
    const log = await fs.readFile(join(this.path, `${names.log}-${this.#machine}.jsonl`), 'utf8').catch(() => '');
    const noted = { files, lines: countLines(log) };
    const unsynced = await writePlanNote(this.path, this.#machine, noted, this.#fs);
    this.unsynced ??= unsynced;
  }

  /** Says that this program works on the folder, and who else does. Called again from time to time to stay present. */
  async enter(who: string): Promise<readonly Presence[]> {
    const now = new Date();
    const mine: Presence = { who, host: hostname(), since: now.toISOString() };
    // Put in place by a rename: a link of that name that somebody has laid out would lead the text elsewhere.
    const temporary = join(this.path, temporaryName());
    await this.#write(temporary, JSON.stringify(mine))
      .then(() => this.#fs.rename(temporary, this.#presence))
      .catch(() => this.#fs.unlink(temporary).catch(() => undefined));
    const others: Presence[] = [];
    for (const name of await listFolder(this.path)) {
      const path = join(this.path, name);
      if (!presencePattern.test(name) || path === this.#presence) continue;
      const facts = await fs.stat(path).catch(() => undefined);
      const presence = parsePresence(await fs.readFile(path, 'utf8').catch(() => ''));
      if (facts === undefined || presence === undefined) continue;
      if (endedHere(presence, name) || isOverADayOld(facts.mtimeMs, now.getTime()))
        await this.#fs.unlink(path).catch(() => undefined);
      else if (now.getTime() - facts.mtimeMs <= presenceLife) others.push(presence);
    }
    return others;
  }

  async leave(): Promise<void> {
    await this.#fs.unlink(this.#presence).catch(() => undefined);
  }

  async #write(path: string, text: string): Promise<void> {
    const file = await this.#fs.open(path, 'wx');
    try {
      await writeFully(file, Buffer.from(text, 'utf8'), 0);
    } finally {
      await file.close();
    }
  }
}

/** The base that an archived workbook carries, where the workbook is as it went out. */
function carriedIn(bytes: Uint8Array | undefined, noted: string | undefined): Snapshot | undefined {
  if (bytes === undefined || (noted !== undefined && sha256(bytes) !== noted)) return undefined;
  const pkg = openPackage(bytes);
  const payload = pkg.ok ? readCarriedBase(pkg.value) : undefined;
  return payload === undefined ? undefined : parseSnapshot(payload);
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
