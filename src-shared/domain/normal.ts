/** Comparison forms of text. They are for comparing only; a value itself is never rewritten. */

/** What decides whether two choices are one: NFKC without white space (`予定通り\n進捗` is `予定通り進捗`). */
export const groupingKey = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

const isMark = (code: number): boolean =>
  code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f || (code >= 0x300 && code <= 0x36f);
const isSelector = (code: number): boolean =>
  (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);

/** Katakana U+30A1–U+30F6 and the iteration marks to hiragana. */
const toHiragana = (text: string): string =>
  text.replace(/[\u30a1-\u30f6\u30fd\u30fe]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** ～ and 〜, and the several dashes and minus signs, are typed for each other. */
const unify = (text: string): string => text.replace(/[~〜～]/gu, '~').replace(/[‐‑–—―−－]/gu, '-');

const fold = (text: string): string =>
  unify(toHiragana(text.normalize('NFKC')).toLowerCase())
    .normalize('NFC')
    .replace(/\s+/gu, '');

/**
 * The form that search compares: width, kana and case folded, white space and variation selectors left out, so that
 * a label broken over two lines is found by its word.
 */
export function searchKey(text: string): string {
  if (/^[\x21-\x40\x5b-\x7d]*$/u.test(text)) return text;
  return fold(text.replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, ''));
}

/** Where a search form stands in the text it was made of: `starts[i]` is the UTF-16 offset of unit i's source. */
export interface MappedKey {
  readonly key: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** `searchKey` with the way back to the text, for marking hits. */
export function mappedSearchKey(text: string): MappedKey {
  let key = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  while (index < text.length) {
    const from = index;
    let code = text.codePointAt(index) ?? 0;
    index += code > 0xffff ? 2 : 1;
    while (index < text.length) {
      code = text.codePointAt(index) ?? 0;
      if (!isMark(code) && !isSelector(code)) break;
      index += code > 0xffff ? 2 : 1;
    }
    const folded = searchKey(text.slice(from, index));
    for (let i = 0; i < folded.length; i += 1) {
      starts.push(from);
      ends.push(index);
    }
    key += folded;
  }
  return { key, starts, ends };
}

/** A stretch of a text by UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where `query` (any width, kana, case) stands in `text`, first to last, not overlapping. */
export function findSpans(text: string, query: string, limit = 1000): readonly Span[] {
  const wanted = searchKey(query);
  if (wanted === '') return [];
  const { key, starts, ends } = mappedSearchKey(text);
  const spans: Span[] = [];
  for (let at = key.indexOf(wanted); at >= 0 && spans.length < limit; at = key.indexOf(wanted, at + wanted.length)) {
    spans.push({ start: starts[at] as number, end: ends[at + wanted.length - 1] as number });
  }
  return spans;
}
