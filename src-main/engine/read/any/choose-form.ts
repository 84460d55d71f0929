import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../../src-shared/domain/result.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../../types.ts';
import { readByDescription } from './as-workbook.ts';
import { bestOf, fitOf, isAsGood } from './best-fit.ts';

/** Fails as reading does: with anything but «no sheet fits», which only means another form. */
function fitting(pkg: WorkbookPackage, forms: readonly FormDescription[]): Result<readonly OpenedWorkbook[], Failure> {
  const found: OpenedWorkbook[] = [];
  for (const form of forms) {
    const opened = readByDescription(pkg, form);
    if (opened.ok) found.push(opened.value);
    else if (opened.failure.kind !== 'no-items') return opened;
  }
  return ok(found);
}

/** The workbook by the form that fits best. `undefined`: none does. Two that fit equally are refused. */
export function openByBest(
  pkg: WorkbookPackage,
  forms: readonly FormDescription[],
): Result<OpenedWorkbook, Failure> | undefined {
  const found = fitting(pkg, forms);
  return found.ok ? bestOf(found.value.map(fitOf)) : found;
}

/**
 * The registered form by which a workbook of the first form is read instead, where it fits as well. `undefined`: the first form
 * reads it, as it does every workbook that a plan sent.
 */
export function preferredOver(
  pkg: WorkbookPackage,
  first: OpenedWorkbook,
  forms: readonly FormDescription[],
): OpenedWorkbook | undefined {
  if (first.plan.planId !== undefined || first.items.some(({ itemId }) => itemId !== undefined)) return undefined;
  const found = fitting(pkg, forms);
  if (!found.ok) return undefined;
  const best = bestOf(found.value.map(fitOf).filter((fit) => isAsGood(fit, fitOf(first))));
  return best?.ok === true ? best.value : undefined;
}
