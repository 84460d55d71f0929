import { basename } from 'node:path';
import { checkWords } from '../../../../src-shared/form/check-words.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { openPackage } from '../../../engine/package/open-package.ts';
import { checkAny, type SheetFinding } from '../../../engine/read/any/check-any.ts';
import { compileForm, type CompiledForm } from '../../../engine/read/any/compile.ts';
import { disturb } from '../../../engine/read/any/disturb.ts';
import { labelCells, readAny } from '../../../engine/read/any/open-any.ts';
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

interface Tally {
  tried: number;
  same: number;
  asked: number;
  wrong: number;
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
    const disturbed: Tally = { tried: 0, same: 0, asked: 0, wrong: 0 };
    const examples: string[] = [];
    for (let i = 0; i < times && sources.length > 0; i += 1) {
      const source = sources[i % sources.length];
      if (source !== undefined) tryDisturbed(form, source.opened, i, disturbed, examples);
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

/** Reads a disturbed copy: the same texts at the places where their cells went, or a word of doubt. */
function tryDisturbed(form: CompiledForm, opened: OpenedAny, seed: number, tally: Tally, examples: string[]): void {
  tally.tried += 1;
  const labels = new Set(labelCells(opened.package, form));
  // What stands in a field's own cell is a value, though it begins with a label.
  for (const { fields } of opened.items)
    for (const { sheet, cell } of fields.values()) labels.delete(`${sheet}!${cell}`);
  const copy = disturb(opened.package, seed, (sheet, cell) => labels.has(`${sheet}!${cell}`));
  const pkg = openPackage(copy.bytes);
  const again = pkg.ok ? readAny(pkg.value, form) : pkg;
  if (!again.ok) {
    tally.wrong += 1;
    examples.push(`#${seed}: ${plainProblem(again.failure).message}`);
    return;
  }
  let lost = 0;
  const wrong: string[] = [];
  const found = new Map(
    again.value.items.map((item) => [`${item.sheet}\0${item.row === undefined ? '' : foldLabel(item.no)}`, item]),
  );
  for (const item of opened.items) {
    const other = found.get(`${item.sheet}\0${item.row === undefined ? '' : foldLabel(item.no)}`);
    for (const [path, field] of item.fields) {
      const now = other?.fields.get(path);
      if (now === undefined) lost += 1;
      else if (now.text !== field.text || now.cell !== copy.moved(field.sheet, field.cell))
        wrong.push(`${item.sheet} ${path} ${field.cell}→${now.cell}`);
    }
    const added = other === undefined ? 0 : [...other.fields.keys()].filter((path) => !item.fields.has(path)).length;
    if (added > 0) wrong.push(`${item.sheet} +${added}`);
  }
  const doubts = again.value.warnings.length > opened.warnings.length;
  if (wrong.length === 0 && lost === 0) tally.same += 1;
  else if (wrong.length === 0 && doubts) tally.asked += 1;
  else {
    tally.wrong += 1;
    examples.push(
      `#${seed}: ${wrong[0] ?? `${lost} fields lost without a word`} (${copy.what.join('; ').slice(0, 200)})`,
    );
  }
}

function tell(
  result: { readonly files: readonly CheckedFile[]; readonly disturbed: Tally },
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
