import { token, XmlScanner } from '../../xml/scanner.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** Elements that the schema does not allow without children. */
const extensions = ['ext', 'extLst'] as const;
export type TidyList =
  | 'dataValidations'
  | 'conditionalFormatting'
  | 'conditionalFormattings'
  | 'hyperlinks'
  | 'sparklineGroups'
  | 'tableParts';

/** Takes out lists of a worksheet that lost all their children, and the extensions around them, and sets counts right. */
export function tidyLists(text: string, which: readonly TidyList[]): string {
  const lists: ReadonlySet<string> = new Set([...which, ...extensions]);
  let current = text;
  // An empty list makes the one around it empty, up to the list of extensions.
  for (let pass = 0; pass < 5; pass++) {
    const edit = new XmlEdit(current);
    edit.walk((e, s) => {
      if (s.depth < 2 || s.local === 'sheetData')
        return s.local === 'sheetData' && s.depth === 2 ? s.skip() : undefined;
      if (!lists.has(s.local)) return;
      const count = s.attribute('count');
      const children = childrenOf(s);
      if (children === 0) e.remove();
      else if (count !== undefined && count !== String(children) && s.local !== 'ext') e.set('count', String(children));
    });
    if (!edit.changed) break;
    current = edit.result();
  }
  return current;
}

/** How many children an element has that make it worth keeping, without moving the scanner. */
function childrenOf(s: XmlScanner): number {
  if (s.selfClosing) return 0;
  const inside = new XmlScanner(s.text.slice(s.start, s.text.indexOf(`</${s.qualifiedName}>`, s.end)), {
    fragment: true,
  });
  let children = 0;
  try {
    for (let t = inside.next(); t !== token.end; t = inside.next()) {
      if (t !== token.open || inside.depth !== 2) continue;
      if (inside.local !== 'sqref' && inside.local !== 'extLst') children++;
      // Lists hold hundreds of children, an extension one: what matters of it is that there is one.
      if (children > 0 && (s.local === 'ext' || s.local === 'extLst')) return children;
    }
  } catch (error) {
    // The text ends before the element's own end tag.
    if (!(error instanceof XmlError)) throw error;
  }
  return children;
}
