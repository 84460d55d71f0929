import { UsageError, type Command } from '../command.ts';
import type { FormCommand } from '../form-command.ts';

const parts: Readonly<Record<string, () => Promise<{ readonly command: FormCommand }>>> = {
  learn: () => import('./form/learn.ts'),
  check: () => import('./form/check.ts'),
  list: () => import('./form/list.ts'),
  import: () => import('./form/import.ts'),
  export: () => import('./form/export.ts'),
  remove: () => import('./form/remove.ts'),
};

/** `form learn FILE… --out FORM.json` and what else is done with descriptions of forms. */
export const command: Command = {
  name: 'form',
  usage:
    'form learn FILE… --out FORM.json [--overwrite] | form check FORM.json FILE… [--disturb N] [--json] | form list [--json] | form import FORM.json [--overwrite] | form export ID --out FORM.json [--overwrite] | form remove ID',
  async run(args, io) {
    const [name, ...rest] = args;
    const load = name !== undefined && Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (load === undefined) throw new UsageError(`form ${Object.keys(parts).join('|')}: ${name ?? ''} is none of them`);
    return (await load()).command.run(rest, io);
  },
};
