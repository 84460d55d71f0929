import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import { chooseDataFolder } from '../../files/data-folder.ts';
import type { Sending } from '../core/distribute.ts';
import type { Memory } from '../core/memory.ts';
import { fallbackFolderOf, PlanFolder, planFolderOf } from './plan-folder.ts';

/** A plan folder to remember in, with what it remembers. */
export interface OpenMemory {
  readonly memory: Memory;
  /** `undefined` when nothing can be remembered anywhere. */
  readonly folder: PlanFolder | undefined;
  readonly warnings: readonly Warning[];
}

/**
 * The memory of a master's exchange: the folder named, else the one beside the master, else, where that place cannot be
 * written, one in the app's own data. A folder that was named and cannot be used is a failure; the others are worth a
 * warning, since a sent workbook carries its own base.
 */
export async function openMemory(master: string, named?: string): Promise<Result<OpenMemory, Failure>> {
  if (named !== undefined) {
    const folder = await PlanFolder.open(named);
    return folder.ok ? remembered(folder.value, []) : folder;
  }
  const beside = await PlanFolder.open(planFolderOf(master));
  if (beside.ok) return remembered(beside.value, []);
  const data = chooseDataFolder();
  const fallback = data.ok ? await PlanFolder.open(fallbackFolderOf(master, data.value)) : data;
  if (!fallback.ok) {
    const warnings: readonly Warning[] = [{ kind: 'returned-file', reason: 'not-kept' }];
    return ok({ memory: { records: [], bases: new Map() }, folder: undefined, warnings });
  }
  return remembered(fallback.value, [
    { kind: 'returned-file', reason: 'kept-elsewhere', values: { folder: fallback.value.path } },
  ]);
}

/** What is remembered already, for looking at it: nothing is made where nothing has been sent or collected yet. */
export async function findMemory(master: string): Promise<Result<OpenMemory, Failure>> {
  const data = chooseDataFolder();
  const places = [planFolderOf(master), ...(data.ok ? [fallbackFolderOf(master, data.value)] : [])];
  for (const place of places) {
    const folder = await PlanFolder.find(place);
    if (folder !== undefined) return remembered(folder, []);
  }
  return ok({ memory: { records: [], bases: new Map() }, folder: undefined, warnings: [] });
}

async function remembered(folder: PlanFolder, warnings: readonly Warning[]): Promise<Result<OpenMemory, Failure>> {
  const memory = await folder.memory();
  return memory.ok ? ok({ memory: memory.value, folder, warnings }) : memory;
}

/** Archives the base of what is sent, before the file is put out: a file without its base could only be compared by likeness. */
export async function archiveSending(folder: PlanFolder | undefined, { base, bytes }: Sending): Promise<boolean> {
  return folder === undefined || (await folder.archiveBase(base.exportId!, base, bytes)).ok;
}
