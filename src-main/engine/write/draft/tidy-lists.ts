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
  // An empty list makes its extension empty, and that the list of extensions.
  for (let pass = 0; pass < 3; pass++) {
    const edit = new XmlEdit(current);
    edit.walk((e, s) => {
      if (!lists.has(s.local)) return;
      const { start, end, depth } = s;
      const count = s.attributeRange('count');
      const had = s.attribute('count');
      let children = 0;
      const inner = s.text.slice(end, end + 400);
      // What an extension holds is looked at in its turn.
      if (s.local === 'ext' || s.local === 'extLst') {
        if (s.selfClosing || /^\s*<\//.test(inner)) e.remove();
        return;
      }
      e.children((_, child) => {
        if (child.depth === depth + 1 && child.local !== 'sqref' && child.local !== 'extLst') children++;
      });
      if (children === 0) e.splice(start, s.end, '');
      else if (count !== undefined && had !== String(children)) e.splice(...count, String(children));
    });
    if (!edit.changed) break;
    current = edit.result();
  }
  return current;
}
