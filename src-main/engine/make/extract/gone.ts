import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';

/** Sheets, names and tables that are no longer there, in capitals. */
export interface Gone {
  readonly sheets: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** References to other workbooks count as gone too: for a workbook that leaves without them. */
  readonly books?: boolean;
}

/** True when a formula (without `=`) uses a sheet or a name that is gone, be it by an address in a text (INDIRECT). */
export function usesGone(formula: string, gone: Gone): boolean {
  const tokens = tokenizeFormula(formula);
  const indirect = tokens.some((one) => one.kind === 'function' && one.name === 'INDIRECT');
  return tokens.some((one) => {
    if (one.kind === 'sheet')
      return one.book ? gone.books === true : one.sheet.split(':').some((name) => gone.sheets.has(name.toUpperCase()));
    if (one.kind === 'string') return indirect && one.value.includes('!') && usesGone(one.value, gone);
    return one.kind === 'name' && gone.names.has(one.raw.toUpperCase());
  });
}

/** True when a formula reads cells of other sheets whose addresses its text does not tell (`INDIRECT("'No."&A1&"'!D6")`). */
export function readsAnywhere(formula: string): boolean {
  if (!/INDIRECT\s*\(/i.test(formula)) return false;
  return tokenizeFormula(formula).some((one) => one.kind === 'string' && one.value.includes('!'));
}
