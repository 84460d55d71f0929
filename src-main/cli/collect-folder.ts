import { basename, join } from 'node:path';
import { groupingKey } from '../../src-shared/domain/normal.ts';
import { sentence, type Failure, type Warning } from '../../src-shared/failures/failures.ts';
import type { ExchangedWorkbook } from '../exchange/core/open-exchanged.ts';
import type { ReturnedFile } from '../exchange/core/read-returned.ts';
import { whose, workbookOf } from '../exchange/core/whose.ts';
import { findMemory } from '../exchange/folder/keep-sendings.ts';
import { PlanFolder } from '../exchange/folder/plan-folder.ts';
import { expandReturned } from '../exchange/folder/returned-files.ts';
import { makeFolder } from '../exchange/folder/write-folder.ts';
import { workbooksIn } from '../files/workbooks-in.ts';
import { collectOne } from './collect-one.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { openMaster } from './open-master.ts';
import { openOutput, type Output } from './outputs.ts';
import { planFolderAmong } from './plan-workbooks.ts';
import { cliLanguage, plainProblem, refuse } from './refuse.ts';

export interface CollectFolder {
  readonly folder: string;
  readonly returned: readonly string[];
  readonly 'plan-folder'?: string | undefined;
  readonly form?: string | undefined;
  readonly out: string;
  readonly report: string;
  readonly grow?: boolean | undefined;
  readonly overwrite?: boolean | undefined;
}

interface Workbook {
  readonly file: string;
  readonly master: ExchangedWorkbook;
  readonly planIds: ReadonlySet<string>;
}

/**
 * `collect` of a plan that is a folder of workbooks: each returned file goes to the workbook that it was made from, by the plan's
 * id, else by its items' numbers. OUT gets all workbooks, those without an answer as they are; REPORT has one part for each.
 */
export async function collectFolder(wanted: CollectFolder, io: CommandIo): Promise<ExitStatus> {
  const { folder, out, overwrite } = wanted;
  const files = await workbooksIn(folder);
  const returned = await expandReturned(wanted.returned);
  if (!returned.ok) return refuse(io, returned.failure);
  const reportFile = await openOutput(wanted.report, {
    kind: 'report',
    option: '--report',
    inputs: [...files, ...wanted.returned],
    overwrite,
  });
  if (!reportFile.ok) return refuse(io, reportFile.failure);
  const workbooks: Workbook[] = [];
  for (const file of files) {
    const planFolder = planFolderAmong(wanted['plan-folder'], file);
    const master = await openMaster(file, { form: wanted.form, planFolder });
    if (!master.ok) return refuse(io, master.failure);
    workbooks.push({ file, master: master.value, planIds: await planIdsOf(file, planFolder, master.value) });
  }
  const [first] = workbooks;
  if (first === undefined) return refuse(io, { kind: 'not-found', reason: 'no-workbooks', file: basename(folder) });
  const there = await makeFolder(out);
  if (!there.ok) return refuse(io, there.failure);
  const parts: object[] = [];
  const failures: Failure[] = [];
  const warnings: Warning[] = [];
  const counts = { written: 0, undecided: 0, notTaken: 0 };
  const groups = groupsOf(workbooks, returned.value);
  const outputs: Output[] = [];
  // Refused means that nothing is there; what the plan folders know of it makes the same again.
  const stop = async (failure: Failure): Promise<ExitStatus> => {
    for (const one of outputs) await one.takeBack();
    return refuse(io, failure);
  };
  for (const { file, master } of workbooks) {
    const target = join(out, basename(file));
    const output = await openOutput(target, { kind: 'workbook', option: '--out', inputs: [...files], overwrite });
    if (!output.ok) return stop(output.failure);
    outputs.push(output.value);
    const own = groups.get(file) ?? [];
    if (own.length === 0) {
      const copied = await output.value.write(master.bytes);
      if (!copied.ok) return stop(copied.failure);
      continue;
    }
    const planFolder = planFolderAmong(wanted['plan-folder'], file);
    const grow = wanted.grow === true;
    const collected = await collectOne({
      file,
      master,
      returned: own,
      given: [],
      planFolder,
      out: target,
      output: output.value,
      grow,
    });
    if (!collected.ok) return stop(collected.failure);
    const { report, line, unreadable } = collected.value;
    parts.push({ master: basename(file), out: target, ...report });
    failures.push(...unreadable);
    warnings.push(...line.warnings);
    for (const key of ['written', 'undecided', 'notTaken'] as const) counts[key] += line[key];
  }
  const told = { files: parts.flatMap(filesIn), undecided: counts.undecided, notTaken: counts.notTaken, plans: parts };
  const written = await reportFile.value.write(Buffer.from(`${JSON.stringify(told, undefined, 1)}\n`, 'utf8'));
  if (!written.ok) return stop(written.failure);
  io.out(`${JSON.stringify({ out, report: wanted.report, ...counts, warnings: warnings.map(plainProblem) })}\n`);
  for (const failure of failures) io.err(`${sentence(failure, cliLanguage())}\n`);
  return counts.undecided === 0 && counts.notTaken === 0 ? 0 : 4;
}

const filesIn = (report: object): readonly unknown[] =>
  'files' in report && Array.isArray(report.files) ? (report.files as readonly unknown[]) : [];

/** The ids under which a workbook was sent. */
async function planIdsOf(
  file: string,
  planFolder: string | undefined,
  { snapshot }: ExchangedWorkbook,
): Promise<ReadonlySet<string>> {
  const named = planFolder === undefined ? undefined : await (await PlanFolder.find(planFolder))?.memory();
  const beside = await findMemory(file);
  const records = [
    ...(named?.ok === true ? named.value.records : []),
    ...(beside.ok ? beside.value.memory.records : []),
  ];
  const ids = records.flatMap((record) => (record.kind === 'sent' ? [record.planId] : []));
  return new Set([...ids, ...(snapshot.planId === undefined ? [] : [snapshot.planId])]);
}

/** Which returned files are of which workbook; one that is of none is asked about at the first. */
function groupsOf(
  workbooks: readonly Workbook[],
  returned: readonly ReturnedFile[],
): ReadonlyMap<string, readonly ReturnedFile[]> {
  const groups = new Map<string, ReturnedFile[]>();
  const own = workbooks.map(({ planIds, master }) => ({
    planIds,
    nos: new Set(master.snapshot.items.map(({ no }) => groupingKey(no))),
  }));
  for (const [i, told] of whose(returned, workbooks[0]?.master.any?.form.description).entries()) {
    const { file } = workbooks[workbookOf(told, own)] as Workbook;
    groups.set(file, [...(groups.get(file) ?? []), returned[i] as ReturnedFile]);
  }
  return groups;
}
