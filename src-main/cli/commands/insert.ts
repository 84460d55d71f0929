import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { openOutput } from '../outputs.ts';
import { cliLanguage, refuse } from '../refuse.ts';

const options = {
  from: { type: 'string' },
  items: { type: 'string' },
  out: { type: 'string' },
  overwrite: { type: 'boolean' },
} as const;

/** `insert FILE --from OTHER --items LIST --out OUT`: puts item sheets of another workbook into this one. */
export const command: Command = {
  name: 'insert',
  usage: 'insert FILE --from OTHER --items LIST --out OUT [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if (values.from === undefined) throw new UsageError('--from OTHER is missing');
    if (values.items === undefined) throw new UsageError('--items LIST is missing');
    if (values.out === undefined) throw new UsageError('--out OUT is missing');
    const out = await openOutput(values.out, {
      kind: 'workbook',
      option: '--out',
      inputs: [file, values.from],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const target = await openInput(file);
    if (!target.ok) return refuse(io, target.failure);
    const source = await openInput(values.from);
    if (!source.ok) return refuse(io, source.failure);
    const { chooseItems } = await import('../../../src-shared/domain/choose-items.ts');
    const items = chooseItems(source.value.items, values.items);
    if (!items.ok) return refuse(io, items.failure);
    const { insertItems } = await import('../../engine/make/insert/insert-items.ts');
    const made = insertItems(
      target.value,
      source.value,
      items.value.map(({ key }) => key),
    );
    if (!made.ok) return refuse(io, made.failure);
    const written = await out.value.write(made.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    const { inserted, lost } = made.value;
    const { leftBehindSentence } = await import('../../../src-shared/failures/left-behind.ts');
    const told = lost.map((one) => ({ ...one, message: leftBehindSentence(one.what)[cliLanguage()] }));
    const more = told.length === 0 ? {} : { lost: told };
    io.out(`${JSON.stringify({ file: values.out, inserted, ...more, ...written.value })}\n`);
    return 0;
  },
};
