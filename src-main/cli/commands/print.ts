import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { refuse } from '../refuse.ts';

const options = {
  out: { type: 'string' },
  items: { type: 'string' },
  layout: { type: 'string' },
  booklet: { type: 'boolean' },
  text: { type: 'string' },
  grey: { type: 'boolean' },
  title: { type: 'string' },
  since: { type: 'string' },
  changed: { type: 'boolean' },
  'digit-width': { type: 'string' },
} as const;

const layouts = ['form', 'meeting', 'comparison'] as const;
const policies = ['grow', 'shrink', 'leave'] as const;

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T {
  if (value === undefined) return allowed[0] as T;
  if (!(allowed as readonly string[]).includes(value)) throw new UsageError(`--${name} is one of ${allowed.join(', ')}`);
  return value as T;
}

/** For print-check: lays columns out as a program does that lacks the form's default font. */
function digitEms(value: string | undefined): number | undefined {
  const ems = value === undefined ? undefined : Number(value);
  if (ems !== undefined && !(ems >= 0.2 && ems <= 2)) throw new UsageError('--digit-width is a number of ems');
  return ems;
}

/**
 * `print FILE --out OUT.pdf`: the item sheets as the form prints them. In plain Node it checks the input and starts
 * Electron hidden for the drawing; in the installed program it draws itself. The report on standard output lists pages, what
 * grew, and what the drawn pages were measured to be.
 */
export const command: Command = {
  name: 'print',
  usage: 'print FILE --out OUT.pdf [--items LIST] [--layout form|meeting|comparison] [--since OLD.xlsx [--changed]] [--booklet] [--text grow|shrink|leave] [--grey] [--title TEXT]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if (values.out === undefined) throw new UsageError('--out OUT.pdf is missing');
    if (values.since === undefined && (values.changed === true || values.layout === 'comparison')) throw new UsageError('--since OLD.xlsx is missing');
    const before = values.since === undefined ? undefined : await openInput(values.since);
    if (before?.ok === false) return refuse(io, before.failure);
    const settings = {
      earlier: before?.value.items,
      onlyChanged: values.changed === true || values.layout === 'comparison',
      layout: oneOf('layout', values.layout, layouts),
      policy: oneOf('text', values.text, policies),
      booklet: values.booklet === true,
      grey: values.grey === true,
      title: values.title,
      digitEms: digitEms(values['digit-width']),
    };
    const opened = await openInput(file);
    if (!opened.ok) return refuse(io, opened.failure);
    const { chooseItems } = await import('../../print/choose-items.ts');
    const items = values.items === undefined ? { ok: true as const, value: opened.value.items.filter((item) => !item.hidden) } : chooseItems(opened.value.items, values.items);
    if (!items.ok) return refuse(io, items.failure);
    if (process.versions['electron'] === undefined) {
      const { printInElectron } = await import('../../print/print-in-electron.ts');
      return printInElectron(args, io);
    }
    const { printPdf } = await import('../../print/electron/cli-print.ts');
    const printed = await printPdf(file, opened.value, items.value, settings);
    if (!printed.ok) return refuse(io, printed.failure);
    const { writeFileAtomically } = await import('../../files/write-atomically.ts');
    const written = await writeFileAtomically(values.out, printed.value.pdf);
    if (!written.ok) return refuse(io, written.failure);
    io.out(`${JSON.stringify({ file: values.out, ...printed.value.report })}\n`);
    return 0;
  },
};
