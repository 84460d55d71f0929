import { basename } from 'node:path';
import { doubtSentence } from '../../../../src-shared/failures/doubt-sentences.ts';
import { blockingReads } from '../../../files/blocking-reads.ts';
import { readWhole } from '../../../files/read-whole.ts';
import { parseArguments } from '../../arguments.ts';
import { UsageError } from '../../command.ts';
import { openOutput } from '../../outputs.ts';
import { cliLanguage, refuse } from '../../refuse.ts';
import type { FormCommand } from '../../form-command.ts';

const options = { out: { type: 'string' }, overwrite: { type: 'boolean' } } as const;

/** `form learn FILE... --out FORM.json`: a description of the form that the workbooks show; 4 where something in it is doubtful. */
export const command: FormCommand = {
  usage: 'form learn FILE... --out FORM.json [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    if (positionals.length === 0) throw new UsageError('FILE is missing');
    if (values.out === undefined) throw new UsageError('--out FORM.json is missing');
    const out = await openOutput(values.out, {
      kind: 'report',
      option: '--out',
      inputs: positionals,
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const { learnFromFiles } = await import('../../../engine/learn/learn-files.ts');
    const files = [];
    for (const path of positionals) {
      const file = await readWhole(path, blockingReads);
      if (!file.ok) return refuse(io, file.failure);
      files.push({ name: basename(path), bytes: file.value.bytes });
    }
    const learned = learnFromFiles(files);
    if (!learned.ok) return refuse(io, learned.failure);
    const { form, doubts, fields } = learned.value;
    const written = await out.value.write(Buffer.from(`${JSON.stringify(form, null, 1)}\n`));
    if (!written.ok) return refuse(io, written.failure);
    const language = cliLanguage();
    const told = doubts.map((doubt) => ({ ...doubt, message: doubtSentence(doubt, language) }));
    const editions = form.editions.map(({ id }) => id);
    io.out(`${JSON.stringify({ out: values.out, form: form.id, editions, fields, doubts: told, ...written.value })}\n`);
    return doubts.length === 0 ? 0 : 4;
  },
};
