import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { fieldOf, rowCount } from '../../../src-shared/domain/rows.ts';
import { markDescent } from '../../engine/write/marks/exchange-parts.ts';
import { openPackage } from '../../engine/package/open-package.ts';
import { setNumberFormats, type FormattedCell } from '../../engine/write/cells/number-formats.ts';
import { PackageDraft } from '../../engine/write/draft/package-draft.ts';
import { patchWorkbook } from '../../engine/write/save.ts';
import { rowsForEdits, type RowsForEdits } from '../../engine/write/rows/rows-for-edits.ts';
import type { FieldEdit } from '../../engine/types.ts';
import type { ExchangedWorkbook } from './open-exchanged.ts';
import { rowOfPath } from './rows-to-come.ts';

export interface TakenIn {
  readonly bytes: Uint8Array;
  readonly written: readonly FieldEdit[];
  /** Edits that the workbook cannot hold: they stay for a person to decide. */
  readonly refused: readonly FieldEdit[];
  readonly warnings: readonly Warning[];
}

/**
 * Writes the taken texts into the master, with the rows that they need below the last ones of 取組工程 and 指標. The
 * collecting section is in charge of the form, so locked boxes are written too; formulas are never replaced (the state calls
 * them conflicts). A text that a box cannot hold, or a row that the form cannot take, does not stop the rest.
 *
 * @param descends the returned files that the result was made from; noted in the workbook when given.
 */
export function takeIn(
  master: ExchangedWorkbook,
  edits: readonly FieldEdit[],
  descends: readonly string[] | undefined,
): Result<TakenIn, Failure> {
  const refused: FieldEdit[] = [];
  const rows = withRows(master, edits, refused);
  if (!rows.ok) return rows;
  let rest = rows.value.edits;
  for (;;) {
    const patched = patchWorkbook(rows.value.opened, rest, { unlock: true });
    if (patched.ok) {
      const shown = withNumberFormats(patched.value.bytes, rows.value, rest);
      const bytes = descends === undefined ? shown : withDescent(shown, master, descends);
      return ok({ bytes, written: rest, refused, warnings: patched.value.warnings });
    }
    const culprit = rest.find((edit) => isAt(rows.value, edit, patched.failure));
    if (culprit === undefined) return err(patched.failure);
    refused.push(culprit);
    rest = rest.filter((edit) => edit !== culprit);
  }
}

/** The master with the rows that the edits need. Where the form takes no more of them, that list's new rows are refused. */
function withRows(
  master: ExchangedWorkbook,
  edits: readonly FieldEdit[],
  refused: FieldEdit[],
): Result<RowsForEdits, Failure> {
  let rest = edits;
  for (;;) {
    const rows = rowsForEdits(master.opened, rest, { unlock: true });
    if (rows.ok) return rows;
    const list = rest
      .map((edit) => listToCome(master, edit))
      .find((one) => one !== undefined && !takesRows(master, rest, one));
    if (list === undefined) return rows;
    const culprits = rest.filter((edit) => listToCome(master, edit) === list);
    refused.push(...culprits);
    rest = rest.filter((edit) => !culprits.includes(edit));
  }
}

/** The list, with its item, whose row to come an edit is for. */
function listToCome({ opened }: ExchangedWorkbook, { item: key, path }: FieldEdit): string | undefined {
  const item = opened.items.find((one) => one.key === key);
  const place = rowOfPath(path);
  if (
    item === undefined ||
    place === undefined ||
    place.row < rowCount(item, place.block) ||
    fieldOf(item, path) === undefined
  )
    return undefined;
  return `${key}\n${place.block}`;
}

const takesRows = (master: ExchangedWorkbook, edits: readonly FieldEdit[], list: string): boolean =>
  rowsForEdits(
    master.opened,
    edits.filter((edit) => listToCome(master, edit) === list),
    { unlock: true },
  ).ok;

function isAt({ opened }: RowsForEdits, edit: FieldEdit, failure: Failure): boolean {
  const item = opened.items.find((candidate) => candidate.key === edit.item);
  return item !== undefined && item.sheet === failure.sheet && item.fields[edit.path]?.cell === failure.cell;
}

/** The workbook with the formats of the numbers that came in (set-number-formats). */
function withNumberFormats(bytes: Uint8Array, { opened }: RowsForEdits, edits: readonly FieldEdit[]): Uint8Array {
  const cells = edits.flatMap(({ item: key, path, stored }): FormattedCell[] => {
    const field = opened.items.find((item) => item.key === key)?.fields[path];
    return stored?.kind === 'number' && field !== undefined
      ? [{ part: key, cell: field.cell, format: stored.format }]
      : [];
  });
  if (cells.length === 0) return bytes;
  const pkg = openPackage(bytes);
  if (!pkg.ok) throw new Error(`a patched workbook does not open: ${pkg.failure.kind}`);
  const draft = new PackageDraft(pkg.value);
  setNumberFormats(draft, cells);
  return draft.bytes();
}

function withDescent(bytes: Uint8Array, master: ExchangedWorkbook, descends: readonly string[]): Uint8Array {
  const hashes = [...new Set([...master.marks.descends, ...descends])];
  if (hashes.every((hash) => master.marks.descends.includes(hash))) return bytes;
  const pkg = openPackage(bytes);
  if (!pkg.ok) throw new Error(`a patched workbook does not open: ${pkg.failure.kind}`);
  return markDescent(pkg.value, hashes);
}
