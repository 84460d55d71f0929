import type { Failure } from '../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { openBy } from '../engine/read/open-by.ts';
import type { OpenOptions } from '../engine/read/open.ts';
import { saveEdits } from '../engine/jobs/save-edits.ts';
import type { FieldEdit, OpenedWorkbook } from '../engine/types.ts';

/** The workbook as it would be saved now; nothing is written, so locked boxes with drafts show them too. */
export function openWithEdits(
  bytes: Uint8Array,
  edits: readonly FieldEdit[],
  { form, ...options }: OpenOptions & { readonly form?: FormDescription | undefined } = {},
): Result<OpenedWorkbook, Failure> {
  const opened = openBy(bytes, form, options);
  if (!opened.ok || edits.length === 0) return opened;
  const saved = saveEdits(opened.value, edits, { unlock: true }, options);
  return saved.ok ? ok(saved.value.opened) : saved;
}
