import { workbookPart } from '../../package/open-package.ts';
import type { WorkbookPackage } from '../../types.ts';
import { baseSheetName } from './base-carriers.ts';
import { bookOf } from './workbook-editing.ts';

/** The worksheets of a workbook with their parts, in the order of the tabs; the sheet that carries a base is left out. */
export function listSheets(pkg: WorkbookPackage): readonly { readonly name: string; readonly part: string }[] {
  const book = workbookPart(pkg);
  const relationships = pkg.relationships(book);
  return bookOf(pkg).sheets.flatMap(({ name, relationshipId }) => {
    const found = relationships.find((one) => one.id === relationshipId && one.type === 'worksheet');
    if (found === undefined || !pkg.has(found.target) || name === baseSheetName) return [];
    return [{ name, part: found.target }];
  });
}
