import { sentence } from '../../../src-shared/failures/failures.ts';
import { parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { isFolder } from '../plan-workbooks.ts';
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
 * says everything in REPORT. With a plan folder the exchange goes on from what was collected before. MASTER may be a folder of
 * workbooks, one item each: OUT is a folder then too.
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

    const { openMaster } = await import('../open-master.ts');
    const { openExchangedFile } = await import('../../exchange/folder/open-file.ts');
    const { expandReturned } = await import('../../exchange/folder/returned-files.ts');
    if (await isFolder(masterPath)) {
      const { collectFolder } = await import('../collect-folder.ts');
      return collectFolder({ ...values, folder: masterPath, out, report: reportPath, returned: returnedPaths }, io);
    }
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

    const { collectOne } = await import('../collect-one.ts');
    const collected = await collectOne({
      file: masterPath,
      master: master.value,
      returned: returned.value,
      given,
      planFolder: values['plan-folder'],
      out,
      output: output.value,
      grow: values.grow === true,
    });
    if (!collected.ok) return refuse(io, collected.failure);
    const { report, line, unreadable } = collected.value;
    const written = await reportFile.value.write(Buffer.from(`${JSON.stringify(report, undefined, 1)}\n`, 'utf8'));
    if (!written.ok) {
      // Collecting the same files again makes it again; without its report nobody knew what stands in it.
      await output.value.takeBack();
      return refuse(io, written.failure);
    }
    const { warnings, ...counts } = line;
    io.out(
      `${JSON.stringify({ out, report: reportPath, ...counts, ...output.value.told(), ...written.value, warnings: warnings.map(plainProblem) })}\n`,
    );
    for (const failure of unreadable) io.err(`${sentence(failure, cliLanguage())}\n`);
    return line.undecided === 0 && line.notTaken === 0 ? 0 : 4;
  },
};
