import type { StoredValue } from '../../../../src-shared/domain/item.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import { isDateFormat } from '../../book/styles/number-format.ts';
import { workbookPart } from '../../package/open-package.ts';
import type { WorkbookPackage } from '../../types.ts';

/** Days between the two date systems (ECMA-376 part 1, 18.17.4.1): 1 January 1904 is 0 in the one and 1462 in the other. */
export const daysBetween = 1462;

/** A number as a workbook stores it whose dates count from 1904, or from 1900; only dates differ, and times of day alone do not. */
export function serialIn(date1904: boolean, stored: Extract<StoredValue, { readonly kind: 'number' }>): number {
  const value = Number(stored.lexical);
  const isFrom1904 = stored.date1904 === true;
  if (isFrom1904 === date1904 || value < 1 || !isDateFormat(stored.format)) return value;
  return isFrom1904 ? value + daysBetween : value - daysBetween;
}

/** Whether a workbook's dates count from 1904. */
export const countsFrom1904 = (pkg: WorkbookPackage): boolean =>
  readWorkbookPart(pkg.text(workbookPart(pkg)).text).date1904;
