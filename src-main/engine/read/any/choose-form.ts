import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../../types.ts';
import { readByDescription } from './as-workbook.ts';

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
  return found.ok ? bestOf(found.value) : found;
}

function bestOf(found: readonly OpenedWorkbook[]): Result<OpenedWorkbook, Failure> | undefined {
  const [best, second] = found.toSorted((a, b) => boxCount(b) - boxCount(a) || a.warnings.length - b.warnings.length);
  if (best === undefined) return undefined;
  const isEqual =
    second !== undefined && boxCount(second) === boxCount(best) && second.warnings.length === best.warnings.length;
  return isEqual
    ? err({ kind: 'ambiguous-form', reason: 'two', values: { one: idOf(best), other: idOf(second) } })
    : ok(best);
}

/**
 * The registered form by which a workbook of the first form is read instead: what a person has registered comes before what is
 * shipped, where it fits at least as well. It finds each sheet's item, no fewer boxes, and asks about no more. `undefined`: the
 * first form reads it, as it does every workbook that a plan sent.
 */
export function preferredOver(
  pkg: WorkbookPackage,
  first: OpenedWorkbook,
  forms: readonly FormDescription[],
): OpenedWorkbook | undefined {
  if (first.plan.planId !== undefined || first.items.some(({ itemId }) => itemId !== undefined)) return undefined;
  const found = fitting(pkg, forms);
  if (!found.ok) return undefined;
  const best = bestOf(
    found.value.filter((opened) => {
      const sheets = new Set(opened.items.map(({ sheet }) => sheet));
      const isWhole = first.items.every(({ sheet }) => sheets.has(sheet)) && boxCount(opened) >= boxCount(first);
      return isWhole && questionsOf(opened) <= questionsOf(first);
    }),
  );
  return best?.ok === true ? best.value : undefined;
}

/** What a person is asked or warned of; a label read by likeness and a box that no field reads are told only. */
export const questionsOf = ({ warnings }: Pick<OpenedWorkbook, 'warnings'>): number =>
  warnings.filter(({ kind, reason }) => kind !== 'ambiguous-label' || (reason !== 'alike' && reason !== 'unread'))
    .length;

const boxCount = ({ items }: OpenedWorkbook): number =>
  items.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
const idOf = (opened: OpenedWorkbook): string => opened.byForm?.description.id ?? '';
