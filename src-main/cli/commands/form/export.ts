import { chooseDataFolder } from '../../../files/data-folder.ts';
import { registeredForms } from '../../../files/form-store.ts';
import { readFileStamped } from '../../../files/read-file.ts';
import { onePositional, parseArguments } from '../../arguments.ts';
import { UsageError } from '../../command.ts';
import { openOutput } from '../../outputs.ts';
import { refuse } from '../../refuse.ts';
import type { FormCommand } from '../../form-command.ts';

/** `form export ID --out FORM.json`: writes a registered description out as a file. */
export const command: FormCommand = {
  usage: 'form export ID --out FORM.json [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, { out: { type: 'string' }, overwrite: { type: 'boolean' } });
    const id = onePositional(positionals, 'ID');
    if (values.out === undefined) throw new UsageError('--out FORM.json is missing');
    const data = chooseDataFolder();
    if (!data.ok) return refuse(io, data.failure);
    const found = (await registeredForms(data.value)).find((form) => form.id === id);
    if (found === undefined) return refuse(io, { kind: 'form', reason: 'unknown', values: { form: id } });
    const out = await openOutput(values.out, {
      kind: 'report',
      option: '--out',
      inputs: [found.file],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const text = await readFileStamped(found.file);
    if (!text.ok) return refuse(io, text.failure);
    const written = await out.value.write(text.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    io.out(`${JSON.stringify({ form: id, out: values.out, ...written.value })}\n`);
    return 0;
  },
};
