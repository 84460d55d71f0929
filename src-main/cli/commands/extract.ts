import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { openOutput } from '../outputs.ts';
import { refuse } from '../refuse.ts';

const options = { items: { type: 'string' }, out: { type: 'string' }, overwrite: { type: 'boolean' } } as const;

/** `extract FILE --items 1-3,8 --out OUT`: a workbook with only those items, and nothing of the others in it. */
export const command: Command = {
  name: 'extract',
  usage: 'extract FILE --items LIST --out OUT [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if (values.items === undefined) throw new UsageError('--items LIST is missing');
    if (values.out === undefined) throw new UsageError('--out OUT is missing');
    const out = await openOutput(values.out, {
      kind: 'workbook',
      option: '--out',
      inputs: [file],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const opened = await openInput(file);
    if (!opened.ok) return refuse(io, opened.failure);
    const { chooseItems } = await import('../../../src-shared/domain/choose-items.ts');
    const items = chooseItems(opened.value.items, values.items);
    if (!items.ok) return refuse(io, items.failure);
    const { extractItems } = await import('../../engine/make/extract/extract-items.ts');
    const extracted = extractItems(
      opened.value,
      items.value.map(({ key }) => key),
    );
    if (!extracted.ok) return refuse(io, extracted.failure);
    const written = await out.value.write(extracted.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    // Said only where there is something to say.
    const emptied = extracted.value.emptied.length === 0 ? {} : { emptied: extracted.value.emptied };
    const kept = items.value.map(({ no, sheet }) => ({ no, sheet }));
    io.out(
      `${JSON.stringify({ file: values.out, items: kept, removed: extracted.value.removed, ...emptied, ...written.value })}\n`,
    );
    return 0;
  },
};
