import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { chooseDataFolder } from '../../files/data-folder.ts';
import type { Sending } from '../core/distribute.ts';
import type { Memory } from '../core/memory.ts';
import { findFolder, type FoundFolder, type PlanIdentity } from './find-folder.ts';
import { damageWarnings } from './folder-damage.ts';
import { planFolderOf } from './plan-folder-place.ts';
import { fallbackFolderOf, PlanFolder } from './plan-folder.ts';

/** A plan folder to remember in, with what it remembers. */
export interface OpenMemory {
  readonly memory: Memory;
  /** `undefined` when nothing can be remembered anywhere. */
  readonly folder: PlanFolder | undefined;
  readonly warnings: readonly Warning[];
  /** Folders that could be the plan's where its name leads to none: a person says which. */
  readonly several?: readonly string[];
}

const nothing: OpenMemory = { memory: { records: [], bases: new Map() }, folder: undefined, warnings: [] };

/** What the workbook says of itself, worked out only where its name does not lead to a folder. */
export type Identify = () => Promise<PlanIdentity | undefined>;

/**
 * The memory of a master's exchange: the folder named, else the one beside the master by its name, else one that is the
 * plan's though the plan was renamed (`identify`), else a new one; where that place cannot be written, one in the
 * app's own data. A folder that was named and cannot be used is a failure, and so are several that could be meant; the
 * others are worth a warning, since a sent workbook carries its own base.
 */
export async function openMemory(
  master: string,
  named?: string,
  identify?: Identify,
): Promise<Result<OpenMemory, Failure>> {
  if (named !== undefined) {
    const folder = await PlanFolder.open(named);
    return folder.ok ? remembered(folder.value, []) : folder;
  }
  const found = await foundBeside(master, identify);
  if (found.kind === 'several')
    return err({ kind: 'plan-folder', reason: 'several', values: { folders: found.paths.map(nameOf).join('、') } });
  if (found.kind === 'found') {
    const folder = await PlanFolder.open(found.path);
    return folder.ok ? remembered(folder.value, [foundWarning(found)]) : folder;
  }
  const beside = await PlanFolder.open(planFolderOf(master));
  if (beside.ok) return remembered(beside.value, []);
  const data = chooseDataFolder();
  const fallback = data.ok ? await PlanFolder.open(fallbackFolderOf(master, data.value)) : data;
  if (!fallback.ok) return ok({ ...nothing, warnings: [{ kind: 'returned-file', reason: 'not-kept' }] });
  return remembered(fallback.value, [
    { kind: 'returned-file', reason: 'kept-elsewhere', values: { folder: fallback.value.path } },
  ]);
}

/** What is remembered already, for looking at it: nothing is made where nothing has been sent or collected yet. */
export async function findMemory(master: string, identify?: Identify): Promise<Result<OpenMemory, Failure>> {
  const data = chooseDataFolder();
  const places = [planFolderOf(master), ...(data.ok ? [fallbackFolderOf(master, data.value)] : [])];
  for (const place of places) {
    const folder = await PlanFolder.find(place);
    if (folder !== undefined) return remembered(folder, []);
  }
  const found = await foundBeside(master, identify);
  if (found.kind === 'several') return ok({ ...nothing, several: found.paths });
  const folder = found.kind === 'found' ? await PlanFolder.find(found.path) : undefined;
  return folder === undefined || found.kind !== 'found' ? ok(nothing) : remembered(folder, [foundWarning(found)]);
}

/** Every folder that may hold what belongs to a master: by its name, in the app's data, and by what it says of itself. */
export async function foldersOf(master: string, identify?: Identify): Promise<readonly string[]> {
  const data = chooseDataFolder();
  const found = await foundBeside(master, identify);
  return [
    planFolderOf(master),
    ...(data.ok ? [fallbackFolderOf(master, data.value)] : []),
    ...(found.kind === 'found' ? [found.path] : []),
  ];
}

/** Looks among the neighbours where no folder has the master's name, here or in the app's data. */
async function foundBeside(master: string, identify: Identify | undefined): Promise<FoundFolder> {
  const data = chooseDataFolder();
  const own = [planFolderOf(master), ...(data.ok ? [fallbackFolderOf(master, data.value)] : [])];
  for (const path of own) if ((await PlanFolder.find(path)) !== undefined) return { kind: 'none' };
  const kept = data.ok ? join(data.value, 'exchange') : undefined;
  const elsewhere = kept === undefined ? [] : await fs.readdir(kept).catch(() => []);
  const identity = await identify?.();
  if (identity === undefined) return { kind: 'none' };
  return findFolder(
    master,
    identity,
    elsewhere.map((name) => join(kept!, name)),
  );
}

const nameOf = (path: string): string => basename(path);

const foundWarning = ({ path, by }: Extract<FoundFolder, { readonly kind: 'found' }>): Warning => ({
  kind: 'plan-folder',
  reason: by === 'likeness' ? 'proposed' : 'found',
  values: { folder: nameOf(path) },
});

async function remembered(folder: PlanFolder, warnings: readonly Warning[]): Promise<Result<OpenMemory, Failure>> {
  const memory = await folder.memory();
  return memory.ok
    ? ok({ memory: memory.value, folder, warnings: [...warnings, ...damageWarnings(folder.damage)] })
    : memory;
}

/** Archives the base of what is sent, before the file is put out: a file without its base could only be compared by likeness. */
export async function archiveSending(folder: PlanFolder | undefined, { base, bytes }: Sending): Promise<boolean> {
  return folder === undefined || (await folder.archiveBase(base.exportId!, base, bytes)).ok;
}
