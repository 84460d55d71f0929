import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { openPackage } from '../package/open-package.ts';
import type { OpenedWorkbook } from '../types.ts';
import { openByDescription } from './any/as-workbook.ts';
import { openByBest, preferredOver } from './any/choose-form.ts';
import { openWorkbook, type OpenOptions } from './open.ts';

/** Opens a workbook as it was opened before: by a description, or by the first form. */
export const openBy = (
  bytes: Uint8Array,
  form: FormDescription | undefined,
  options: OpenOptions = {},
): Result<OpenedWorkbook, Failure> =>
  form === undefined ? openWorkbook(bytes, options) : openByDescription(bytes, form);

/**
 * Opens a workbook of a form that is not known yet: by the first form, unless a registered one fits at least as well; else by the
 * registered one that fits best. Fails as `openWorkbook` does, with `no-items` where none fits, `ambiguous-form` where two do.
 */
export function openByAny(bytes: Uint8Array, forms: readonly FormDescription[]): Result<OpenedWorkbook, Failure> {
  const first = openWorkbook(bytes);
  if (forms.length === 0) return first;
  if (first.ok) return ok(preferredOver(first.value.package, first.value, forms) ?? first.value);
  if (first.failure.kind !== 'no-items') return first;
  const pkg = openPackage(bytes);
  if (!pkg.ok) return err(pkg.failure);
  return openByBest(pkg.value, forms) ?? first;
}
