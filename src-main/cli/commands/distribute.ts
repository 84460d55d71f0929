import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { basename } from 'node:path';
import { defaultPattern } from '../../../src-shared/domain/file-name-pattern.ts';
import { isRealDate } from '../../../src-shared/domain/dates.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import type { ReportingStep } from '../../../src-shared/domain/exchange.ts';
import { belongsToStep, parseStep, stepCodes } from '../../../src-shared/checks/reporting-steps.ts';
import type { ExchangedWorkbook } from '../../exchange/core/open-exchanged.ts';
import type { PutOut } from '../../exchange/folder/put-out.ts';
import { unsyncedWarning } from '../../files/file-failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { given } from '../../../src-shared/domain/given.ts';
import { parseArguments } from '../arguments.ts';
import { workbooksIn } from '../../files/workbooks-in.ts';
import { isFolder, planFolderAmong } from '../plan-workbooks.ts';
import { UsageError, type Command, type CommandIo, type ExitStatus } from '../command.ts';
import { isSameFile } from '../outputs.ts';
import { plainProblem, refuse } from '../refuse.ts';
import { formOf, shippedForm } from '../../../src-shared/form/forms.ts';

const options = {
  out: { type: 'string' },
  section: { type: 'string', multiple: true },
  item: { type: 'string', multiple: true },
  by: { type: 'string' },
  step: { type: 'string' },
  due: { type: 'string' },
  note: { type: 'string' },
  sender: { type: 'string' },
  pattern: { type: 'string' },
  lock: { type: 'boolean' },
  'plan-folder': { type: 'string' },
  form: { type: 'string' },
  withdraw: { type: 'string', multiple: true },
  'close-step': { type: 'string' },
  'sent-back': { type: 'string' },
} as const;

/**
 * `distribute FILE|FOLDER… --out DIR`: one workbook per section with its items, each carrying the base of its own items; FILE stays as
 * it is. `--sent-back ID` sends items of an answer back with a reason (差戻し), as what was sent first. `--withdraw ID` and `--close-step STEP` say of sendings that nothing is waited for any more.
 */
export const command: Command = {
  name: 'distribute',
  usage: `distribute FILE|FOLDER… --out DIR [--section NAME…] [--by lead|any] [--item NO…] [--step ${stepCodes(shippedForm(), '2026').join('|')}] [--lock]
      [--due DATE] [--note TEXT] [--sender NAME] [--pattern NAME] [--plan-folder DIR] [--form FORM.json]
    distribute FILE --out DIR --sent-back EXPORT-ID --note REASON [--item NO…] [--due DATE] [--sender NAME] [--pattern NAME] [--plan-folder DIR]
    distribute FILE (--withdraw EXPORT-ID… | --close-step STEP) [--plan-folder DIR]`,
  async run(args, io) {
    const wanted = parse(args);
    if (wanted.kind === 'close') {
      const { closeSendings } = await import('../../exchange/folder/close-sendings.ts');
      const closed = await closeSendings(wanted.file, wanted, wanted.planFolder);
      if (!closed.ok) return refuse(io, closed.failure);
      const { withdrawn, warnings } = closed.value;
      io.out(`${JSON.stringify({ withdrawn, warnings: warnings.map((one) => plainProblem(one)) })}\n`);
      return 0;
    }
    const files = (await Promise.all(wanted.files.map(workbooksOf))).flat();
    for (const file of files)
      if (await isSameFile(wanted.out, file)) throw new UsageError('--out is a folder, and FILE is a file');
    return sendAll(wanted, files, io);
  },
};

/** FILE, or every workbook of a folder. */
const workbooksOf = async (path: string): Promise<readonly string[]> =>
  (await isFolder(path)) ? workbooksIn(path) : [path];

type Wanted = ReturnType<typeof parse>;
type ToSend = Extract<Wanted, { readonly kind: 'send' }>;

function parse(args: readonly string[]) {
  const { values, positionals } = parseArguments(args, options);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('FILE is missing');
  const planFolder = values['plan-folder'];
  const closedStep = values['close-step'];
  if (values.withdraw !== undefined || closedStep !== undefined) {
    if (values.out !== undefined) throw new UsageError('--withdraw and --close-step send nothing: leave --out away');
    if (closedStep !== undefined && parseStep(closedStep) === undefined)
      throw new UsageError(`--close-step is ${stepCodes(shippedForm(), 'YEAR').join(', ')}`);
    const ids = [...(values.withdraw ?? []), ...(values.withdraw === undefined ? [] : more)];
    return { kind: 'close', file, planFolder, ids, step: closedStep } as const;
  }
  const { out, by = 'lead' } = values;
  if (out === undefined) throw new UsageError('--out DIR is missing');
  if (by !== 'lead' && by !== 'any') throw new UsageError('--by is lead or any');
  // Further workbooks of the plan; after `--section A B` what follows the first name belongs to it.
  const others = more.filter((one) => /\.xls[xm]$/i.test(one));
  const names = more.filter((one) => !others.includes(one));
  if (names.length > 0 && values.section === undefined) throw new UsageError(`unexpected argument: ${names[0]!}`);
  const step = values.step === undefined ? undefined : parseStep(values.step);
  if (values.step !== undefined && step === undefined)
    throw new UsageError(`--step is ${stepCodes(shippedForm(), 'YEAR').join(', ')}`);
  if (values.lock === true && step === undefined)
    throw new UsageError('--lock needs --step: it locks what the step does not ask for');
  if (values.due !== undefined && !isRealDate(values.due)) throw new UsageError('--due is a date: 2026-10-31');
  const { due, note, sender, pattern, lock, 'sent-back': sentBack } = values;
  if (sentBack !== undefined) {
    if ((note ?? '').trim() === '') throw new UsageError('--sent-back needs --note: the reason');
    if (step !== undefined || lock !== undefined || values.section !== undefined || others.length > 0)
      throw new UsageError('--sent-back has section, step and locks of what was sent first: leave them away');
  }
  return {
    kind: 'send',
    files: [file, ...others],
    planFolder,
    form: values.form,
    out,
    by,
    sections: [...(values.section ?? []), ...names],
    numbers: values.item,
    step,
    stepText: values.step,
    // Only what was said: everything else is as the plan has it. What is sent back says so in its note and its name.
    details: given({
      step,
      due,
      note: sentBack === undefined ? note : `【差戻し】${note}`,
      sender,
      pattern: sentBack === undefined ? pattern : (pattern ?? `${defaultPattern}_差戻し`),
      lock,
      sentBack,
    }),
  } as const;
}

/** A step of another plan would lock every box, or ask for nothing. */
const hasStep = ({ opened }: ExchangedWorkbook, step: ReportingStep): boolean =>
  opened.items.some((item) => Object.keys(item.fields).some((path) => belongsToStep(path, step, formOf(item))));

/** Sends every workbook of the plan; of several one item each, and each with its own place in the plan folder. */
async function sendAll(wanted: ToSend, files: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const { openMaster } = await import('../open-master.ts');
  const { chooseParcels, parcelsOf } = await import('../../exchange/core/sections.ts');
  const isOne = files.length === 1;
  const placeOf = (file: string): string | undefined =>
    isOne ? wanted.planFolder : planFolderAmong(wanted.planFolder, file);
  const masters: { readonly file: string; readonly master: ExchangedWorkbook }[] = [];
  for (const file of files) {
    const master = await openMaster(file, { form: wanted.form, planFolder: placeOf(file) });
    if (!master.ok) return refuse(io, master.failure);
    masters.push({ file, master: master.value });
  }
  const { step, sections, numbers, by } = wanted;
  if (step !== undefined && !masters.some(({ master }) => hasStep(master, step)))
    throw new UsageError(`--step: the plan has no boxes of ${wanted.stepText}`);
  const [file = ''] = files;
  const items = masters.flatMap(({ master }) => master.snapshot.items);
  const [strange] = chooseParcels(parcelsOf(items, by), sections).unknown;
  if (strange !== undefined)
    return refuse(io, { kind: 'unknown-section', reason: 'none', file, values: { section: strange } });
  const missing = numbers?.find((no) => items.every((item) => groupingKey(item.no) !== groupingKey(no)));
  if (missing !== undefined) return refuse(io, { kind: 'unknown-item', reason: 'none', file, values: { no: missing } });
  const sent: Sent[] = [];
  for (const one of masters) {
    const made = await send(wanted, one.file, one.master, placeOf(one.file));
    if (!made.ok) return stopped(io, made.failure.failure, [...sent.flatMap(({ done }) => done), ...made.failure.done]);
    sent.push(made.value);
  }
  const done = sent.flatMap((one) => one.done.map((put) => ({ ...put, plan: one.file })));
  const warnings = distinct(sent.flatMap((one) => one.warnings));
  io.out(
    `${JSON.stringify({
      out: wanted.out,
      planId: done[0]?.record.planId,
      files: done.map(({ record, plan, emptied }) => ({
        file: record.file,
        section: record.section,
        exportId: record.id,
        ...(isOne ? {} : { plan: basename(plan), planId: record.planId }),
        items: record.items.map(({ no, sheet, id }) => ({ no, sheet, id })),
        // Said only where there is something to say, as `extract` does.
        ...(emptied.length === 0 ? {} : { emptied }),
      })),
      renamed: done.flatMap(({ record, instead }) =>
        instead === undefined ? [] : [{ file: record.file, instead, section: record.section }],
      ),
      warnings: warnings.map((warning) => plainProblem(warning)),
    })}\n`,
  );
  return 0;
}

interface Sent {
  readonly file: string;
  readonly done: readonly PutOut[];
  readonly warnings: readonly Warning[];
}

async function send(
  { out, by, sections, numbers, details }: ToSend,
  file: string,
  master: ExchangedWorkbook,
  planFolder: string | undefined,
): Promise<Result<Sent, { readonly failure: Failure; readonly done: readonly PutOut[] }>> {
  const { prepareSendings } = await import('../../exchange/core/distribute.ts');
  const { openMemory } = await import('../../exchange/folder/keep-sendings.ts');
  const { OutFolder } = await import('../../exchange/folder/put-out.ts');
  const { chooseParcels, withItems } = await import('../../exchange/core/sections.ts');
  const { takeOutItems } = await import('../../exchange/core/take-out-items.ts');
  const { asBefore, parcelBefore, sendingOf } = await import('../../exchange/core/send-back.ts');
  const { makeFolder } = await import('../../exchange/folder/write-folder.ts');
  const { keepPlanForm } = await import('../open-master.ts');
  const { items } = master.snapshot;
  const places = numbers?.map((no) => items.findIndex((item) => groupingKey(item.no) === groupingKey(no)));
  const { identityOfExchanged } = await import('../../exchange/folder/find-folder.ts');
  const kept = await openMemory(file, planFolder, async () => identityOfExchanged(master));
  if (!kept.ok) return err({ failure: kept.failure, done: [] });
  const { memory, folder } = kept.value;
  const first = details.sentBack === undefined ? undefined : sendingOf(memory.records, details.sentBack);
  if (details.sentBack !== undefined && first === undefined)
    return err({
      failure: { kind: 'unknown-sending', reason: 'none', values: { id: details.sentBack } },
      done: [],
    });
  const before = first === undefined ? undefined : parcelBefore(first, items);
  const foreign = before === undefined ? undefined : places?.find((place) => !before.items.includes(place));
  if (foreign !== undefined)
    return err({
      failure: { kind: 'unknown-item', reason: 'none', values: { no: items[foreign]?.no ?? '' } },
      done: [],
    });
  const sendings = prepareSendings(
    {
      master,
      memory,
      takeOut: takeOutItems,
      by,
      choose: (all) =>
        withItems(
          before !== undefined ? [before] : sections.length === 0 ? all : chooseParcels(all, sections).chosen,
          places === undefined ? undefined : new Set(places),
        ),
      ...(first === undefined ? {} : asBefore(first)),
      ...details,
    },
    { at: new Date().toISOString() },
  );
  let outFolder: InstanceType<typeof OutFolder> | undefined;
  const done: PutOut[] = [];
  for (const made of sendings.make()) {
    if (!made.ok) return err({ failure: made.failure, done });
    if (outFolder === undefined) {
      const there = await makeFolder(out);
      if (!there.ok) return err({ failure: there.failure, done });
      outFolder = new OutFolder(out, folder, memory.records);
    }
    const put = await outFolder.put(made.value);
    if (!put.ok) return err({ failure: put.failure, done });
    done.push(put.value);
  }
  const formKept = await keepPlanForm(folder?.path, master);
  if (!formKept.ok) return err({ failure: formKept.failure, done });
  await folder?.notePlan([{ name: basename(file), sha256: master.hash }]);
  const { unsynced } = folder ?? {};
  return ok({
    file,
    done,
    warnings: [
      ...kept.value.warnings,
      ...done.flatMap((one) => one.warnings),
      ...(folder === undefined || unsynced === undefined ? [] : [unsyncedWarning(folder.path, unsynced)]),
    ],
  });
}

/** What went out before a failure stays, and is known to the plan folder: the person hears of both. */
function stopped(io: CommandIo, failure: Failure, done: readonly PutOut[]): ExitStatus {
  return refuse(io, failure, done.length === 0 ? {} : { sent: done.map(({ record }) => record.file) });
}

/** That nothing could be remembered is said once, not for each of sixty files. */
function distinct(warnings: readonly Warning[]): readonly Warning[] {
  const seen = new Set<string>();
  return warnings.filter((warning) => {
    const key = JSON.stringify(warning);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
