import { XmlError } from '../../xml/xml-error.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { textsOfBinary } from './binary-texts.ts';

const isText = (part: string): boolean => /\.(xml|rels|vml)$/i.test(part);

/** A part in which something stands that must not leave. */
export interface Leak {
  readonly part: string;
  readonly text: string;
  /** The whole piece of text that it stands in. */
  readonly value: string;
  /** What a page shows there; `other` for everything that is behind it. */
  readonly place: 'cell' | 'shape' | 'header' | 'other';
  /** The cell, where it stands in one, and the part of its sheet where that is another one. */
  readonly cell?: string;
  readonly sheet?: string;
}

/** The string table: what it says stands in cells. */
export interface StringTable {
  readonly part: string;
  readonly texts: readonly string[];
}

/** What of a piece of text must not leave; of a binary part's text fewer things are words. */
export interface Search {
  readonly tells: (text: string, part: string, binary?: boolean) => string | undefined;
  /** Says quickly that no piece of a part's whole text (entities decoded) can tell anything. */
  readonly mayTell?: (text: string) => boolean;
}

/**
 * Searches parts as they will be written, in texts and attributes of XML and in every encoding of other parts. Gives what it
 * finds one after the other, the cells of the string table first.
 */
export function* findLeaks(
  draft: PackageDraft,
  parts: readonly string[],
  search: Search,
  strings?: StringTable,
): Generator<Leak> {
  if (strings !== undefined) yield* inStrings(draft, parts, search, strings);
  for (const part of parts) {
    if (!draft.has(part) || part.endsWith('/')) continue;
    const named = search.tells(part, part);
    if (named !== undefined) yield { part, text: named, value: part, place: 'other' };
    if (!isText(part)) {
      const found = inBinary(draft.read(part), (text) => search.tells(text, part, true));
      if (found !== undefined) yield { part, ...found };
      continue;
    }
    const text = draft.text(part);
    if (search.mayTell?.(withoutEntities(text)) === false) continue;
    for (const found of inXml(text, part, part === strings?.part, (one) => search.tells(one, part)))
      yield { part, ...found };
  }
}

/** A text with its character references written out: every value and text of the part stands in it, word by word. */
const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot|apos));/gi,
        (all, hex?: string, decimal?: string, name?: string) => {
          if (name !== undefined)
            return { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name.toLowerCase()] ?? all;
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
          return code <= 0x10ffff ? String.fromCodePoint(code) : all;
        },
      )
    : text;

function* inStrings(
  draft: PackageDraft,
  parts: readonly string[],
  { tells }: Search,
  { part, texts }: StringTable,
): Generator<Leak> {
  for (const [index, value] of texts.entries()) {
    const text = tells(value, part);
    if (text === undefined) continue;
    const cells = [...cellsOfString(draft, parts, index)];
    if (cells.length === 0) yield { part, text, value, place: 'other' };
    for (const cell of cells) yield { part, text, value, place: 'cell', ...cell };
  }
}

/** The cells that use a string of the table. */
function* cellsOfString(
  draft: PackageDraft,
  parts: readonly string[],
  index: number,
): Generator<{ readonly sheet: string; readonly cell: string }> {
  const pattern = new RegExp(
    `<(?:\\w+:)?c\\s(?=[^>]*?\\bt=["']s["'])[^>]*?\\br=["']([A-Z]+\\d+)["'][^>]*><(?:\\w+:)?v>${index}</`,
    'g',
  );
  for (const part of parts)
    if (/\/worksheets\/[^/]+\.xml$/i.test(part))
      for (const found of draft.text(part).matchAll(pattern)) yield { sheet: part, cell: found[1] ?? '' };
}

type Found = Pick<Leak, 'text' | 'value' | 'place' | 'cell'>;

/** Namespaces and types of relationships: the format's own words. */
const formatAddress =
  /^(?:https?:\/\/(?:schemas\.(?:openxmlformats|microsoft)\.(?:org|com)|purl\.oclc\.org|www\.w3\.org|purl\.org)\/[\w./-]*|urn:schemas-microsoft-com:[\w:]*)$/;

function inXml(
  text: string,
  part: string,
  isStrings: boolean,
  tells: (text: string) => string | undefined,
): readonly Found[] {
  const all: Found[] = [];
  let cell: string | undefined;
  const open: string[] = [];
  const note = (value: string, parents?: readonly string[]): void => {
    const found = tells(value);
    if (found === undefined) return;
    const place = parents === undefined ? 'other' : placeOf(part, parents, cell);
    all.push({ text: found, value, place, ...(cell === undefined ? {} : { cell }) });
  };
  try {
    const s = new XmlScanner(text);
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t === token.open) {
        if (s.local === 'c' && s.depth === 4) cell = s.attribute('r');
        if (!s.selfClosing) open.length = s.depth;
        open[s.depth - 1] = s.local;
        for (const name of s.attributeNames()) {
          const value = s.attribute(name) ?? '';
          if (!formatAddress.test(value)) note(value);
        }
      } else if (t === token.text) {
        open.length = s.depth;
        // What stands in the string table has been found by its cells, but for its readings.
        if (!isStrings || open.includes('rPh')) note(s.value, open);
      } else if (s.local === 'sheetData') cell = undefined;
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    note(text);
    return all;
  }
  // Comments and instructions are no tokens.
  for (const [, comment, instruction] of text.matchAll(/<!--([\s\S]*?)-->|<\?(?!xml\s)([\s\S]*?)\?>/g))
    note(comment ?? instruction ?? '');
  return all;
}

function placeOf(part: string, parents: readonly string[], cell: string | undefined): Leak['place'] {
  const parent = parents.at(-1) ?? '';
  if (cell !== undefined) return (parent === 'v' || parent === 't') && !parents.includes('rPh') ? 'cell' : 'other';
  if (/^(?:odd|even|first)(?:Header|Footer)$/.test(parent)) return 'header';
  return /\/(?:drawings|charts)\//i.test(part) && (parent === 't' || parent === 'v') ? 'shape' : 'other';
}

function inBinary(data: Uint8Array, tells: (text: string) => string | undefined): Found | undefined {
  for (const value of textsOfBinary(data)) {
    const text = tells(value);
    if (text !== undefined) return { text, value, place: 'other' };
  }
  return undefined;
}
