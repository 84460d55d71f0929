import { XmlError } from '../../xml/xml-error.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { textsOfBinary } from './binary-texts.ts';

const isText = (part: string): boolean => /\.(xml|rels|vml)$/i.test(part);

/** A part in which something stands that must not leave. */
export interface Leak {
  readonly part: string;
  readonly text: string;
  /** The cell, where it stands in one, and the part of its sheet where that is another one. */
  readonly cell?: string;
  readonly sheet?: string;
}

/** The string table: what it says stands in cells. */
export interface StringTable {
  readonly part: string;
  readonly texts: readonly string[];
}

/**
 * Searches parts as they will be written, in texts and attributes of XML and in every encoding of other parts; `tells` says
 * of a piece of text what of it must not leave. Gives the first find.
 */
export function findLeak(
  draft: PackageDraft,
  parts: readonly string[],
  tells: (text: string, part: string, binary?: boolean) => string | undefined,
  strings?: StringTable,
): Leak | undefined {
  const index = strings?.texts.findIndex((text) => tells(text, strings.part) !== undefined) ?? -1;
  if (strings !== undefined && index >= 0) {
    const text = tells(strings.texts[index] ?? '', strings.part) ?? '';
    return { part: strings.part, text, ...cellOfString(draft, parts, index) };
  }
  for (const part of parts) {
    if (!draft.has(part) || part.endsWith('/')) continue;
    const named = tells(part, part);
    if (named !== undefined) return { part, text: named };
    const found = isText(part)
      ? inXml(draft.text(part), (text) => tells(text, part))
      : inBinary(draft.read(part), (text) => tells(text, part, true));
    if (found !== undefined) return { part, ...found };
  }
  return undefined;
}

/** The first cell that uses a string of the table. */
function cellOfString(
  draft: PackageDraft,
  parts: readonly string[],
  index: number,
): { readonly sheet: string; readonly cell: string } | undefined {
  for (const part of parts) {
    if (!/\/worksheets\/[^/]+\.xml$/i.test(part)) continue;
    const found = new RegExp(
      `<(?:\\w+:)?c\\s[^>]*?\\br="([A-Z]+\\d+)"[^>]*?\\bt="s"[^>]*><(?:\\w+:)?v>${index}</`,
    ).exec(draft.text(part));
    if (found?.[1] !== undefined) return { sheet: part, cell: found[1] };
  }
  return undefined;
}

type Found = { readonly text: string; readonly cell?: string };

function inXml(text: string, tells: (text: string) => string | undefined): Found | undefined {
  let cell: string | undefined;
  try {
    const s = new XmlScanner(text);
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t === token.open) {
        if (s.local === 'c' && s.depth === 4) cell = s.attribute('r');
        for (const name of s.attributeNames()) {
          const found = tells(s.attribute(name) ?? '');
          if (found !== undefined) return { text: found };
        }
      } else if (t === token.text) {
        const found = tells(s.value);
        if (found !== undefined) return cell === undefined ? { text: found } : { text: found, cell };
      } else if (s.local === 'sheetData') cell = undefined;
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const found = tells(text);
    return found === undefined ? undefined : { text: found };
  }
  // Comments and instructions are no tokens.
  for (const [, inside] of text.matchAll(/<!--([\s\S]*?)-->|<\?(?!xml\s)([\s\S]*?)\?>/g)) {
    const found = inside === undefined ? undefined : tells(inside);
    if (found !== undefined) return { text: found };
  }
  return undefined;
}

function inBinary(data: Uint8Array, tells: (text: string) => string | undefined): Found | undefined {
  for (const text of textsOfBinary(data)) {
    const found = tells(text);
    if (found !== undefined) return { text: found };
  }
  return undefined;
}
