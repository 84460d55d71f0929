import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { basename } from 'node:path';
import { isRealDate } from '../../../src-shared/domain/dates.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import type { ReportingStep } from '../../../src-shared/domain/exchange.ts';
import { belongsToStep, parseStep, stepCodes } from '../../../src-shared/checks/reporting-steps.ts';
import type { ExchangedWorkbook } from '../../exchange/core/open-exchanged.ts';
import type { PutOut } from '../../exchange/folder/put-out.ts';
import { unsyncedWarning } from '../../files/file-failures.ts';
import { parseArguments } from '../arguments.ts';
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
} as const;

/**
 * `distribute FILE --out DIR`: one workbook per section with its items, each carrying the base of its own items; FILE stays as
 * it is. `--withdraw ID` and `--close-step STEP` say of sendings that nothing is waited for any more.
 */
export const command: Command = {
  name: 'distribute',
  usage: `distribute FILE --out DIR [--section NAME…] [--by lead|any] [--item NO…] [--step ${stepCodes(shippedForm(), '2026').join('|')}] [--lock]
      [--due DATE] [--note TEXT] [--sender NAME] [--pattern NAME] [--plan-folder DIR] [--form FORM.json]
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
    if (await isSameFile(wanted.out, wanted.file)) throw new UsageError('--out is a folder, and FILE is a file');
    const { openMaster } = await import('../open-master.ts');
    const master = await openMaster(wanted.file, wanted);
    if (!master.ok) return refuse(io, master.failure);
    if (wanted.step !== undefined && !hasStep(master.value, wanted.step))
      throw new UsageError(`--step: the plan has no boxes of ${wanted.stepText}`);
    return send(wanted, master.value, io);
  },
};

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
  // `--section A B`: what follows the first name belongs to it.
  if (more.length > 0 && values.section === undefined) throw new UsageError(`unexpected argument: ${more[0]!}`);
  const step = values.step === undefined ? undefined : parseStep(values.step);
  if (values.step !== undefined && step === undefined)
    throw new UsageError(`--step is ${stepCodes(shippedForm(), 'YEAR').join(', ')}`);
  if (values.lock === true && step === undefined)
    throw new UsageError('--lock needs --step: it locks what the step does not ask for');
  if (values.due !== undefined && !isRealDate(values.due)) throw new UsageError('--due is a date: 2026-10-31');
  const { due, note, sender, pattern, lock } = values;
  return {
    kind: 'send',
    file,
    planFolder,
    form: values.form,
    out,
    by,
    sections: [...(values.section ?? []), ...more],
    numbers: values.item,
    step,
    stepText: values.step,
    details: {
      ...(step === undefined ? {} : { step }),
      ...(due === undefined ? {} : { due }),
      ...(note === undefined ? {} : { note }),
      ...(sender === undefined ? {} : { sender }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(lock === undefined ? {} : { lock }),
    },
  } as const;
}

/** A step of another plan would lock every box, or ask for nothing. */
const hasStep = ({ opened }: ExchangedWorkbook, step: ReportingStep): boolean =>
  opened.items.some((item) => Object.keys(item.fields).some((path) => belongsToStep(path, step, formOf(item))));

async function send(wanted: ToSend, master: ExchangedWorkbook, io: CommandIo): Promise<ExitStatus> {
  const { file, out, by, sections, numbers } = wanted;
  const { prepareSendings } = await import('../../exchange/core/distribute.ts');
  const { openMemory } = await import('../../exchange/folder/keep-sendings.ts');
  const { OutFolder } = await import('../../exchange/folder/put-out.ts');
  const { chooseParcels, parcelsOf, withItems } = await import('../../exchange/core/sections.ts');
  const { takeOutItems } = await import('../../exchange/core/take-out-items.ts');
  const { makeFolder } = await import('../../exchange/folder/write-folder.ts');
  const { items } = master.snapshot;
  const [strange] = chooseParcels(parcelsOf(items, by), sections).unknown;
  if (strange !== undefined)
    return refuse(io, { kind: 'unknown-section', reason: 'none', file, values: { section: strange } });
  const places = numbers?.map((no) => items.findIndex((item) => groupingKey(item.no) === groupingKey(no)));
  const missing = numbers?.find((_, index) => places?.[index] === -1);
  if (missing !== undefined) return refuse(io, { kind: 'unknown-item', reason: 'none', file, values: { no: missing } });
  const { identityOfExchanged } = await import('../../exchange/folder/find-folder.ts');
  const kept = await openMemory(file, wanted.planFolder, async () => identityOfExchanged(master));
  if (!kept.ok) return refuse(io, kept.failure);
  const { memory, folder } = kept.value;
  const sendings = prepareSendings(
    {
      master,
      memory,
      takeOut: takeOutItems,
      by,
      choose: (all) =>
        withItems(
          sections.length === 0 ? all : chooseParcels(all, sections).chosen,
          places === undefined ? undefined : new Set(places),
        ),
      ...wanted.details,
    },
    { at: new Date().toISOString() },
  );
  let outFolder: InstanceType<typeof OutFolder> | undefined;
  const done: PutOut[] = [];
  for (const made of sendings.make()) {
    if (!made.ok) return stopped(io, made.failure, done);
    if (outFolder === undefined) {
      const there = await makeFolder(out);
      if (!there.ok) return refuse(io, there.failure);
      outFolder = new OutFolder(out, folder, memory.records);
    }
    const put = await outFolder.put(made.value);
    if (!put.ok) return stopped(io, put.failure, done);
    done.push(put.value);
  }
  const { keepPlanForm } = await import('../open-master.ts');
  const formKept = await keepPlanForm(folder?.path, master);
  if (!formKept.ok) return stopped(io, formKept.failure, done);
  await folder?.notePlan([{ name: basename(file), sha256: master.hash }]);
  const { unsynced } = folder ?? {};
  const warnings: readonly Warning[] = [
    ...kept.value.warnings,
    ...distinct(done.flatMap((one) => one.warnings)),
    ...(folder === undefined || unsynced === undefined ? [] : [unsyncedWarning(folder.path, unsynced)]),
  ];
  io.out(
    `${JSON.stringify({
      out,
      planId: done[0]?.record.planId,
      files: done.map(({ record, emptied }) => ({
        file: record.file,
        section: record.section,
        exportId: record.id,
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
