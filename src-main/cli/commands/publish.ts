import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openAsItems } from '../open-as-items.ts';
import { openOutput } from '../outputs.ts';
import { cliLanguage, plainProblem, refuse } from '../refuse.ts';

const options = {
  out: { type: 'string' },
  overwrite: { type: 'boolean' },
  keep: { type: 'string', multiple: true },
  form: { type: 'string' },
} as const;

/** `publish FILE --out OUT`: the workbook without names of people, notes and traces, a list of what was stripped and where, and of what stays to be looked at. */
export const command: Command = {
  name: 'publish',
  usage: 'publish FILE --out OUT [--keep TEXT]... [--form FORM.json] [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if (values.out === undefined) throw new UsageError('--out OUT is missing');
    const out = await openOutput(values.out, {
      kind: 'workbook',
      option: '--out',
      inputs: [file],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const opened = await openAsItems(file, values.form);
    if (!opened.ok) return refuse(io, opened.failure);
    const { publishWorkbook, shownWarning, strippedNames } =
      await import('../../engine/make/publish/publish-workbook.ts');
    const published = publishWorkbook(opened.value, { keep: values.keep ?? [] });
    if (!published.ok) return refuse(io, published.failure);
    const written = await out.value.write(published.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    const stripped = published.value.stripped.map(({ kind, count }) => ({
      kind,
      count,
      what: strippedNames[kind][cliLanguage()],
    }));
    const { hiddenSheets, removed, kept, shown } = published.value;
    const warnings = shown.map(shownWarning).map(plainProblem);
    io.out(
      `${JSON.stringify({ file: values.out, stripped, hiddenSheets, removed, kept, ...written.value, warnings })}\n`,
    );
    return 0;
  },
};
