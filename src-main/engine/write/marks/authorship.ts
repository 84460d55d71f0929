import { PackageError } from '../../package/package-error.ts';
import type { WorkbookPackage } from '../../types.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { escapeText } from '../../xml/entities.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { PackageDraft } from '../draft/package-draft.ts';

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

/**
 * Notes who saved a workbook and when in its core properties, as Excel does: what was there is replaced where it stands; a
 * part without these elements, or a workbook without the part, stays as it is.
 *
 * @param when ISO 8601; written in whole seconds of UTC (W3CDTF).
 */
export function writeAuthorship(
  draft: PackageDraft,
  { who, when }: { readonly who: string; readonly when: string },
): void {
  const part = draft.relationships('').find((one) => one.type === 'core-properties' && draft.has(one.target))?.target;
  if (part === undefined) return;
  const time = `${new Date(when).toISOString().slice(0, 19)}Z`;
  const put = (text: string, name: string, value: string): string =>
    text.replace(
      new RegExp(`(<(?:[\\w.-]+:)?${name}(?=[\\s>/])[^>]*?)(?:/>|>[^<]*</((?:[\\w.-]+:)?${name})\\s*>)`, 'u'),
      (_all, start: string, end: string | undefined) =>
        `${start}>${escapeText(value)}</${end ?? /^<([\w.:-]+)/u.exec(start)?.[1] ?? name}>`,
    );
  draft.put(part, put(put(draft.text(part), 'lastModifiedBy', who), 'modified', time));
}
