import { withWorkbookChild } from '../draft/schema-order.ts';
import { editStartTag } from '../../xml/start-tag.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';

/** The workbook part's text with `fullCalcOnLoad` set (18.2.2), at which Excel and LibreOffice calculate all formulas. */
export function calculateOnLoad(text: string): string {
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth !== 2) continue;
    const { start, end, local } = s;
    if (local === 'calcPr') {
      const set = s.attribute('fullCalcOnLoad');
      return set === '1' || set === 'true'
        ? text
        : text.slice(0, start) + editStartTag(text.slice(start, end), { fullCalcOnLoad: '1' }) + text.slice(end);
    }
    s.skip();
  }
  return withWorkbookChild(text, 'calcPr', (prefix) => `<${prefix}calcPr fullCalcOnLoad="1"/>`);
}
