import { chooseDataFolder } from '../../../files/data-folder.ts';
import { formFailure, registeredForms } from '../../../files/form-store.ts';
import { shippedForm } from '../../../../src-shared/form/forms.ts';
import { parseArguments } from '../../arguments.ts';
import { UsageError } from '../../command.ts';
import { cliLanguage, refuse } from '../../refuse.ts';
import { sentence } from '../../../../src-shared/failures/failures.ts';
import type { FormCommand } from '../../form-command.ts';

/** `form list [--json]`: the shipped form and those that were registered. */
export const command: FormCommand = {
  usage: 'form list [--json]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError(`unexpected argument: ${String(positionals[0])}`);
    const data = chooseDataFolder();
    if (!data.ok) return refuse(io, data.failure);
    const registered = (await registeredForms(data.value)).map(({ id, name, file, form, refusal }) => ({
      id,
      name,
      source: 'registered',
      file,
      editions: form?.editions.map((edition) => edition.id) ?? [],
      ...(refusal === undefined ? {} : { problem: sentence(formFailure(file, refusal), cliLanguage()) }),
    }));
    const shipped = {
      id: shippedForm().id,
      name: '新潟市 行政改革プラン 個票',
      source: 'shipped',
      editions: [shippedForm().edition],
    };
    const forms = [shipped, ...registered];
    if (values.json === true) io.out(`${JSON.stringify({ forms })}\n`);
    else for (const { id, name, source } of forms) io.out(`${id}\t${name}\t${source}\n`);
    return 0;
  },
};
