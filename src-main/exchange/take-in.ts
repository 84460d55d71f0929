import type { Failure, Warning } from '../../src-shared/failures.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { markDescent } from '../workbook/exchange-parts/exchange-parts.ts';
import { openPackage } from '../workbook/package/open-package.ts';
import { patchWorkbook } from '../workbook/save.ts';
import type { FieldEdit } from '../workbook/types.ts';
import type { ExchangedWorkbook } from './open-exchanged.ts';

export interface TakenIn {
  readonly bytes: Uint8Array;
  readonly written: readonly FieldEdit[];
  /** Edits that the workbook cannot hold: they stay for a person to decide. */
  readonly refused: readonly FieldEdit[];
  readonly warnings: readonly Warning[];
}

/**
 * Writes the taken texts into the master. The collecting section is in charge of the form, so locked boxes are written
 * too; formulas are never replaced (the state calls them conflicts). A text that a box cannot hold does not stop the rest.
 *
 * @param descends the returned files that the result was made from; noted in the workbook when given.
 */
export function takeIn(
  master: ExchangedWorkbook,
  edits: readonly FieldEdit[],
  descends: readonly string[] | undefined,
): Result<TakenIn, Failure> {
  const refused: FieldEdit[] = [];
  let rest = edits;
  for (;;) {
    const patched = patchWorkbook(master.opened, rest, { unlock: true });
    if (patched.ok) {
      const bytes = descends === undefined ? patched.value.bytes : withDescent(patched.value.bytes, master, descends);
      return ok({ bytes, written: rest, refused, warnings: patched.value.warnings });
    }
    const culprit = rest.find((edit) => isAt(master, edit, patched.failure));
    if (culprit === undefined) return err(patched.failure);
    refused.push(culprit);
    rest = rest.filter((edit) => edit !== culprit);
  }
}

function isAt(master: ExchangedWorkbook, edit: FieldEdit, failure: Failure): boolean {
  const item = master.opened.items.find((candidate) => candidate.key === edit.item);
  return item !== undefined && item.sheet === failure.sheet && item.fields[edit.path]?.cell === failure.cell;
}

function withDescent(bytes: Uint8Array, master: ExchangedWorkbook, descends: readonly string[]): Uint8Array {
  const hashes = [...new Set([...master.marks.descends, ...descends])];
  if (hashes.every((hash) => master.marks.descends.includes(hash))) return bytes;
  const pkg = openPackage(bytes);
  if (!pkg.ok) throw new Error(`a patched workbook does not open: ${pkg.failure.kind}`);
  return markDescent(pkg.value, hashes);
}
