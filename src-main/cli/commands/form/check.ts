import { basename } from 'node:path';
import { checkWords } from '../../../../src-shared/form/check-words.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { openPackage } from '../../../engine/package/open-package.ts';
import { checkAny, type SheetFinding } from '../../../engine/read/any/check-any.ts';
import { compileForm } from '../../../engine/read/any/compile.ts';
import { readAny } from '../../../engine/read/any/open-any.ts';
import { tryDisturbed, type DisturbedTally } from '../../../engine/read/any/try-disturbed.ts';
import type { OpenedAny } from '../../../engine/read/any/any-item.ts';
import { blockingReads } from '../../../files/blocking-reads.ts';
import { readFormFile } from '../../../files/form-store.ts';
import { readWhole } from '../../../files/read-whole.ts';
import { parseArguments } from '../../arguments.ts';
import { UsageError, type CommandIo } from '../../command.ts';
import type { FormCommand } from '../../form-command.ts';
import { cliLanguage, plainProblem, refuse } from '../../refuse.ts';

interface CheckedFile {
  readonly file: string;
  readonly sheets: readonly {
    readonly sheet: string;
    readonly role: string;
    readonly item?: string;
    readonly edition?: string;
  }[];
  readonly items: number;
  readonly findings: readonly SheetFinding[];
  readonly failure?: unknown;
}

/** Disturbances of one run; more belong to several. */
const mostDisturbances = 10_000;

/**
 * `form check FORM.json FILE… [--disturb N] [--json]`: reads workbooks by a description, tells what does not add up, and reads N
 * disturbed copies of them again. 4 when anything but blanks is found, or a disturbed copy was read wrong.
 */
export const command: FormCommand = {
  usage: 'form check FORM.json FILE… [--disturb N] [--json]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean' }, disturb: { type: 'string' } });
    const [formPath, ...files] = positionals;
    if (formPath === undefined) throw new UsageError('FORM.json is missing');
    if (files.length === 0) throw new UsageError('FILE is missing');
    const times = timesOf(values.disturb);
    const described = await readFormFile(formPath);
    if (!described.ok) return refuse(io, described.failure);
    const form = compileForm(described.value.form);
    const checked: CheckedFile[] = [];
    const sources: { file: string; bytes: Uint8Array; opened: OpenedAny }[] = [];
    for (const file of files) {
      const bytes = await readWhole(file, blockingReads);
      if (!bytes.ok) return refuse(io, bytes.failure);
      const pkg = openPackage(bytes.value.bytes);
      const opened = pkg.ok ? readAny(pkg.value, form) : pkg;
      if (opened.ok) {
        sources.push({ file, bytes: bytes.value.bytes, opened: opened.value });
        checked.push(checkedFile(file, opened.value, described.value.form));
      } else if (opened.failure.kind === 'no-items')
        checked.push(opened.failure.reason === 'no-rows' ? blankFile(file) : unfit(file, opened.failure));
      else return refuse(io, { file: basename(file), ...opened.failure });
    }
    const disturbed: DisturbedTally = { tried: 0, same: 0, asked: 0, wrong: 0 };
    const examples: string[] = [];
    for (let i = 0; i < times && sources.length > 0; i += 1) {
      const source = sources[i % sources.length];
      if (source !== undefined)
        tryDisturbed(form, source.opened, i, disturbed, examples, (failure) => plainProblem(failure).message);
    }
    tell({ files: checked, disturbed }, values.json === true, examples, io);
    const isOpen = checked.some(({ findings }) => findings.some(({ kind }) => kind !== 'blank'));
    return isOpen || disturbed.wrong > 0 ? 4 : 0;
  },
};

function timesOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const times = Number(text);
  if (!Number.isInteger(times) || times < 0 || times > mostDisturbances)
    throw new UsageError(`--disturb N is a number up to ${mostDisturbances}`);
  return times;
}

function checkedFile(file: string, opened: OpenedAny, form: FormDescription): CheckedFile {
  const sheets = opened.sheets.map(({ name, role, item, edition }) => ({
    sheet: name,
    role,
    ...(item === undefined ? {} : { item }),
    ...(edition === undefined ? {} : { edition }),
  }));
  return {
    file: basename(file),
    sheets,
    items: opened.items.length,
    findings: checkAny(opened, form.editions, checkWords(cliLanguage())),
  };
}

/** A list that nobody has filled in yet. */
const blankFile = (file: string): CheckedFile => ({ file: basename(file), sheets: [], items: 0, findings: [] });

const unfit = (file: string, failure: Failure): CheckedFile => ({
  file: basename(file),
  sheets: [],
  items: 0,
  findings: [{ sheet: '', item: '', kind: 'unfit', cells: [], text: plainProblem(failure).message }],
});

function tell(
  result: { readonly files: readonly CheckedFile[]; readonly disturbed: DisturbedTally },
  json: boolean,
  examples: readonly string[],
  io: CommandIo,
): void {
  if (json) {
    io.out(`${JSON.stringify(result)}\n`);
    for (const example of examples.slice(0, 10)) io.err(`${example}\n`);
    return;
  }
  for (const { file, items, findings } of result.files) {
    io.out(`${file}\t${items}\n`);
    for (const { sheet, item, kind, cells, text } of findings)
      io.out(`\t${kind}\t${sheet}\t${item}\t${cells[0] ?? ''}\t${text}\n`);
  }
  const { tried, same, asked, wrong } = result.disturbed;
  if (tried > 0) io.out(`disturbed\t${tried}\t${same}\t${asked}\t${wrong}\n`);
  for (const example of examples.slice(0, 10)) io.err(`${example}\n`);
}
