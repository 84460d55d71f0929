import path from 'node:path';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { readJsonText } from '../../engine/read/read-json.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';
import { onePositional, parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { cliLanguage, refuse } from '../refuse.ts';

/** What a sending told with the workbook; only what has an id was ever sent, and nothing else pays for looking. */
async function sentWith({ plan, items, package: pkg }: OpenedWorkbook): Promise<Readonly<Record<string, unknown>>> {
  if (plan.planId === undefined && items.every(({ itemId }) => itemId === undefined)) return {};
  const { readSending } = await import('../../exchange/core/received.ts');
  const sent = readSending(pkg);
  return sent === undefined ? {} : { sent };
}

/** `read FILE --json`: every field of every item with its cell address; without `--json` a list for people. */
export const command: Command = {
  name: 'read',
  usage: 'read FILE [--json]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean' } });
    const file = onePositional(positionals, 'FILE');
    const opened = await openInput(file);
    if (!opened.ok) return refuse(io, opened.failure);
    if (values.json === true) {
      io.outPieces(readJsonText(path.basename(file), opened.value, cliLanguage(), await sentWith(opened.value)));
      return 0;
    }
    io.outPieces(
      opened.value.items.map(({ sheet, no, fields, sections }) => {
        const lead = sections.find((section) => section.lead)?.name ?? '';
        return `${sheet}\t${no}\t${fields.title?.text.replaceAll('\n', ' ') ?? ''}\t${lead}\n`;
      }),
    );
    for (const warning of opened.value.warnings) io.err(`${sentence(warning, cliLanguage())}\n`);
    return 0;
  },
};
