import { PackageError } from '../../package/package-error.ts';
import type { WorkbookPackage } from '../../types.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { XmlError } from '../../xml/xml-error.ts';

/** Who saved a workbook last and when (core properties, ECMA-376 part 2, 8), as far as the file says. For people only. */
export function readAuthorship(pkg: WorkbookPackage): { readonly who?: string; readonly when?: string } {
  const part = pkg.relationships('').find((one) => one.type === 'core-properties' && pkg.has(one.target))?.target;
  if (part === undefined) return {};
  let who = '';
  let when = '';
  try {
    const s = new XmlScanner(pkg.text(part).text);
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t !== token.open || s.depth !== 2) continue;
      if (s.local === 'lastModifiedBy') who = s.readText().trim();
      else if (s.local === 'modified') when = s.readText().trim();
    }
  } catch (error) {
    if (!(error instanceof XmlError || error instanceof PackageError)) throw error;
  }
  return { ...(who === '' ? {} : { who }), ...(Number.isNaN(Date.parse(when)) ? {} : { when }) };
}
