import { chooseDataFolder } from '../../../files/data-folder.ts';
import { readFormFile, registerForm } from '../../../files/form-store.ts';
import { shippedForm } from '../../../../src-shared/form/forms.ts';
import { onePositional, parseArguments } from '../../arguments.ts';
import { toldUnsynced } from '../../outputs.ts';
import { refuse } from '../../refuse.ts';
import type { FormCommand } from '../../form-command.ts';

/** `form import FORM.json`: registers a description, so that `read` and the window know workbooks of its form. */
export const command: FormCommand = {
  usage: 'form import FORM.json [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, { overwrite: { type: 'boolean' } });
    const file = onePositional(positionals, 'FORM.json');
    const described = await readFormFile(file);
    if (!described.ok) return refuse(io, described.failure);
    const { form, text } = described.value;
    if (form.id === shippedForm().id) return refuse(io, { kind: 'form', reason: 'shipped', values: { form: form.id } });
    const data = chooseDataFolder();
    if (!data.ok) return refuse(io, data.failure);
    const registered = await registerForm(data.value, form, text, values.overwrite === true);
    if (!registered.ok) return refuse(io, registered.failure);
    const { file: place, unsynced } = registered.value;
    io.out(`${JSON.stringify({ form: form.id, name: form.name, file: place, ...toldUnsynced(place, unsynced) })}\n`);
    return 0;
  },
};
