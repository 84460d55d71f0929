import { isMarkSheet } from '../../book/marks.ts';
import { listSheets } from '../../book/workbook-sheets.ts';
import type { WorkbookPackage } from '../../types.ts';

/** The worksheets of a workbook with their parts, in the order of the tabs, without those that carry marks of ours. Throws `PackageError`. */
export const sheetsWithoutMarks = (pkg: WorkbookPackage): readonly { readonly name: string; readonly part: string }[] =>
  listSheets(pkg).sheets.flatMap(({ name, part }) => (part === undefined || isMarkSheet(name) ? [] : [{ name, part }]));
