import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { openOutput } from '../outputs.ts';
import { refuse } from '../refuse.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';

const options = {
  title: { type: 'string' },
  years: { type: 'string' },
  items: { type: 'string' },
  carry: { type: 'string' },
  out: { type: 'string' },
  overwrite: { type: 'boolean' },
  form: { type: 'string' },
} as const;

/** `roll-over FILE --title TEXT --years 2027,2028 --out OUT`: the next plan's workbook from an old one. */
export const command: Command = {
  name: 'roll-over',
  usage:
    'roll-over FILE --title TEXT --years YEAR,YEAR… [--items LIST] [--carry background,purpose,actions,indicators] --out OUT [--form FORM.json] [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if (values.title === undefined) throw new UsageError('--title TEXT is missing');
    if (values.years === undefined) throw new UsageError('--years is missing');
    if (values.out === undefined) throw new UsageError('--out OUT is missing');
    const { carriedBlocks } = await import('../../../src-shared/form/roll-over.ts');
    const { rollOver } = await import('../../engine/make/new/roll-over.ts');
    const carry = values.carry?.split(',').filter((name) => name !== '');
    const out = await openOutput(values.out, {
      kind: 'workbook',
      option: '--out',
      inputs: [file],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const opened = await openRolled(file, values.form);
    if (!opened.ok) return refuse(io, opened.failure);
    const offered = carriedBlocks(formOf(opened.value.items[0] ?? {})).map(({ id }) => id);
    const unknown = carry?.find((name) => !offered.includes(name));
    if (unknown !== undefined) throw new UsageError(`--carry takes ${offered.join(', ')}`);
    const { chooseItems } = await import('../../../src-shared/domain/choose-items.ts');
    const items =
      values.items === undefined
        ? { ok: true as const, value: opened.value.items }
        : chooseItems(opened.value.items, values.items);
    if (!items.ok) return refuse(io, items.failure);
    const made = await rollOver(opened.value, {
      title: values.title,
      years: values.years.split(/[,、]/u).map(Number),
      items: items.value.map(({ key }) => key),
      ...(carry === undefined ? {} : { carry: offered.filter((name) => carry.includes(name)) }),
    });
    if (!made.ok) return refuse(io, made.failure);
    const written = await out.value.write(made.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    const { plan, items: all } = made.value.opened;
    io.out(
      `${JSON.stringify({ file: values.out, plan, items: all.map(({ no, sheet }) => ({ no, sheet })), ...written.value })}\n`,
    );
    return 0;
  },
};

/** The plan to go on from; by a description where one is named. */
async function openRolled(file: string, form: string | undefined): Promise<Result<OpenedWorkbook, Failure>> {
  if (form === undefined) return openInput(file);
  const { openByForm } = await import('../open-form.ts');
  const { readByDescription } = await import('../../engine/read/any/as-workbook.ts');
  const opened = await openByForm(file, form);
  return opened.ok ? readByDescription(opened.value.package, opened.value.description) : opened;
}
