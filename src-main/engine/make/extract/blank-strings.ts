import { token } from '../../xml/scanner.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { stringsUsed } from './sheet-texts.ts';

/** Empties the strings that no cell uses any more; indices stay, so that no other sheet changes. */
export function blankStrings(draft: PackageDraft, part: string, sheets: readonly IndexedSheet[]): void {
  const used = new Set<number>();
  let uses = 0;
  for (const sheet of sheets) {
    if (sheet.kind !== 'worksheet' || !draft.has(sheet.part)) continue;
    const found = stringsUsed(draft.text(sheet.part));
    uses += found.length;
    for (const index of found) used.add(index);
  }
  draft.put(part, blankedPlainly(draft.text(part), used, uses) ?? blankedByMarkup(draft.text(part), used, uses));
}

/** The string table with those alone that are used. */
export function blankedByMarkup(text: string, used: ReadonlySet<number>, uses: number): string {
  let index = 0;
  const edit = new XmlEdit(text);
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
  return edit.result();
}

/** The same by expression where the table is written as Excel writes it; `undefined` where it is not. */
export function blankedPlainly(text: string, used: ReadonlySet<number>, uses: number): string | undefined {
  const open = /^(?:<\?xml[^>]*>\s*)?<sst [^>]*>/.exec(text)?.[0];
  if (open === undefined || open.endsWith('/>') || text.includes('<!') || text.includes('<si ')) return undefined;
  const last = [...used].reduce((most, one) => Math.max(most, one), -1);
  const pieces: string[] = [];
  let at = open.length;
  for (let index = 0; ; index += 1) {
    if (text.startsWith('<si/>', at)) {
      if (index <= last) pieces.push('<si/>');
      at += 5;
      continue;
    }
    if (!text.startsWith('<si>', at)) break;
    const end = text.indexOf('</si>', at) + 5;
    if (end < 5) return undefined;
    // Behind the last one that is used none is needed; the others keep their places.
    if (index <= last) pieces.push(used.has(index) ? text.slice(at, end) : '<si><t></t></si>');
    at = end;
  }
  // White space between the strings, or a list of extensions behind them, is for the other way.
  if (!/^<\/sst>\s*$/.test(text.slice(at))) return undefined;
  const head = open
    .replace(/(\scount=")[^"]*"/, (_, start: string) => `${start}${uses}"`)
    .replace(/(\suniqueCount=")[^"]*"/, (_, start: string) => `${start}${pieces.length}"`);
  return `${head}${pieces.join('')}${text.slice(at)}`;
}
