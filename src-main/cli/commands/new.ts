import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openOutput } from '../outputs.ts';
import { refuse } from '../refuse.ts';
import { readFormFile } from '../../files/form-store.ts';

const options = { out: { type: 'string' }, overwrite: { type: 'boolean' }, form: { type: 'string' } } as const;

/** `new PLAN.json --out OUT`: the blank workbook of a new plan from its settings (src-shared/plan-settings.ts). */
export const command: Command = {
  name: 'new',
  usage: 'new PLAN.json --out OUT [--form FORM.json] [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'PLAN.json');
    if (values.out === undefined) throw new UsageError('--out OUT is missing');
    const out = await openOutput(values.out, {
      kind: 'workbook',
      option: '--out',
      inputs: [file],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const { readFileStamped } = await import('../../files/read-file.ts');
    const read = await readFileStamped(file);
    if (!read.ok) return refuse(io, read.failure);
    let settings: unknown;
    try {
      settings = JSON.parse(new TextDecoder('utf-8').decode(read.value.bytes));
    } catch (error) {
      return refuse(io, {
        kind: 'structure',
        reason: 'plan',
        values: { what: error instanceof Error ? error.message : 'JSON' },
      });
    }
    const { newWorkbook } = await import('../../engine/make/new/new-workbook.ts');
    const form = values.form === undefined ? undefined : await readFormFile(values.form);
    if (form?.ok === false) return refuse(io, form.failure);
    const made = await newWorkbook(settings, form?.value.form);
    if (!made.ok) return refuse(io, made.failure);
    const written = await out.value.write(made.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    const { items, plan } = made.value.opened;
    io.out(
      `${JSON.stringify({ file: values.out, plan, items: items.map(({ no, sheet }) => ({ no, sheet })), ...written.value })}\n`,
    );
    return 0;
  },
};
