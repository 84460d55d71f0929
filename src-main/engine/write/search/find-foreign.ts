import { XmlError } from '../../xml/xml-error.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { textsOfBinary } from './binary-texts.ts';

const isText = (part: string): boolean => /\.(xml|rels|vml)$/i.test(part);

/** A part in which something stands that must not leave. */
export interface Leak {
  readonly part: string;
  readonly text: string;
  /** The cell, where the part is a sheet's and it stands in a cell. */
  readonly cell?: string;
}

/**
 * Searches parts as they will be written, in texts and attributes of XML and in every encoding of other parts; `tells` says
 * of a piece of text what of it must not leave. Gives the first find.
 */
export function findLeak(
  draft: PackageDraft,
  parts: readonly string[],
  tells: (text: string, part: string) => string | undefined,
): Leak | undefined {
  for (const part of parts) {
    if (!draft.has(part) || part.endsWith('/')) continue;
    const named = tells(part, part);
    if (named !== undefined) return { part, text: named };
    const found = isText(part)
      ? inXml(draft.text(part), (text) => tells(text, part))
      : inBinary(draft.read(part), (text) => tells(text, part));
    if (found !== undefined) return { part, ...found };
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
