import { csvOf } from '../../../src-shared/open-data/csv.ts';
import { jsonOf } from '../../../src-shared/open-data/json.ts';
import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openData } from '../open-data.ts';
import { openOutput } from '../outputs.ts';
import { plainProblem, refuse } from '../refuse.ts';

const options = {
  format: { type: 'string' },
  rows: { type: 'string', default: 'field' },
  form: { type: 'string' },
  out: { type: 'string' },
  overwrite: { type: 'boolean' },
} as const;

/** `export FILE --format csv|json --rows field|item --out OUT`: what the boxes hold, as open data. */
export const command: Command = {
  name: 'export',
  usage: 'export FILE --format csv|json [--rows field|item] [--form FORM.json] --out OUT [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    const { format, rows } = values;
    if (format !== 'csv' && format !== 'json') throw new UsageError('--format is csv or json');
    if (rows !== 'field' && rows !== 'item') throw new UsageError('--rows is field or item');
    if (values.out === undefined) throw new UsageError('--out OUT is missing');
    const out = await openOutput(values.out, {
      kind: format === 'csv' ? 'table' : 'report',
      option: '--out',
      inputs: [file, values.form],
      overwrite: values.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const data = await openData(file, values.form);
    if (!data.ok) return refuse(io, data.failure);
    const { data: open, personal } = data.value;
    const pieces = format === 'csv' ? csvOf(open, rows) : jsonOf(open, rows);
    const written = await out.value.write(Buffer.from([...pieces].join('')));
    if (!written.ok) return refuse(io, written.failure);
    const { items } = open;
    const warnings = personal.map(plainProblem);
    const boxes = items.reduce((sum, { fields }) => sum + fields.length, 0);
    io.out(
      `${JSON.stringify({ file: values.out, format, rows, items: items.length, fields: boxes, ...written.value, warnings })}\n`,
    );
    return 0;
  },
};
