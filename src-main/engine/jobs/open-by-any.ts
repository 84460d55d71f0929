import { ok, err, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { parseDescription } from '../../../src-shared/form/check-description.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { openPackage } from '../package/open-package.ts';
import { openByDescription } from '../read/any/as-workbook.ts';
import { openByBest, preferredOver } from '../read/any/choose-form.ts';
import { openWorkbook, type OpenOptions } from '../read/open.ts';
import type { OpenedWorkbook } from '../types.ts';
import { readCarriedForm } from '../write/marks/exchange-parts.ts';

/** The description that a sent workbook carries; it is used for this workbook alone, and registered nowhere. */
function carriedForm(bytes: Uint8Array, first: Result<OpenedWorkbook, Failure>): FormDescription | undefined {
  if (first.ok ? first.value.plan.planId === undefined : first.failure.kind !== 'no-items') return undefined;
  const pkg = first.ok ? ok(first.value.package) : openPackage(bytes);
  const text = pkg.ok ? readCarriedForm(pkg.value) : undefined;
  const parsed = text === undefined ? undefined : parseDescription(text);
  return parsed?.ok === true ? parsed.value : undefined;
}

/** What a workbook was opened by, where it brings a description of its own that nobody here has agreed to. */
export interface OpenedByAny {
  readonly opened: OpenedWorkbook;
  /** `differs`: the registered form of this id says otherwise, and it was opened by that one. */
  readonly carried?: { readonly description: FormDescription; readonly differs: boolean };
}

/**
 * Opens a workbook of a form that is not known yet: by the registered form of the id that it carries, else by the description that
 * it carries, which a person is asked about before it counts for anything else; by the first form, unless a registered one fits at
 * least as well; else by the registered one that fits best. Fails as `openWorkbook` does, with `no-items` where none fits,
 * `ambiguous-form` where two do.
 */
export function openByAny(
  bytes: Uint8Array,
  forms: readonly FormDescription[],
  reading: OpenOptions = {},
): Result<OpenedByAny, Failure> {
  const first = openWorkbook(bytes, reading);
  const carried = carriedForm(bytes, first);
  const own = carried === undefined ? undefined : openByCarried(bytes, carried, forms);
  if (own !== undefined) return ok(own);
  const alone = (opened: Result<OpenedWorkbook, Failure>): Result<OpenedByAny, Failure> =>
    opened.ok ? ok({ opened: opened.value }) : opened;
  if (forms.length === 0) return alone(first);
  if (first.ok) return ok({ opened: preferredOver(first.value.package, first.value, forms) ?? first.value });
  if (first.failure.kind !== 'no-items') return first;
  const pkg = openPackage(bytes);
  if (!pkg.ok) return err(pkg.failure);
  return alone(openByBest(pkg.value, forms) ?? first);
}

function openByCarried(
  bytes: Uint8Array,
  carried: FormDescription,
  forms: readonly FormDescription[],
): OpenedByAny | undefined {
  const registered = forms.find(({ id }) => id === carried.id);
  const differs = registered !== undefined && JSON.stringify(registered) !== JSON.stringify(carried);
  const agreed = registered === undefined ? undefined : openByDescription(bytes, registered);
  if (agreed?.ok === true)
    return { opened: agreed.value, ...(differs ? { carried: { description: carried, differs } } : {}) };
  const own = openByDescription(bytes, carried);
  return own.ok ? { opened: own.value, carried: { description: carried, differs } } : undefined;
}
