import { isSettled, type Step } from '../../../src-shared/checks/timetable.ts';
import type { FiscalYear } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';

/** The years of a sheet as its blocks show them: settled ones folded into one narrow strip at the left. */
export interface YearColumns {
  readonly folded: readonly FiscalYear[];
  readonly open: readonly FiscalYear[];
}

export function yearColumns(sheet: ItemSheet, step: Step, showSettled: boolean): YearColumns {
  const folded = showSettled ? [] : sheet.years.filter((year) => isSettled(year, step));
  return { folded, open: sheet.years.filter((year) => !folded.includes(year)) };
}
