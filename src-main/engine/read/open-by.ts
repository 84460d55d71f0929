import type { Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import type { OpenedWorkbook } from '../types.ts';
import { openByDescription } from './any/as-workbook.ts';
import { openWorkbook, type OpenOptions } from './open.ts';

/** Opens a workbook as it was opened before: by a description, or by the first form. */
export const openBy = (
  bytes: Uint8Array,
  form: FormDescription | undefined,
  options: OpenOptions = {},
): Result<OpenedWorkbook, Failure> =>
  form === undefined ? openWorkbook(bytes, options) : openByDescription(bytes, form);
