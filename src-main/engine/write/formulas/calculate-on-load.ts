import { editStartTag } from '../../xml/start-tag.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';

/** Children of `workbook` that stand before `calcPr` (ECMA-376 part 1, 18.2.27). */
const before = new Set([
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
]);

/** The workbook part's text with `fullCalcOnLoad` set (18.2.2), at which Excel and LibreOffice calculate all formulas. */
export function calculateOnLoad(text: string): string {
  const s = new XmlScanner(text);
  let at = 0;
  let prefix = '';
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth !== 2) continue;
    const { start, end, local } = s;
    if (local === 'calcPr') {
      const tag = text.slice(start, end);
      const set = s.attribute('fullCalcOnLoad');
      return set === '1' || set === 'true'
        ? text
        : text.slice(0, start) + editStartTag(tag, { fullCalcOnLoad: '1' }) + text.slice(end);
    }
    if (local === 'sheets') prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    s.skip();
    if (before.has(local) || at === 0) at = s.end;
  }
  return `${text.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${text.slice(at)}`;
}
