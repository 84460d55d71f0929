import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { isSameFile, openOutput } from '../outputs.ts';
import { plainProblem, refuse } from '../refuse.ts';

const options = {
  'plan-folder': { type: 'string' },
  form: { type: 'string' },
  collecting: { type: 'string' },
  out: { type: 'string' },
  report: { type: 'string' },
  overwrite: { type: 'boolean' },
} as const;

/**
 * `undo MASTER --plan-folder DIR --collecting ID`: takes one collecting out of the plan again. Boxes that still hold what it
 * wrote go back to what they held; the others stay and are listed in REPORT.
 */
export const command: Command = {
  name: 'undo',
  usage:
    'undo MASTER --plan-folder DIR --collecting ID --out OUT --report REPORT.json [--form FORM.json] [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const masterPath = onePositional(positionals, 'MASTER');
    const { collecting: id, out, report } = values;
    const place = values['plan-folder'];
    if (place === undefined) throw new UsageError('--plan-folder DIR is missing');
    if (id === undefined) throw new UsageError('--collecting ID is missing');
    if (out === undefined) throw new UsageError('--out OUT is missing');
    if (report === undefined) throw new UsageError('--report REPORT.json is missing');
    if (await isSameFile(out, report)) throw new UsageError('--out and --report are the same file');
    const inputs = [masterPath];
    const { overwrite } = values;
    const output = await openOutput(out, { kind: 'workbook', option: '--out', inputs, overwrite });
    if (!output.ok) return refuse(io, output.failure);
    const reportFile = await openOutput(report, { kind: 'report', option: '--report', inputs, overwrite });
    if (!reportFile.ok) return refuse(io, reportFile.failure);

    const { openMaster } = await import('../open-master.ts');
    const { newId, PlanFolder } = await import('../../exchange/folder/plan-folder.ts');
    const { undoOf } = await import('../../exchange/folder/undo-from-outside.ts');
    const master = await openMaster(masterPath, { form: values.form, planFolder: place });
    if (!master.ok) return refuse(io, master.failure);
    const folder = await PlanFolder.open(place);
    if (!folder.ok) return refuse(io, folder.failure);
    const memory = await folder.value.memory();
    if (!memory.ok) return refuse(io, memory.failure);
    const made = undoOf(master.value, memory.value, id);
    if (!made.ok) return refuse(io, made.failure);
    const written = await output.value.write(made.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    const { back, kept, warnings: own } = made.value;
    const told = { undone: id, back, kept };
    const reported = await reportFile.value.write(Buffer.from(`${JSON.stringify(told, undefined, 1)}\n`, 'utf8'));
    // The plan folder hears of it last: what is refused before has changed nothing anywhere.
    const noted = reported.ok
      ? await folder.value.append([{ kind: 'undone', id: newId(), at: new Date().toISOString(), collected: id }])
      : reported;
    if (!noted.ok) {
      await output.value.takeBack();
      await reportFile.value.takeBack();
      return refuse(io, noted.failure);
    }
    const { folderWarnings } = await import('../../exchange/folder/folder-damage.ts');
    const warnings = [...own, ...folderWarnings(folder.value)];
    const line = { out, report, back: back.length, kept: kept.length, ...written.value, ...reportFile.value.told() };
    io.out(`${JSON.stringify({ ...line, warnings: warnings.map(plainProblem) })}\n`);
    return kept.length === 0 ? 0 : 4;
  },
};
