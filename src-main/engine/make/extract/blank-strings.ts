import { token } from '../../xml/scanner.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { sheetTexts } from './sheet-texts.ts';

/** Empties the strings that no cell uses any more; indices stay, so that no other sheet changes. */
export function blankStrings(
  draft: PackageDraft,
  part: string,
  sheets: readonly IndexedSheet[],
  texts: readonly string[],
): void {
  const used = new Set<number>();
  let uses = 0;
  for (const sheet of sheets) {
    if (sheet.kind !== 'worksheet' || !draft.has(sheet.part)) continue;
    const found = sheetTexts(draft.text(sheet.part), texts);
    uses += found.uses;
    for (const index of found.strings) used.add(index);
  }
  let index = 0;
  const edit = new XmlEdit(draft.text(part));
  const { s } = edit;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) edit.change('count', () => String(uses));
    else if (s.depth === 2 && s.local === 'si') {
      const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
      if (used.has(index++)) s.skip();
      else edit.replace(`<${prefix}si><${prefix}t></${prefix}t></${prefix}si>`);
    }
  }
  draft.put(part, edit.result());
}
