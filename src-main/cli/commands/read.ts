import path from 'node:path';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { readJsonText } from '../../engine/read/read-json.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';
import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { cliLanguage, refuse } from '../refuse.ts';
import { titleOf } from '../../../src-shared/form/roles.ts';
import { mayGoByForm } from '../may-go-by-form.ts';

/** What a sending told with the workbook; only what has an id was ever sent, and nothing else pays for looking. */
async function sentWith({ plan, items, package: pkg }: OpenedWorkbook): Promise<Readonly<Record<string, unknown>>> {
  if (plan.planId === undefined && items.every(({ itemId }) => itemId === undefined)) return {};
  const { readSending } = await import('../../exchange/core/received.ts');
  const sent = readSending(pkg);
  return sent === undefined ? {} : { sent };
}

/**
 * `read FILE --json`: every field of every item with its cell address; without `--json` a list for people. `--form` names the
 * description of another form; without it the form is the plan folder's, else the workbook's own, else a registered one that fits as
 * well as the first form or better.
 */
export const command: Command = {
  name: 'read',
  usage: 'read FILE [--form FORM.json] [--json [--values]]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, {
      json: { type: 'boolean' },
      values: { type: 'boolean' },
      form: { type: 'string' },
    });
    const file = onePositional(positionals, 'FILE');
    const how = { json: values.json === true, values: values.values === true };
    if (how.values && !how.json) throw new UsageError('--values goes with --json');
    if (values.form !== undefined) {
      const { openByForm } = await import('../open-form.ts');
      const opened = await openByForm(file, values.form);
      if (!opened.ok) return refuse(io, opened.failure);
      return (await import('../read-any.ts')).printAny(file, opened.value, io, how);
    }
    const opened = await openInput(file);
    const other = mayGoByForm(file, opened)
      ? await (await import('../open-form.ts')).openByKnown(file, opened)
      : undefined;
    if (other?.ok === false) return refuse(io, other.failure);
    if (other !== undefined) return (await import('../read-any.ts')).printAny(file, other.value, io, how);
    if (!opened.ok) return refuse(io, opened.failure);
    if (how.json) {
      const valueOf = how.values ? (await import('../first-form-values.ts')).firstFormValue : undefined;
      io.outPieces(
        readJsonText(path.basename(file), opened.value, cliLanguage(), await sentWith(opened.value), valueOf),
      );
      return 0;
    }
    io.outPieces(
      opened.value.items.map((item) => {
        const lead = item.sections.find((section) => section.lead)?.name ?? '';
        return `${item.sheet}\t${item.no}\t${titleOf(item).replaceAll('\n', ' ')}\t${lead}\n`;
      }),
    );
    for (const warning of opened.value.warnings) io.err(`${sentence(warning, cliLanguage())}\n`);
    return 0;
  },
};
