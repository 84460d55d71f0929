import { workbookPart } from '../../package/open-package.ts';
import { readXml } from '../../package/read-xml.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { readWorkbookPart, type DefinedName } from '../../book/workbook-part.ts';
import type { WorkbookPackage } from '../../types.ts';

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
    const ids = sheetIds(text);
    return {
      workbook,
      definedNames,
      sheets: sheets.map(({ name, relationshipId }) => {
        const target = targets.get(relationshipId);
        const inside = target?.type === 'worksheet' && !target.external && pkg.has(target.target);
        return { name, part: inside ? target.target : undefined, id: ids.get(relationshipId) ?? '' };
      }),
    };
  });
}

function sheetIds(text: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.local !== 'sheet' || s.depth !== 3) continue;
    ids.set(s.attributeNS('id', isRelationshipNamespace) ?? '', s.attribute('sheetId') ?? '');
  }
  return ids;
}
