import type { Failure, Place, Warning } from '../../../src-shared/failures/failures.ts';
import type { ItemSheet, SheetField, StoredValue } from '../../../src-shared/domain/item.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { openPackage } from '../package/open-package.ts';
import { PackageError } from '../package/package-error.ts';
import { typedNumber } from './cells/typed-number.ts';
import { contentFor, type NewContent } from './patch/content-for.ts';
import { countsFrom1904, serialIn } from './cells/date-system.ts';
import { setNumberFormats, type FormattedCell } from './cells/number-formats.ts';
import { PackageDraft } from './draft/package-draft.ts';
import { patchPackage } from './patch/patch-package.ts';
import { formatAddress, packedAddress } from '../book/address.ts';
import type { CellContent } from './cells/cell-content.ts';
import type { FieldEdit, OpenedWorkbook, PatchedWorkbook, PatchOptions } from '../types.ts';

type Written = PatchedWorkbook['written'][number];

/** Cells that a warning names; the rest is counted. */
const maxNamed = 20;

/**
 * The bytes of an opened workbook with some fields changed: only their cells, in only the parts that must change (and
 * what follows from it in formulas, see rollup/). The bytes have been read again and compared with what was meant; they
 * reach no disk here.
 *
 * An edit that says what the cell shows already changes nothing. Fails, with sheet and cell, for fields that are not
 * there, cells that are locked or hold a formula (without `unlock`), text longer than a cell holds, signed packages
 * (without `breakSignature`); then nothing is written at all.
 */
export function patchWorkbook(
  opened: OpenedWorkbook,
  edits: readonly FieldEdit[],
  options: PatchOptions = {},
): Result<PatchedWorkbook, Failure> {
  const writes = new Map<string, Map<number, CellContent>>();
  const written = new Map<SheetField, Written>();
  const warnings: Warning[] = [];
  /** Cells that take a number over from another workbook, with the format that it had there. */
  const formatted: FormattedCell[] = [];
  const touched = new Set<string>();
  let isFrom1904: boolean | undefined;
  const date1904 = (): boolean => (isFrom1904 ??= countsFrom1904(opened.package));
  for (const { item, field, text, stored } of lastEdits(opened, edits)) {
    if (item === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: text } });
    if (field === undefined)
      return err({ kind: 'unknown-field', reason: 'none', sheet: item.sheet, values: { field: text } });
    if (text === field.text && holds(field, stored)) continue;
    const place = { sheet: field.sheet ?? item.sheet, cell: field.cell };
    if (factsOf(field)?.traits.kind === 'computed')
      return err({ kind: 'computed', reason: 'field', ...place, values: { field: field.path } });
    if (field.formula !== undefined && !options.unlock) return err({ kind: 'locked', reason: 'formula', ...place });
    if (field.locked && !options.unlock) return err({ kind: 'locked', reason: 'cell', ...place });
    const made = attempt(() => contentOf(field, text, stored, date1904), place);
    if (!made.ok) return made;
    const part = field.part ?? item.key;
    const cells = writes.get(part) ?? new Map<number, CellContent>();
    cells.set(packedAddress(field.cell, 0, field.cell.length), made.value.content);
    writes.set(part, cells);
    if (stored?.kind === 'number') formatted.push({ part, cell: field.cell, format: stored.format });
    touched.add(item.key);
    written.set(field, { ...place, path: field.path });
    if (made.value.numberAsText) warnings.push({ kind: 'number-as-text', reason: 'text', ...place, values: { text } });
  }
  if (writes.size === 0) return ok({ bytes: opened.package.bytes, written: [], warnings });
  const patched = attempt(() => patchPackage(opened.package, writes, options), {});
  if (!patched.ok) return patched;
  const { stale } = patched.value;
  if (stale.length > 0) warnings.push({ kind: 'stale-formula', reason: 'some', values: { cells: namesOf(stale) } });
  const bytes = withFormats(patched.value.bytes, formatted);
  return ok({ bytes, written: inOrder(opened, written, touched), warnings });
}

/** The workbook with the formats of numbers that came in. */
function withFormats(bytes: Uint8Array, cells: readonly FormattedCell[]): Uint8Array {
  if (cells.length === 0) return bytes;
  const pkg = openPackage(bytes);
  if (!pkg.ok) throw new Error(`a patched workbook does not open: ${pkg.failure.kind}`);
  const draft = new PackageDraft(pkg.value);
  setNumberFormats(draft, cells);
  return draft.bytes();
}

/** A blank box of numbers takes a number in its own format; one that holds text keeps numbers as text. */
function contentOf(
  field: SheetField,
  text: string,
  stored: StoredValue | undefined,
  date1904: () => boolean,
): NewContent {
  const kind = factsOf(field)?.traits.kind;
  if (stored === undefined && field.raw.kind === 'blank' && (kind === 'number' || kind === 'percent')) {
    const lexical = typedNumber(text, field.format ?? 'General');
    if (lexical !== undefined) return { content: { kind: 'number', lexical }, numberAsText: false };
  }
  return contentFor(field.raw, text, stored, date1904);
}

interface ResolvedEdit {
  readonly item: ItemSheet | undefined;
  readonly field: SheetField | undefined;
  /** The new text; of an edit without item or field what it asked for. */
  readonly text: string;
  readonly stored?: StoredValue;
}

/** Whether a cell that shows the text already also holds what is to be stored for it. */
function holds({ raw }: SheetField, stored: StoredValue | undefined): boolean {
  if (stored?.kind === 'boolean') return raw.kind === 'boolean';
  return stored?.kind !== 'number' || (raw.kind === 'number' && raw.value === serialIn(raw.date1904 === true, stored));
}

/** The edits with their fields; of several for one field the last counts. */
function lastEdits(opened: OpenedWorkbook, edits: readonly FieldEdit[]): readonly ResolvedEdit[] {
  const items = new Map(opened.items.map((item) => [item.key, item]));
  const last = new Map<string, ResolvedEdit>();
  for (const edit of edits) {
    const item = items.get(edit.item);
    const field = item?.fields[edit.path];
    const text =
      item === undefined ? edit.item : field === undefined ? edit.path : edit.text.replaceAll(/\r\n?/g, '\n');
    last.set(`${edit.item}\n${edit.path}`, {
      item,
      field,
      text,
      ...(edit.stored === undefined ? {} : { stored: edit.stored }),
    });
  }
  return Array.from(last.values());
}

/** Runs what may throw a failure; the failure gets the place that it does not know itself. */
function attempt<T>(run: () => T, place: Place): Result<T, Failure> {
  try {
    return ok(run());
  } catch (error) {
    if (error instanceof PackageError) return err({ ...place, ...error.failure });
    throw error;
  }
}

function namesOf(cells: readonly { readonly sheet: string; readonly row: number; readonly column: number }[]): string {
  const named = cells.slice(0, maxNamed).map(({ sheet, row, column }) => `${sheet}!${formatAddress(row, column)}`);
  return cells.length > maxNamed ? `${named.join(', ')}, … (${cells.length})` : named.join(', ');
}

/** What was written, in the workbook's order; of a plan's 13,000 fields only those of the touched items are looked at. */
const inOrder = (
  opened: OpenedWorkbook,
  written: ReadonlyMap<SheetField, Written>,
  items: ReadonlySet<string>,
): readonly Written[] =>
  opened.items
    .filter((item) => items.has(item.key))
    .flatMap((item) => Object.values(item.fields).flatMap((field) => (field && written.get(field)) ?? []));
