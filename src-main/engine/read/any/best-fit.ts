import type { Failure, Warning } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../types.ts';

/** What choosing a form looks at of a workbook that was read by one. */
interface HowItFits {
  readonly boxes: number;
  /** The sheets on which an item was found. */
  readonly sheets: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
}

/** A workbook read by a registered form. */
export interface FormFit<Opened> extends HowItFits {
  readonly opened: Opened;
  readonly form: string;
}

/** A workbook with what choosing looks at; of the first form too, whose name nobody asks for. */
export const fitOf = (opened: OpenedWorkbook): FormFit<OpenedWorkbook> => ({
  opened,
  form: opened.byForm?.description.id ?? '',
  boxes: opened.items.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0),
  sheets: new Set(opened.items.map(({ sheet }) => sheet)),
  warnings: opened.warnings,
});

/** The workbook by the form that fits best. `undefined`: none does. Two that fit equally are refused. */
export function bestOf<Opened>(fits: readonly FormFit<Opened>[]): Result<Opened, Failure> | undefined {
  const [best, second] = fits.toSorted((a, b) => b.boxes - a.boxes || a.warnings.length - b.warnings.length);
  if (best === undefined) return undefined;
  const isEqual =
    second !== undefined && second.boxes === best.boxes && second.warnings.length === best.warnings.length;
  return isEqual
    ? err({ kind: 'ambiguous-form', reason: 'two', values: { one: best.form, other: second.form } })
    : ok(best.opened);
}

/**
 * Whether a workbook of the first form is rather read by a registered one: what a person has registered comes before what is
 * shipped, where it fits at least as well. It finds each sheet's item, no fewer boxes, and asks about no more.
 */
export const isAsGood = (fit: HowItFits, first: HowItFits): boolean =>
  [...first.sheets].every((sheet) => fit.sheets.has(sheet)) &&
  fit.boxes >= first.boxes &&
  questionsOf(fit) <= questionsOf(first);

/** What a person is asked or warned of; a label read by likeness and a box that no field reads are told only. */
const questionsOf = ({ warnings }: HowItFits): number =>
  warnings.filter(({ kind, reason }) => kind !== 'ambiguous-label' || (reason !== 'alike' && reason !== 'unread'))
    .length;
