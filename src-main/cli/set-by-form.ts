import { groupingKey } from '../../src-shared/domain/normal.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { AnyItem } from '../engine/read/any/any-item.ts';
import { setAny, type AnyEdit } from '../engine/write/set-any.ts';
import { sha256 } from '../files/read-file.ts';
import { UsageError, type CommandIo, type ExitStatus } from './command.ts';
import type { AnyInput } from './open-form.ts';
import { openInPlace, type Output } from './outputs.ts';
import { plainProblem, refuse } from './refuse.ts';
import { cellText, textFromFile } from './text-argument.ts';

/** An option of the command line as it was given, in order. */
export interface OptionToken {
  readonly kind: string;
  readonly name?: string;
  readonly value?: string | boolean | undefined;
}

type Asked =
  | { readonly path: string; readonly kind: 'text' | 'file'; readonly value: string }
  | { readonly path: string; readonly kind: 'mark'; readonly name: string; readonly on: boolean }
  | {
      readonly path: string;
      readonly kind: 'part';
      readonly name: string;
      readonly source: 'text' | 'file';
      readonly value: string;
    };

/**
 * What each `--field` asks for, in order: `--value TEXT` or `--value-file F`, `--mark NAME=on|off` (several), `--part NAME` with
 * its `--value` (several). Fields may also come first and their values after, as long as there are no marks and parts.
 */
export function askedOf(tokens: readonly OptionToken[]): readonly Asked[] {
  const given = tokens.flatMap(({ kind, name, value }) =>
    kind === 'option' && typeof value === 'string' ? [{ name, value }] : [],
  );
  const has = (name: string): boolean => given.some((one) => one.name === name);
  if (!has('field')) throw new UsageError('--field PATH is missing');
  return has('mark') || has('part') ? inOrder(given) : inPairs(given);
}

type Given = readonly { readonly name: string | undefined; readonly value: string }[];
const sourceOf = (name: string | undefined): 'text' | 'file' => (name === 'value-file' ? 'file' : 'text');

function inPairs(given: Given): readonly Asked[] {
  const fields = given.filter(({ name }) => name === 'field');
  const values = given.filter(({ name }) => name === 'value' || name === 'value-file');
  if (fields.length !== values.length) throw new UsageError('--field and --value (or --value-file) come in pairs');
  if (new Set(fields.map(({ value }) => value)).size < fields.length) throw new UsageError('a field is given twice');
  return fields.map(({ value: path }, i) => {
    const { name, value } = values[i] as Given[number];
    return { path, kind: sourceOf(name), value };
  });
}

function inOrder(given: Given): readonly Asked[] {
  const asked: Asked[] = [];
  let path: string | undefined;
  let part: string | undefined;
  let count = 0;
  const end = (): void => {
    if (part !== undefined) throw new UsageError('--part NAME needs a --value');
    if (path !== undefined && count === 0) throw new UsageError(`--field ${path} needs --value, --mark or --part`);
  };
  for (const { name, value } of given) {
    if (name === 'field') {
      end();
      path = value;
      count = 0;
      continue;
    }
    if (name !== 'mark' && name !== 'part' && name !== 'value' && name !== 'value-file') continue;
    if (path === undefined) throw new UsageError(`--${name} stands behind its --field`);
    count += 1;
    if (name === 'mark') asked.push({ path, kind: 'mark', ...markOf(value) });
    else if (name === 'part') {
      if (part !== undefined) throw new UsageError('--part NAME needs a --value');
      part = value;
    } else if (part === undefined) asked.push({ path, kind: sourceOf(name), value });
    else {
      asked.push({ path, kind: 'part', name: part, source: sourceOf(name), value });
      part = undefined;
    }
  }
  end();
  return asked;
}

function markOf(value: string): { readonly name: string; readonly on: boolean } {
  const at = value.lastIndexOf('=');
  const state = value.slice(at + 1);
  if (at <= 0 || (state !== 'on' && state !== 'off')) throw new UsageError('--mark NAME=on or --mark NAME=off');
  return { name: value.slice(0, at), on: state === 'on' };
}

export interface SetByForm {
  readonly file: string;
  readonly item: string;
  readonly sheet: string | undefined;
  readonly row: number | undefined;
  readonly out: Output | undefined;
  readonly outName: string | undefined;
  readonly unlock: boolean;
}

/** `set` for a workbook that was opened by a description. */
export async function setByForm(
  opened: AnyInput,
  asked: readonly Asked[],
  options: SetByForm,
  io: CommandIo,
): Promise<ExitStatus> {
  const item = chooseAnyItem(opened.items, options);
  if (!item.ok) return refuse(io, item.failure);
  const edits: AnyEdit[] = [];
  for (const one of asked) {
    const edit = await editOf(one, io);
    if (!edit.ok) return refuse(io, edit.failure);
    edits.push(edit.value);
  }
  const patched = setAny(opened, item.value, edits, { unlock: options.unlock });
  if (!patched.ok) return refuse(io, patched.failure);
  const { bytes, modified } = opened;
  const stamped = { bytes, stamp: { size: bytes.length, modified, sha256: sha256(bytes) } };
  const written = await (options.out ?? openInPlace(options.file, stamped)).write(patched.value.bytes);
  if (!written.ok) return refuse(io, written.failure);
  const warnings = patched.value.warnings.map(plainProblem);
  io.out(
    `${JSON.stringify({ file: options.outName ?? options.file, written: patched.value.written, ...written.value, warnings })}\n`,
  );
  return 0;
}

async function editOf(asked: Asked, io: CommandIo): Promise<Result<AnyEdit, Failure>> {
  if (asked.kind === 'mark') return ok(asked);
  const source = asked.kind === 'part' ? asked.source : asked.kind;
  const text = source === 'file' ? await textFromFile(asked.value, io) : ok(cellText(asked.value));
  if (!text.ok) return text;
  return ok(
    asked.kind === 'part'
      ? { path: asked.path, kind: 'part', name: asked.name, text: text.value }
      : { path: asked.path, kind: 'text', text: text.value },
  );
}

/** Numbers and sheet names compare after NFKC without white space. */

/** The item that `--item NO`, `--sheet NAME` and `--row N` mean; equal numbers are refused unless sheet or row decides. */
function chooseAnyItem(
  items: readonly AnyItem[],
  { item: no, sheet, row }: Pick<SetByForm, 'item' | 'sheet' | 'row'>,
): Result<AnyItem, Failure> {
  const numbered = items.filter((item) => groupingKey(item.no) === groupingKey(no));
  const onRow =
    row === undefined
      ? numbered
      : numbered.filter(
          (item) =>
            item.row === row ||
            [...item.fields.values()].some(
              (field) => field.sheet !== item.sheet && field.cell.replace(/^[A-Z]+/, '') === String(row),
            ),
        );
  const onSheet = sheet === undefined ? onRow : onRow.filter((item) => item.sheet === sheet);
  const matches =
    sheet !== undefined && onSheet.length === 0
      ? onRow.filter((item) => groupingKey(item.sheet) === groupingKey(sheet))
      : onSheet;
  const [first, ...others] = matches;
  if (first === undefined)
    return err({ kind: 'unknown-item', reason: 'none', values: { no }, ...(sheet === undefined ? {} : { sheet }) });
  if (others.length > 0) {
    const sheets = matches
      .map((item) => (item.row === undefined ? item.sheet : `${item.sheet} ${item.row}`))
      .join('、');
    return err({ kind: 'ambiguous-item', reason: 'several', values: { no, sheets } });
  }
  return ok(first);
}
