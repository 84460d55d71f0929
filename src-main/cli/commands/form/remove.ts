import { chooseDataFolder } from '../../../files/data-folder.ts';
import { removeForm } from '../../../files/form-store.ts';
import { shippedForm } from '../../../../src-shared/form/forms.ts';
import { onePositional, parseArguments } from '../../arguments.ts';
import { refuse } from '../../refuse.ts';
import type { FormCommand } from '../../form-command.ts';

/** `form remove ID`: forgets a registered description; one that a plan is exchanged by stays. */
export const command: FormCommand = {
  usage: 'form remove ID',
  async run(args, io) {
    const { positionals } = parseArguments(args, {});
    const id = onePositional(positionals, 'ID');
    if (id === shippedForm().id) return refuse(io, { kind: 'form', reason: 'shipped', values: { form: id } });
    const data = chooseDataFolder();
    if (!data.ok) return refuse(io, data.failure);
    const removed = await removeForm(data.value, id);
    if (!removed.ok) return refuse(io, removed.failure);
    io.out(`${JSON.stringify({ form: id, removed: removed.value })}\n`);
    return 0;
  },
};
