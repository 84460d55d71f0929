import type { WorkbookPackage } from '../types.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { XmlError } from '../xml/xml-error.ts';
import { itemIdOf, marks } from './marks.ts';
import { parseSheetReference, type DefinedName } from './workbook-part.ts';

/** Item ids by the lower-case name of the sheet that they point at. A copy of a sheet made in Excel has no global name. */
export function itemIds(names: readonly DefinedName[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { name, reference, localSheet } of names) {
    const id = itemIdOf(name);
    if (id === undefined || localSheet !== undefined) continue;
    const sheet = parseSheetReference(reference)?.sheet;
    if (sheet !== undefined) ids.set(sheet.toLowerCase(), id);
  }
  return ids;
}

/** The plan's id from the custom properties (ECMA-376 part 1, 22.3); damage there is no reason to refuse a workbook. */
export function readPlanId(pkg: WorkbookPackage): string | undefined {
  const part = pkg.relationships('').find((one) => one.type === 'custom-properties' || one.type === 'customProperties');
  if (part === undefined || part.external || !pkg.has(part.target)) return undefined;
  try {
    const s = new XmlScanner(pkg.text(part.target).text);
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t !== token.open || s.local !== 'property' || s.attribute('name') !== marks.properties.plan) continue;
      const { depth } = s;
      for (t = s.next(); t !== token.close || s.depth > depth; t = s.next())
        if (t === token.open) return s.readText().trim();
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
  }
  return undefined;
}
