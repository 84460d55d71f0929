import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { fieldOf, rowCount } from '../../../src-shared/form/rows.ts';
import { markDescent } from '../../engine/write/marks/exchange-parts.ts';
import { openPackage } from '../../engine/package/open-package.ts';
import { PackageDraft } from '../../engine/write/draft/package-draft.ts';
import { patchWorkbook } from '../../engine/write/save.ts';
import { rowsForEdits, type RowsForEdits } from '../../engine/write/rows/rows-for-edits.ts';
import type { FieldEdit } from '../../engine/types.ts';
import type { ExchangedWorkbook } from './open-exchanged.ts';
import { rowOf } from '../../../src-shared/form/rows.ts';

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
  // Of other forms no list grows by itself: what stands behind its last row is told, never taken.
  const rows = master.any === undefined ? withRows(master, edits, refused) : ok({ opened: master.opened, edits });
  if (!rows.ok) return rows;
  let rest = rows.value.edits;
  for (;;) {
    const patched = patchWorkbook(rows.value.opened, rest, { unlock: true });
    if (patched.ok) {
      const bytes = withDescent(patched.value.bytes, newDescent(master, descends));
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
  const place = item && rowOf(item, path);
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
  const field = item?.fields[edit.path];
  return field !== undefined && (field.sheet ?? item?.sheet) === failure.sheet && field.cell === failure.cell;
}

/** The workbook with what it was made from. */
function withDescent(bytes: Uint8Array, descent: readonly string[] | undefined): Uint8Array {
  if (descent === undefined) return bytes;
  const pkg = openPackage(bytes);
  if (!pkg.ok) throw new Error(`a patched workbook does not open: ${pkg.failure.kind}`);
  const draft = new PackageDraft(pkg.value);
  markDescent(draft, descent);
  return draft.bytes();
}

/** All that the master descends from when something is added to it. */
function newDescent(
  { marks: { descends: known } }: ExchangedWorkbook,
  added: readonly string[] | undefined,
): readonly string[] | undefined {
  const hashes = [...new Set([...known, ...(added ?? [])])];
  return hashes.every((hash) => known.includes(hash)) ? undefined : hashes;
}
