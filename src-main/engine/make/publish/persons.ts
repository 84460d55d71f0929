import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { Search } from '../../write/search/find-foreign.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** Attributes and elements that name a person, whatever part they are in. */
const attributes = new Set(['userName', 'refreshedBy', 'displayName', 'user', 'userId', 'author', 'lastGuid']);
const elements = new Set(['creator', 'lastModifiedBy', 'author', 'Manager']);

/**
 * The names of persons that a workbook's own records hold: authors, those who saved, reserved, refreshed, commented, whose
 * view or scenario it is, whose folder it lay in. What is called like a section or an office is none.
 */
export function personsIn(draft: PackageDraft, offices: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string | undefined): void => {
    for (const one of (text ?? '').split(/[;；、]/)) {
      const name = one.replace(/\s*-\s*(?:個人用ビュー|Personal View)\s*$/i, '').trim();
      if (isPerson(name, offices)) found.add(name);
    }
  };
  for (const part of draft.names()) {
    if (!/\.(xml|rels)$/i.test(part)) continue;
    const text = unlessDamaged(() => draft.text(part), '');
    for (const m of text.matchAll(/(?:[\\/]|%5C)Users(?:[\\/]|%5C)([^\\/<>"'%]+)|\/home\/([^\\/<>"'%]+)/gi))
      add(m[1] ?? m[2]);
    if (/worksheets\/|sharedStrings|styles\.xml|\/theme/i.test(part)) continue;
    if (!/userName|refreshedBy|displayName|user|author|creator|lastModifiedBy|Manager|customWorkbookView/i.test(text))
      continue;
    const tables = /<(?:\w+:)?table\b/.test(text.slice(0, 1500));
    const read = (): unknown =>
      new XmlEdit(text).walk((_, s) => {
        if (s.local === 'customWorkbookView') add(s.attribute('name'));
        for (const name of s.attributeNames()) if (attributes.has(name) && !tables) add(s.attribute(name));
        if (elements.has(s.local) && !s.selfClosing && s.text.charCodeAt(s.end) !== 0x3c) add(s.readText());
      });
    unlessDamaged(read, undefined);
  }
  return found;
}

const generic =
  /^(?:user|users|owner|admin|administrator|guest|author|public|default|shared|unknown|windows ?ユーザー|microsoft office ?(?:user|ユーザー)?|office|excel|microsoft(?: corporation)?|pc|pc-?\d+|client|test|root|openpyxl|closedxml|apache poi|epplus|sheetjs|exceljs|xlsxwriter|libreoffice|python-\w+|tc=.*|ユーザー|作成者|利用者|職員|担当者?|管理者)\d*$/i;
const office =
  /(?:課|室|係|部|局|市|町|村|区|県|府|都|道|会|所|班|署|院|校|館|センター|チーム|グループ|担当|事務局|本部|支部|株式会社|\(株\)|Inc\.?|Ltd\.?|GmbH|Corporation|Corp\.?|Company|City|Office)$/;

/** Three characters of kanji or kana, a word of six other letters or two words: less cannot be told from other words. */
function isPerson(name: string, offices: readonly string[]): boolean {
  if (generic.test(name) || office.test(name) || /^[\d\W_]*$/.test(name.normalize('NFKC').replace(/[^ -~]/g, 'x')))
    return false;
  const own = /[^ -~]/.test(name)
    ? name.replace(/\s/g, '').length >= 3
    : name.includes(' ')
      ? name.length >= 4
      : name.length >= 6;
  return (
    own && name.length <= 60 && !offices.some((one) => one.includes(name) || (one.length > 1 && name.includes(one)))
  );
}

/** In a binary part a few letters behind a colon are chance: there it takes a folder and a name. */
const pathsInBinary =
  /(?<![A-Za-z0-9])[A-Za-z]:\\(?:[\w .-]{2,}\\)+[\w.-]{2,}|\\\\[A-Za-z][\w.-]{2,}\\[\w$.-]{2,}|file:\/\/\/\w/;

/** Places of files: drives, servers, home folders, `file:` links. */
const paths =
  /(?:^|[^A-Za-z0-9])[A-Za-z]:\\[^\s\\/:*?"<>|]|\\\\[A-Za-z0-9._-]+\\[^\s\\]|file:\/\/|\/(?:home|Users)\/[^\s/]+\/|smb:\/\//i;

/** Says what of a text names a person or a place of files. */
export function searchFor(persons: ReadonlySet<string>, allowed: ReadonlySet<string>): Search {
  const list = [...persons]
    .filter((name) => !allowed.has(name))
    .map((name) => ({ name, folded: name.replace(/\s/g, '').toLowerCase() }));
  const tells: Search['tells'] = (text, _part, binary = false) => {
    if (text.length < 3) return undefined;
    const folded = list.length === 0 ? '' : text.replace(/\s/g, '').toLowerCase();
    for (const one of list) {
      const at = folded.indexOf(one.folded);
      if (at < 0) continue;
      // A short word of Latin letters must stand alone: it may be a piece of another one.
      if (/^[\x21-\x7e]+$/.test(one.folded)) {
        if (!new RegExp(`(?<![A-Za-z0-9])${escaped(one.name)}(?![A-Za-z0-9])`, 'i').test(text)) continue;
      }
      return one.name;
    }
    const path = (binary ? pathsInBinary : paths).exec(text);
    if (path === null) return undefined;
    const found = /^\S{3,60}/.exec(text.slice(path.index).replace(/^[^A-Za-z0-9\\/]/, ''))?.[0] ?? path[0];
    return [...allowed].some((one) => text.includes(one)) ? undefined : found;
  };
  const mayTell = (text: string): boolean => {
    if (paths.test(text)) return true;
    const folded = list.length === 0 ? '' : text.replace(/\s/g, '').toLowerCase();
    return list.some((one) => folded.includes(one.folded));
  };
  return { tells, mayTell };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*');
