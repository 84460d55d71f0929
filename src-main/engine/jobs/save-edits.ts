import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { openBy } from '../read/open-by.ts';
import type { OpenOptions } from '../read/open.ts';
import type { FieldEdit, OpenedWorkbook, PatchOptions } from '../types.ts';
import { growBoxes, grownWarnings } from '../write/grow/grow-boxes.ts';
import { rowsForEdits } from '../write/rows/rows-for-edits.ts';
import { patchWorkbook } from '../write/save.ts';

/** A workbook with edits in it, read again. */
export interface SavedEdits {
  readonly opened: OpenedWorkbook;
  readonly warnings: readonly Warning[];
}

/**
 * The chain of saving: rows that the edits need or give up, the cells, and the new bytes read again and compared with what was
 * typed; with `grow` rows of the touched items then grow so that no text is cut. Nothing is written to disk. Fails whole.
 */
export function saveEdits(
  opened: OpenedWorkbook,
  edits: readonly FieldEdit[],
  options: PatchOptions & { readonly grow?: boolean },
  reading: OpenOptions = {},
): Result<SavedEdits, Failure> {
  const form = opened.byForm?.description;
  const rows = form === undefined ? rowsForEdits(opened, edits, options) : ok({ opened, edits });
  if (!rows.ok) return rows;
  const patched = patchWorkbook(rows.value.opened, rows.value.edits, options);
  if (!patched.ok) return patched;
  const again = openBy(patched.value.bytes, form, reading);
  if (!again.ok || !holds(again.value, rows.value.edits)) return err({ kind: 'write-failed', reason: 'check' });
  const warnings = [...again.value.warnings, ...patched.value.warnings];
  if (options.grow !== true) return ok({ opened: again.value, warnings });
  const grown = growBoxes(again.value, [...new Set(edits.map(({ item }) => item))]);
  return grown.ok
    ? ok({ opened: grown.value.opened, warnings: [...warnings, ...grownWarnings(grown.value.grown)] })
    : grown;
}

/** The last check before a file is replaced: the new one, read again, says what was typed. */
function holds(workbook: OpenedWorkbook, edits: readonly FieldEdit[]): boolean {
  const texts = new Map(edits.map((edit) => [`${edit.item}\n${edit.path}`, edit]));
  return [...texts.values()].every(({ item, path, text }) => {
    const field = workbook.items.find((sheet) => sheet.key === item)?.fields[path];
    // A number is shown in its cell's format (`0.85` as `85.0%`): the patch itself has checked its value.
    return field !== undefined && (field.text === text.replaceAll(/\r\n?/g, '\n') || field.raw.kind === 'number');
  });
}
