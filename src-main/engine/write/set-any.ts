import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { withBlank, withMark } from '../../../src-shared/form/edit-value.ts';
import { chosenInText } from '../../../src-shared/form/values.ts';
import type { AnyField, AnyItem, OpenedAny } from '../read/any/any-item.ts';
import { formatAddress, packedAddress } from '../book/address.ts';
import { PackageError } from '../package/package-error.ts';
import type { PatchOptions } from '../types.ts';
import type { CellContent } from './cells/cell-content.ts';
import { typedNumber } from './cells/typed-number.ts';
import { contentFor, type NewContent } from './patch/content-for.ts';
import { patchPackage } from './patch/patch-package.ts';

/** What is asked of one field: its whole text, one mark, or one blank of it. */
export type AnyEdit =
  | { readonly path: string; readonly kind: 'text'; readonly text: string }
  | { readonly path: string; readonly kind: 'mark'; readonly name: string; readonly on: boolean }
  | { readonly path: string; readonly kind: 'part'; readonly name: string; readonly text: string };

export interface PatchedAny {
  readonly bytes: Uint8Array;
  readonly written: readonly { readonly sheet: string; readonly cell: string; readonly path: string }[];
  readonly warnings: readonly Warning[];
}

/**
 * The workbook's bytes with fields of one item changed, as `patchWorkbook` does for the first form: their cells alone, everything
 * else byte for byte. Fails for fields that are not there, computed or locked ones, marks and blanks that the text does not have.
 */
export function setAny(
  opened: OpenedAny,
  item: AnyItem,
  edits: readonly AnyEdit[],
  options: PatchOptions = {},
): Result<PatchedAny, Failure> {
  const texts = new Map<AnyField, string>();
  for (const edit of edits) {
    const field = item.fields.get(edit.path);
    if (field === undefined)
      return err({ kind: 'unknown-field', reason: 'none', sheet: item.sheet, values: { field: edit.path } });
    const place = { sheet: field.sheet, cell: field.cell };
    if (field.traits.kind === 'computed')
      return err({ kind: 'computed', reason: 'field', ...place, values: { field: edit.path } });
    if (field.formula !== undefined && !options.unlock) return err({ kind: 'locked', reason: 'formula', ...place });
    if (field.locked && !options.unlock) return err({ kind: 'locked', reason: 'cell', ...place });
    const text = editedText(texts.get(field) ?? field.text, field, edit);
    if (!text.ok) return text;
    texts.set(field, text.value);
  }
  return write(opened, texts, options);
}

function write(
  opened: OpenedAny,
  texts: ReadonlyMap<AnyField, string>,
  options: PatchOptions,
): Result<PatchedAny, Failure> {
  const writes = new Map<string, Map<number, CellContent>>();
  const written: PatchedAny['written'][number][] = [];
  const warnings: Warning[] = [];
  for (const [field, text] of texts) {
    if (text === field.text) continue;
    const place = { sheet: field.sheet, cell: field.cell };
    const made = attempt(() => contentOf(field, text), place);
    if (!made.ok) return made;
    const cells = writes.get(field.part) ?? new Map<number, CellContent>();
    cells.set(packedAddress(field.cell, 0, field.cell.length), made.value.content);
    writes.set(field.part, cells);
    written.push({ ...place, path: field.path });
    if (made.value.numberAsText) warnings.push({ kind: 'number-as-text', reason: 'text', ...place, values: { text } });
  }
  if (writes.size === 0) return ok({ bytes: opened.package.bytes, written, warnings });
  const patched = attempt(() => patchPackage(opened.package, writes, options), {});
  if (!patched.ok) return patched;
  const { bytes, stale } = patched.value;
  if (stale.length > 0) {
    const cells = stale
      .slice(0, 20)
      .map(({ sheet, row, column }) => `${sheet}!${formatAddress(row, column)}`)
      .join(', ');
    warnings.push({ kind: 'stale-formula', reason: 'some', values: { cells } });
  }
  return ok({ bytes, written, warnings });
}

/** A blank box of numbers takes a number in its own format; one that holds text keeps numbers as text. */
function contentOf(field: AnyField, text: string): NewContent {
  const { kind } = field.traits;
  if (field.raw.kind === 'blank' && (kind === 'number' || kind === 'percent')) {
    const lexical = typedNumber(text, field.format ?? 'General');
    if (lexical !== undefined) return { content: { kind: 'number', lexical }, numberAsText: false };
  }
  return contentFor(field.raw, text);
}

/** The whole text after the edit; of marks and blanks every other character stays. */
function editedText(text: string, field: AnyField, edit: AnyEdit): Result<string, Failure> {
  switch (edit.kind) {
    case 'text':
      return ok(edit.text.replaceAll(/\r\n?/g, '\n'));
    case 'mark': {
      const marked = withMark(text, field.traits, field.label, edit);
      return 'text' in marked
        ? ok(marked.text)
        : err(unknown(field, unknownMark(text, field, edit.name), marked.known));
    }
    case 'part': {
      const filled = withBlank(text, field.traits, edit.name, edit.text.replaceAll(/\r\n?/g, '\n'));
      const names = (field.traits.blanks ?? []).map(({ name }) => name);
      return filled === undefined ? err(unknown(field, edit.name, names)) : ok(filled);
    }
  }
}

/** Of several choices in one text what is none of them is named, else what was asked for. */
function unknownMark(text: string, { traits }: AnyField, name: string): string {
  const { marks, choices } = traits;
  if (marks?.separator === undefined || choices === undefined) return name;
  const { rest } = chosenInText(text, choices, marks.separator);
  return rest === '' ? name : rest;
}

const unknown = (field: AnyField, name: string, names: readonly string[]): Failure => ({
  kind: 'unknown-mark',
  reason: 'none',
  sheet: field.sheet,
  cell: field.cell,
  values: { field: field.path, name, names: names.join('、') },
});

function attempt<T>(run: () => T, place: object): Result<T, Failure> {
  try {
    return ok(run());
  } catch (error) {
    if (error instanceof PackageError) return err({ ...place, ...error.failure });
    throw error;
  }
}
