import type { Failure } from '../../src-shared/failures.ts';
import type { Result } from '../../src-shared/result.ts';
import { openWorkbook, type OpenOptions } from '../workbook/open.ts';
import { patchWorkbook } from '../workbook/save.ts';
import { rowsForEdits } from '../workbook/structure/rows/rows-for-edits.ts';
import type { FieldEdit, OpenedWorkbook } from '../workbook/types.ts';

/** The workbook as it would be saved now; nothing is written, so locked boxes with drafts show them too. */
export function openWithEdits(
  bytes: Uint8Array,
  edits: readonly FieldEdit[],
  options: OpenOptions = {},
): Result<OpenedWorkbook, Failure> {
  const opened = openWorkbook(bytes, options);
  if (!opened.ok || edits.length === 0) return opened;
  const rows = rowsForEdits(opened.value, edits, { unlock: true });
  if (!rows.ok) return rows;
  const patched = patchWorkbook(rows.value.opened, rows.value.edits, { unlock: true });
  return patched.ok ? openWorkbook(patched.value.bytes, options) : patched;
}
