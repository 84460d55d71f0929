import { workbookPart } from '../package/open-package.ts';
import { readXml } from '../package/read-xml.ts';
import { readWorkbookPart, type DefinedName } from './workbook-part.ts';
import type { WorkbookPackage } from '../types.ts';

export interface SheetInfo {
  readonly name: string;
  /** Entry name; `undefined` where the package has no such worksheet. */
  readonly part: string | undefined;
  /** `sheetId`, by which the calculation chain names sheets. */
  readonly id: string;
}

export interface SheetList {
  readonly workbook: string;
  /** In the order of the tabs. */
  readonly sheets: readonly SheetInfo[];
  readonly definedNames: readonly DefinedName[];
}

/** The sheets of a workbook with the parts that hold them. Throws `PackageError`. */
export function listSheets(pkg: WorkbookPackage): SheetList {
  const workbook = workbookPart(pkg);
  const { text } = pkg.text(workbook);
  return readXml(workbook, () => {
    const targets = new Map(pkg.relationships(workbook).map((one) => [one.id, one]));
    const { sheets, definedNames } = readWorkbookPart(text);
    return {
      workbook,
      definedNames,
      sheets: sheets.map(({ name, sheetId, relationshipId }) => {
        const target = targets.get(relationshipId);
        const inside = target?.type === 'worksheet' && !target.external && pkg.has(target.target);
        return { name, part: inside ? target.target : undefined, id: sheetId };
      }),
    };
  });
}
