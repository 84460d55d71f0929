import { contentTypesPart } from '../../package/content-types.ts';
import { token } from '../../xml/scanner.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import type { Secrets } from './secrets.ts';

/**
 * Goes through every part that is left and empties texts and attributes that hold a text of an item taken out. A custom
 * XML part that holds one goes as a whole: its program would not understand it half.
 */
export function sweep(draft: PackageDraft, secrets: Secrets): readonly string[] {
  const swept: string[] = [];
  for (const part of draft.names()) {
    if (!/\.(xml|vml)$/i.test(part) || part === contentTypesPart) continue;
    const text = draft.text(part);
    const prose = /^xl\/(worksheets|sharedStrings|drawings|comments)/i.test(part);
    const clean = cleaned(text, (value) => (prose ? secrets.holds(value) : secrets.mentions(value)));
    if (clean === text) continue;
    swept.push(part);
    if (/^customxml\//i.test(part)) draft.remove(part);
    else draft.put(part, clean);
  }
  return swept;
}

function cleaned(text: string, tells: (value: string) => boolean): string {
  try {
    const edit = new XmlEdit(text);
    const { s } = edit;
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t === token.text && tells(s.value)) edit.splice(s.start, s.end, '');
      else if (t === token.open) {
        for (const name of s.attributeNames()) {
          const value = s.attribute(name) ?? '';
          if (value.length >= 6 && !name.startsWith('xmlns') && tells(value)) edit.set(name, '');
        }
      }
    }
    return edit.result();
  } catch (error) {
    // VML of some writers is no well-formed XML; a part that no one can read is not kept as it is.
    if (error instanceof XmlError) return tells(text) ? '' : text;
    throw error;
  }
}
