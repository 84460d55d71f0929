import { basename } from 'node:path';
import { sentence, type Failure, type Warning } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { Memory } from '../../exchange/core/memory.ts';
import type { PlanFolder } from '../../exchange/folder/plan-folder.ts';
import { parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { isSameFile, openOutput } from '../outputs.ts';
import { cliLanguage, plainProblem, refuse } from '../refuse.ts';

const options = {
  base: { type: 'string', multiple: true },
  'plan-folder': { type: 'string' },
  form: { type: 'string' },
  out: { type: 'string' },
  report: { type: 'string' },
  grow: { type: 'boolean' },
  overwrite: { type: 'boolean' },
} as const;

/**
 * `collect MASTER RETURNED…`: merges what can be merged into OUT, leaves conflicting fields at the master's text and
 * says everything in REPORT. With a plan folder the exchange goes on from what was collected before.
 */
export const command: Command = {
  name: 'collect',
  usage:
    'collect MASTER RETURNED… [--base FILE]… [--plan-folder DIR] [--form FORM.json] --out OUT --report REPORT.json [--grow] [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const [masterPath, ...returnedPaths] = positionals;
    if (masterPath === undefined) throw new UsageError('MASTER is missing');
    if (returnedPaths.length === 0) throw new UsageError('RETURNED is missing');
    const { out, report: reportPath } = values;
    if (out === undefined) throw new UsageError('--out OUT is missing');
    if (reportPath === undefined) throw new UsageError('--report REPORT.json is missing');

    const { collect } = await import('../../exchange/core/collect.ts');
    const { keepPlanForm, openMaster } = await import('../open-master.ts');
    const { openExchangedFile } = await import('../../exchange/folder/open-file.ts');
    const { masterFrom } = await import('../../exchange/core/read-returned.ts');
    const { expandReturned } = await import('../../exchange/folder/returned-files.ts');
    const { newId, PlanFolder } = await import('../../exchange/folder/plan-folder.ts');
    const inputs = [masterPath, ...(values.base ?? []), ...returnedPaths];
    if (await isSameFile(out, reportPath)) throw new UsageError('--out and --report are the same file');
    // Both are looked at before anything is written: a report that cannot be written must not leave an exchange half told.
    const output = await openOutput(out, { kind: 'workbook', option: '--out', inputs, overwrite: values.overwrite });
    if (!output.ok) return refuse(io, output.failure);
    const reportFile = await openOutput(reportPath, {
      kind: 'report',
      option: '--report',
      inputs,
      overwrite: values.overwrite,
    });
    if (!reportFile.ok) return refuse(io, reportFile.failure);
    const said = { form: values.form, planFolder: values['plan-folder'] };
    const master = await openMaster(masterPath, said);
    if (!master.ok) return refuse(io, master.failure);
    const given: Uint8Array[] = [];
    for (const file of values.base ?? []) {
      const opened = await openExchangedFile(file, master.value.any?.form);
      if (!opened.ok) return refuse(io, opened.failure);
      given.push(opened.value.bytes);
    }
    const returned = await expandReturned(returnedPaths);
    if (!returned.ok) return refuse(io, returned.failure);

    const folder = values['plan-folder'] === undefined ? undefined : await PlanFolder.open(values['plan-folder']);
    if (folder?.ok === false) return refuse(io, folder.failure);
    const { findMemory } = await import('../../exchange/folder/keep-sendings.ts');
    const { identityOfExchanged } = await import('../../exchange/folder/find-folder.ts');
    const beside = await findMemory(masterPath, async () => identityOfExchanged(master.value));
    const memory = await memoryOf(folder?.value, beside.ok ? beside.value.memory : undefined);
    if (!memory.ok) return refuse(io, memory.failure);

    const collection = collect(
      {
        master: masterFrom(master.value),
        returned: returned.value,
        memory: memory.value,
        given,
      },
      { id: newId(), at: new Date().toISOString() },
    );
    const [first] = collection.files;
    if (first?.kind === 'unreadable' && collection.files.every((file) => file.kind === 'unreadable')) {
      return refuse(io, { ...first.failure, file: first.name });
    }
    let outHash = '';
    const { hashOf } = await import('../../exchange/core/open-exchanged.ts');
    const { finishCollecting } = await import('../../exchange/folder/finish-collecting.ts');
    const formKept = await keepPlanForm(folder?.value.path, master.value);
    if (!formKept.ok) return refuse(io, formKept.failure);
    const finished = await finishCollecting({
      master: master.value,
      returned: returned.value,
      collection,
      folder: folder?.value,
      write: (bytes) => {
        outHash = hashOf(bytes);
        return output.value.write(bytes);
      },
      grow: values.grow === true,
    });
    if (!finished.ok) {
      // Written before the plan folder was told of it: refused means that it is not there.
      await output.value.takeBack();
      return refuse(io, finished.failure);
    }

    const { collectReport } = await import('../../exchange/core/report.ts');
    const { folderWarnings } = await import('../../exchange/folder/folder-damage.ts');
    const damage = folder === undefined ? [] : folderWarnings(folder.value);
    await folder?.value.notePlan([
      { name: basename(masterPath), sha256: master.value.hash },
      { name: basename(out), sha256: outHash },
    ]);
    const report = {
      ...collectReport(finished.value.collection, cliLanguage()),
      ...(folder === undefined
        ? {}
        : { planFolder: { unread: folder.value.unread, ...folder.value.damage, warnings: damage.map(plainProblem) } }),
    };
    const written = await reportFile.value.write(Buffer.from(`${JSON.stringify(report, undefined, 1)}\n`, 'utf8'));
    if (!written.ok) {
      // Collecting the same files again makes it again; without its report nobody knew what stands in it.
      await output.value.takeBack();
      return refuse(io, written.failure);
    }
    const warnings = [...damage, ...finished.value.warnings];
    const line = {
      out,
      report: reportPath,
      written: finished.value.written,
      undecided: finished.value.collection.undecided,
      notTaken: finished.value.collection.notTaken,
      ...(finished.value.collection.record === undefined ? {} : { collecting: finished.value.collection.record.id }),
      ...output.value.told(),
      ...written.value,
    };
    io.out(`${JSON.stringify({ ...line, warnings: warnings.map((warning: Warning) => plainProblem(warning)) })}\n`);
    for (const file of finished.value.collection.files) {
      if (file.kind === 'unreadable') io.err(`${sentence({ ...file.failure, file: file.name }, cliLanguage())}\n`);
    }
    const { undecided, notTaken } = finished.value.collection;
    return undecided === 0 && notTaken === 0 ? 0 : 4;
  },
};

/**
 * What is known: everything in the plan folder that was named. Of the one beside the master, when none was named, only
 * what was sent, so that returned files are recognised; what was collected there has no say.
 */
async function memoryOf(folder: PlanFolder | undefined, near: Memory | undefined): Promise<Result<Memory, Failure>> {
  const own = folder === undefined ? undefined : await folder.memory();
  if (own?.ok === false) return own;
  const sent = near?.records.filter((record) => record.kind === 'sent' && record.absorbs.length === 0) ?? [];
  const { uniteRecords } = await import('../../exchange/core/records.ts');
  return {
    ok: true,
    value: {
      records: uniteRecords(sent, own?.value.records ?? []),
      bases: new Map([...(near?.bases ?? []), ...(own?.value.bases ?? [])]),
    },
  };
}
