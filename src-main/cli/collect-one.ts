import { basename } from 'node:path';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { collect } from '../exchange/core/collect.ts';
import type { Memory } from '../exchange/core/memory.ts';
import { hashOf, type ExchangedWorkbook } from '../exchange/core/open-exchanged.ts';
import { masterFrom, type ReturnedFile } from '../exchange/core/read-returned.ts';
import { uniteRecords } from '../exchange/core/records.ts';
import { collectReport } from '../exchange/core/report.ts';
import { identityOfExchanged } from '../exchange/folder/find-folder.ts';
import { finishCollecting } from '../exchange/folder/finish-collecting.ts';
import { folderWarnings } from '../exchange/folder/folder-damage.ts';
import { findMemory } from '../exchange/folder/keep-sendings.ts';
import { newId, PlanFolder } from '../exchange/folder/plan-folder.ts';
import { keepPlanForm } from './open-master.ts';
import type { Output } from './outputs.ts';
import { cliLanguage, plainProblem } from './refuse.ts';

export interface CollectOne {
  readonly file: string;
  readonly master: ExchangedWorkbook;
  readonly returned: readonly ReturnedFile[];
  /** Workbooks that somebody named as bases. */
  readonly given: readonly Uint8Array[];
  readonly planFolder: string | undefined;
  readonly out: string;
  readonly output: Output;
  readonly grow: boolean;
}

export interface CollectedOne {
  readonly report: object;
  readonly line: {
    readonly written: number;
    readonly undecided: number;
    readonly notTaken: number;
    readonly collecting?: string;
    readonly warnings: readonly Warning[];
  };
  /** What could not be read, each with its name. */
  readonly unreadable: readonly Failure[];
}

/** Takes returned files into one workbook of a plan and writes it; the report is the caller's. */
export async function collectOne(input: CollectOne): Promise<Result<CollectedOne, Failure>> {
  const { file, master, returned, given, planFolder, out, output } = input;
  const folder = planFolder === undefined ? undefined : await PlanFolder.open(planFolder);
  if (folder?.ok === false) return folder;
  const beside = await findMemory(file, async () => identityOfExchanged(master));
  const memory = await memoryOf(folder?.value, beside.ok ? beside.value.memory : undefined);
  if (!memory.ok) return memory;
  const collection = collect(
    { master: masterFrom(master), returned, memory: memory.value, given },
    { id: newId(), at: new Date().toISOString() },
  );
  const [first] = collection.files;
  if (first?.kind === 'unreadable' && collection.files.every((one) => one.kind === 'unreadable'))
    return err({ ...first.failure, file: first.name });
  let outHash = '';
  const formKept = await keepPlanForm(folder?.value.path, master);
  if (!formKept.ok) return formKept;
  const finished = await finishCollecting({
    master,
    returned,
    collection,
    folder: folder?.value,
    write: (bytes) => {
      outHash = hashOf(bytes);
      return output.write(bytes);
    },
    grow: input.grow,
  });
  if (!finished.ok) {
    // Written before the plan folder was told of it: refused means that it is not there.
    await output.takeBack();
    return finished;
  }
  const damage = folder === undefined ? [] : folderWarnings(folder.value);
  await folder?.value.notePlan([
    { name: basename(file), sha256: master.hash },
    { name: basename(out), sha256: outHash },
  ]);
  const { collection: done, written, warnings } = finished.value;
  return ok({
    report: {
      ...collectReport(done, cliLanguage()),
      ...(folder === undefined
        ? {}
        : { planFolder: { unread: folder.value.unread, ...folder.value.damage, warnings: damage.map(plainProblem) } }),
    },
    line: {
      written,
      undecided: done.undecided,
      notTaken: done.notTaken,
      ...(done.record === undefined ? {} : { collecting: done.record.id }),
      warnings: [...damage, ...warnings],
    },
    unreadable: done.files.flatMap((one) => (one.kind === 'unreadable' ? [{ ...one.failure, file: one.name }] : [])),
  });
}

/**
 * What is known: everything in the plan folder that was named. Of the one beside the master, when none was named, only
 * what was sent, so that returned files are recognised; what was collected there has no say.
 */
async function memoryOf(folder: PlanFolder | undefined, near: Memory | undefined): Promise<Result<Memory, Failure>> {
  const own = folder === undefined ? undefined : await folder.memory();
  if (own?.ok === false) return own;
  const sent = near?.records.filter((record) => record.kind === 'sent' && record.absorbs.length === 0) ?? [];
  return {
    ok: true,
    value: {
      records: uniteRecords(sent, own?.value.records ?? []),
      bases: new Map([...(near?.bases ?? []), ...(own?.value.bases ?? [])]),
    },
  };
}
