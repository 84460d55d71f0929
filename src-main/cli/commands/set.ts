import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { mayGoByForm } from '../may-go-by-form.ts';
import { sha256, type StampedFile } from '../../files/read-file.ts';
import { openWorkbook } from '../../engine/read/open.ts';
import type { FieldEdit } from '../../engine/types.ts';
import { onePositional, parseArguments } from '../arguments.ts';
import { chooseItem } from '../choose-item.ts';
import { UsageError, type Command, type CommandIo, type ExitStatus } from '../command.ts';
import type { AnyInput } from '../open-form.ts';
import { openInput, type InputWorkbook } from '../open-input.ts';
import type { OptionToken } from '../set-by-form.ts';
import { plainProblem, refuse } from '../refuse.ts';
import { cellText, textFromFile } from '../text-argument.ts';

const options = {
  item: { type: 'string' },
  sheet: { type: 'string' },
  field: { type: 'string', multiple: true },
  value: { type: 'string', multiple: true },
  'value-file': { type: 'string', multiple: true },
  out: { type: 'string' },
  overwrite: { type: 'boolean' },
  unlock: { type: 'boolean' },
  'remove-row': { type: 'string', multiple: true },
  form: { type: 'string' },
  row: { type: 'string' },
  mark: { type: 'string', multiple: true },
  part: { type: 'string', multiple: true },
  grow: { type: 'boolean' },
} as const;

interface Assignment {
  readonly field: string;
  readonly source: 'value' | 'value-file';
  readonly value: string;
}

/**
 * `set FILE --item NO --field PATH --value TEXT …`: patches fields of one item, the whole file or nothing. A step or indicator
 * one past the last adds a row; `--remove-row` removes rows first, by the numbers they have in the file. `--grow` raises rows
 * of the item so that no text is cut.
 */
export const command: Command = {
  name: 'set',
  usage:
    'set FILE [--form FORM.json] --item NO --field PATH (--value TEXT | --value-file F|- | --mark NAME=on|off | --part NAME --value TEXT) … [--remove-row steps.N|indicators.N] [--sheet NAME] [--row N] [--unlock] [--grow] [--out OUT [--overwrite]]',
  async run(args, io) {
    const { values, positionals, tokens } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if (values.item === undefined) throw new UsageError('--item NO is missing');
    const removeRows = values['remove-row'] ?? [];
    if ([values.form, values.row, values.mark, values.part].some((value) => value !== undefined)) {
      const done = await ofOtherForm(file, values, tokens, io);
      if (done !== undefined) return done;
      throw new UsageError('--row, --mark and --part need --form FORM.json, or a registered form that fits');
    }
    const assignments = pairs(tokens, removeRows.length > 0);
    const out = await outputOf(file, values.out, values.overwrite);
    if (out?.ok === false) return refuse(io, out.failure);
    const opened = await openInput(file);
    const other = mayGoByForm(file, opened)
      ? await (await import('../open-form.ts')).openByKnown(file, opened)
      : undefined;
    if (other !== undefined) return setOther(file, other, values, tokens, io);
    if (!opened.ok) return refuse(io, opened.failure);
    const item = chooseItem(opened.value.items, values.item, values.sheet);
    if (!item.ok) return refuse(io, item.failure);
    const { rowsForFields } = await import('../../engine/write/rows/rows-for-fields.ts');
    const unlock = values.unlock === true;
    const rows = rowsForFields(
      opened.value,
      item.value.key,
      assignments.map(({ field }) => field),
      removeRows,
      { unlock },
    );
    if (!rows.ok) return refuse(io, rows.failure);
    const target = rows.value.opened.items.find(({ key }) => key === item.value.key) ?? item.value;
    const edits = await editsOf(target, assignments, io);
    if (!edits.ok) return refuse(io, edits.failure);

    const { patchWorkbook } = await import('../../engine/write/save.ts');
    const patched = patchWorkbook(rows.value.opened, edits.value, { unlock });
    if (!patched.ok) return refuse(io, patched.failure);
    const grown =
      values.grow === true
        ? await grow(patched.value.bytes, item.value.key)
        : ok({ bytes: patched.value.bytes, grown: [] });
    if (!grown.ok) return refuse(io, grown.failure);
    const { openInPlace } = await import('../outputs.ts');
    const written = await (out?.value ?? openInPlace(file, stamped(opened.value))).write(grown.value.bytes);
    if (!written.ok) return refuse(io, written.failure);
    const warnings = patched.value.warnings.map(plainProblem);
    const { added, removed } = rows.value;
    const changed = {
      ...(added.length > 0 ? { added } : {}),
      ...(removed.length > 0 ? { removed } : {}),
      ...(values.grow === true ? { grown: grown.value.grown } : {}),
    };
    io.out(
      `${JSON.stringify({ file: values.out ?? file, written: patched.value.written, ...changed, ...written.value, warnings })}\n`,
    );
    return 0;
  },
};

interface OptionValues {
  readonly item?: string;
  readonly sheet?: string;
  readonly form?: string;
  readonly row?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly unlock?: boolean;
  readonly grow?: boolean;
  readonly 'remove-row'?: readonly string[];
}

/** `set` by a description: the one that `--form` names, else the one that the workbook goes by; `undefined` for the first form. */
async function ofOtherForm(
  file: string,
  values: OptionValues,
  tokens: readonly OptionToken[],
  io: CommandIo,
): Promise<ExitStatus | undefined> {
  const { form } = values;
  const { openByForm, openByKnown } = await import('../open-form.ts');
  rowOf(values);
  const opened = form === undefined ? await openByKnown(file, await openInput(file)) : await openByForm(file, form);
  return opened === undefined ? undefined : setOther(file, opened, values, tokens, io);
}

function rowOf({ row }: OptionValues): number | undefined {
  const rowNumber = row === undefined ? undefined : Number(row);
  if (rowNumber !== undefined && !(Number.isInteger(rowNumber) && rowNumber > 0))
    throw new UsageError('--row N is a row of the sheet');
  return rowNumber;
}

/** `set` in a workbook that a description opened, or could not. */
async function setOther(
  file: string,
  opened: Result<AnyInput, Failure>,
  values: OptionValues,
  tokens: readonly OptionToken[],
  io: CommandIo,
): Promise<ExitStatus> {
  if (values.grow === true || values['remove-row'] !== undefined)
    throw new UsageError('--grow and --remove-row are for the first form');
  const { askedOf, setByForm } = await import('../set-by-form.ts');
  const asked = askedOf(tokens);
  const out = await outputOf(file, values.out, values.overwrite);
  if (out?.ok === false) return refuse(io, out.failure);
  if (!opened.ok) return refuse(io, opened.failure);
  const item = values.item as string;
  const where = { file, item, sheet: values.sheet, row: rowOf(values), out: out?.value, outName: values.out };
  return setByForm(opened.value, asked, { ...where, unlock: values.unlock === true }, io);
}

/** The file named by `--out`; `undefined` for writing in place, which `--out FILE` means too. */
async function outputOf(file: string, out: string | undefined, overwrite: boolean | undefined) {
  if (out === undefined) return undefined;
  const { isSameFile, openOutput } = await import('../outputs.ts');
  if (await isSameFile(out, file)) return undefined;
  return openOutput(out, { kind: 'workbook', option: '--out', inputs: [], overwrite });
}

/** The file as it was read, for telling later whether it still is. */
const stamped = ({ bytes, modified }: InputWorkbook): StampedFile => ({
  bytes,
  stamp: { size: bytes.length, modified, sha256: sha256(bytes) },
});

async function grow(bytes: Uint8Array, key: string) {
  const { growBoxes } = await import('../../engine/write/grow/grow-boxes.ts');
  const opened = openWorkbook(bytes);
  return opened.ok ? growBoxes(opened.value, [key]) : opened;
}

/** Each `--field` with the value that follows it; the n-th field takes the n-th value. */
function pairs(
  tokens: readonly { readonly kind: string; readonly name?: string; readonly value?: string | boolean | undefined }[],
  mayBeNone: boolean,
): readonly Assignment[] {
  const fields: string[] = [];
  const given: Pick<Assignment, 'source' | 'value'>[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option' || typeof token.value !== 'string') continue;
    if (token.name === 'field') fields.push(token.value);
    else if (token.name === 'value' || token.name === 'value-file')
      given.push({ source: token.name, value: token.value });
  }
  if (fields.length === 0 && !mayBeNone) throw new UsageError('--field PATH is missing');
  if (fields.length !== given.length) throw new UsageError('--field and --value (or --value-file) come in pairs');
  if (new Set(fields).size < fields.length) throw new UsageError('a field is given twice');
  if (given.filter(({ source, value }) => source === 'value-file' && value === '-').length > 1) {
    throw new UsageError('standard input can be read once only');
  }
  return fields.map((field, index) => ({ field, ...(given[index] as Pick<Assignment, 'source' | 'value'>) }));
}

async function editsOf(
  item: ItemSheet,
  assignments: readonly Assignment[],
  io: CommandIo,
): Promise<Result<readonly FieldEdit[], Failure>> {
  const edits: FieldEdit[] = [];
  for (const { field, source, value } of assignments) {
    if (!Object.hasOwn(item.fields, field) || item.fields[field] === undefined) {
      return err({ kind: 'unknown-field', reason: 'none', sheet: item.sheet, values: { field } });
    }
    const text = source === 'value' ? ok(cellText(value)) : await textFromFile(value, io);
    if (!text.ok) return text;
    edits.push({ item: item.key, path: field, text: text.value });
  }
  return ok(edits);
}
