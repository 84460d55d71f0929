import { contentTypesPart } from '../../package/content-types.ts';
import { token, type XmlScanner } from '../../xml/scanner.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import { decodeEntities } from '../../xml/entities.ts';
import type { Secrets } from './secrets.ts';

/**
 * Goes through every part that is left and takes out texts and attributes that hold a text of an item taken out. What
 * must have a name gets another one; a custom XML part that holds such a text goes as a whole: its program would not
 * understand it half.
 */
export function sweep(draft: PackageDraft, secrets: Secrets): readonly string[] {
  const swept: string[] = [];
  for (const part of draft.names()) {
    if (!/\.(xml|vml)$/i.test(part) || part === contentTypesPart) continue;
    const text = draft.text(part);
    const prose = /\/(worksheets|sharedStrings|drawings|comments|charts)/i.test(part);
    const clean = cleaned(text, (value) => (prose ? secrets.holds(value) : secrets.mentions(value)));
    if (clean === text) continue;
    swept.push(part);
    if (/^customxml\//i.test(part)) draft.remove(part);
    else draft.put(part, clean);
  }
  return swept;
}

/** Attributes that must say something, with what they say in place of what they said. */
const substitutes: Readonly<Record<string, (s: XmlScanner, n: number) => string>> = {
  name: (s, n) => (s.local === 'cNvPr' ? `図形 ${s.attribute('id') ?? n}` : `名称${n}`),
  displayName: (_, n) => `名称${n}`,
  uniqueName: (_, n) => `名称${n}`,
  caption: (_, n) => `名称${n}`,
  formatCode: () => 'General',
  sqref: () => 'A1',
  ref: () => 'A1',
};

/**
 * Whether any text or attribute of a part may tell something, by the characters between its marks alone: most parts do not and
 * need not be taken apart.
 */
export function mayTell(text: string, tells: (value: string) => boolean): boolean {
  if (text.includes('<!')) return true;
  for (const [, between, double, single] of text.matchAll(/>([^<]+)<|"([^"<]*)"|'([^'<]*)'/g)) {
    const value = between ?? double ?? single ?? '';
    // A few characters can stand for many (㌔㌘㍍); of an attribute they are looked at as the whole reading does.
    if ((between !== undefined || value.length >= 6) && tells(plain(value))) return true;
  }
  return false;
}

/** Characters as they are meant; an unknown entity is left for the reader of the whole part. */
const plain = (value: string): string =>
  value.includes('&') ? unlessDamaged(() => decodeEntities(value, 0), value) : value;

const cleaned = (text: string, tells: (value: string) => boolean): string =>
  mayTell(text, tells) ? cleanedByMarkup(text, tells) : text;

/** The part taken apart: without what tells something. */
export function cleanedByMarkup(text: string, tells: (value: string) => boolean): string {
  let count = 0;
  try {
    const edit = new XmlEdit(text);
    const { s } = edit;
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t === token.text && tells(s.value)) edit.splice(s.start, s.end, '');
      else if (t === token.open) {
        for (const name of s.attributeNames()) {
          const value = s.attribute(name) ?? '';
          if (value.length >= 6 && !name.startsWith('xmlns') && tells(value))
            edit.set(name, substitutes[name]?.(s, ++count) ?? '');
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
