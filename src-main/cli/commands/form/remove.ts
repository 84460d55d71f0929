import { promises as fs } from 'node:fs';
import { chooseDataFolder } from '../../../files/data-folder.ts';
import { formsInUse, registeredForms } from '../../../files/form-store.ts';
import { readFailure } from '../../../files/file-failures.ts';
import { FIRST_FORM } from '../../../engine/read/read-json.ts';
import { onePositional, parseArguments } from '../../arguments.ts';
import { refuse } from '../../refuse.ts';
import type { FormCommand } from '../../form-command.ts';

/** `form remove ID`: forgets a registered description; one that a plan is exchanged by stays. */
export const command: FormCommand = {
  usage: 'form remove ID',
  async run(args, io) {
    const { positionals } = parseArguments(args, {});
    const id = onePositional(positionals, 'ID');
    if (id === FIRST_FORM.id) return refuse(io, { kind: 'form', reason: 'shipped', values: { form: id } });
    const data = chooseDataFolder();
    if (!data.ok) return refuse(io, data.failure);
    const found = (await registeredForms(data.value)).find((form) => form.id === id);
    if (found === undefined) return refuse(io, { kind: 'form', reason: 'unknown', values: { form: id } });
    const where = await formsInUse(data.value, id);
    if (where.length > 0)
      return refuse(io, { kind: 'form', reason: 'in-use', values: { form: id, where: where.join('、') } });
    try {
      await fs.rm(found.file);
    } catch (error) {
      return refuse(io, readFailure(error, found.file));
    }
    io.out(`${JSON.stringify({ form: id, removed: found.file })}\n`);
    return 0;
  },
};
