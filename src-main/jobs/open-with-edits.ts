import type { Failure } from '../../src-shared/failures/failures.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { openWorkbook, type OpenOptions } from '../engine/read/open.ts';
import { patchWorkbook } from '../engine/write/save.ts';
import { rowsForEdits } from '../engine/write/rows/rows-for-edits.ts';
import type { FieldEdit, OpenedWorkbook } from '../engine/types.ts';

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
