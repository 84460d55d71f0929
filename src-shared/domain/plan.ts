import type { FiscalYear } from './fields.ts';

/** What a workbook's plan fixes. It is data read from the workbook, never a constant of the program. */
export interface Plan {
  /** Every fiscal year that any item sheet has, ascending. */
  readonly years: readonly FiscalYear[];
  /** The id that sending gives a plan (a custom property), when it has one. */
  readonly planId?: string;
}
