/** Longer texts are no labels; the longest label of the form has 20 characters that count, blanks between them aside. */
const longest = 80;
const longestKey = 36;

/** Sutegana and shortened writings that offices mix. */
export const writings: readonly (readonly [RegExp, string])[] = [
  [/取り?組み?/g, '取組'],
  [/および|及び|並びに/g, ''],
];

/** White space, punctuation and symbols carry no meaning in a label: `課題､今後の方針`, `～`, `(` and `【` differ by writer. */
const meaningless = /[\s\p{P}\p{S}\p{C}]/u;

/** Per UTF-16 unit: 0 not looked at yet, 1 counts, 2 is left out. */
const unitKinds = new Uint8Array(65_536);
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

const isAsciiWord = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
/** Kana with ー, but without the ・ between them; kanji. */
const isKana = (code: number): boolean =>
  (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc;
/** Without the hexagrams among them, which are signs. */
const isKanji = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code < 0x4dc0);

/** Most characters are told by their place; the expression takes longer to make ready than a form's labels take to compare. */
function counts(code: number): boolean {
  if (code < 0x80) return isAsciiWord(code);
  return isKanji(code) || isKana(code) || isSurrogate(code) || !meaningless.test(String.fromCharCode(code));
}

function reduce(text: string): string {
  const plain = isOwnNfkc(text) ? text : text.normalize('NFKC');
  let key = '';
  let from = 0;
  for (let i = 0; i < plain.length; i += 1) {
    const code = plain.charCodeAt(i);
    let kind = unitKinds[code];
    if (kind === 0) kind = unitKinds[code] = counts(code) ? 1 : 2;
    if (kind === 1) continue;
    key += plain.slice(from, i);
    from = i + 1;
  }
  key = (from === 0 ? plain : key + plain.slice(from)).toLowerCase();
  return oneWriting(key);
}

/** Most keys have none of the writings: they are told by one look. */
const anyWriting = new RegExp(writings.map(([pattern]) => pattern.source).join('|'));

const oneWriting = (key: string): string =>
  anyWriting.test(key) ? writings.reduce((now, [pattern, writing]) => now.replace(pattern, writing), key) : key;

/** ASCII, kana, common kanji and their punctuation are their own NFKC. */
function isOwnNfkc(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (
      code < 0x80 ||
      (code >= 0x4e00 && code <= 0x9fff) ||
      (code >= 0x3041 && code <= 0x3096) ||
      (code >= 0x30a1 && code <= 0x30fc)
    )
      continue;
    if (code < 0x3001 || code > 0x3020) return false;
  }
  return true;
}

/**
 * What labels are compared by: NFKC, without white space and punctuation, in lower case, usual spellings made one.
 * `''` for texts too long to be a label. Never applied to values.
 */
export const labelKey = (text: string): string => (text.length > longest || isLong(text) ? '' : reduce(text));

/** More characters that count than any label has. */
function isLong(text: string): boolean {
  if (text.length <= longestKey) return false;
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && code !== 0x3000 && code !== 0xa0) count += 1;
  }
  return count > longestKey;
}

/** `１．`, `①`, `1-(2)`, `第３`, `ア`, `a)`, `Ⅱ` in front of a label, by its key. */
export const numbering = /^(?:第?\d{1,2}(?=\D)|[アイウエオカキクケコ]|[ivx]{1,4}|[a-h])/;

/** What such numbers begin with, digits aside. */
export const numberingFirsts = 'アイウエオカキクケコabcdefghivx第';

/** What is left out of a short key: parentheses and notes; `numbered` are the first characters of numbers in front. */
const shortened = /[(〔［【〈<[※]/;
const numbered = /[\dア-コa-xA-X第]/;

function mayHaveShortKey(text: string): boolean {
  const first = firstOfKey(text, 0);
  return first < 0 || numbered.test(text[first] as string) || shortened.test(text);
}

/** The key without what stands in parentheses (`上半期 (4～9月)`) and behind a `※` in its line; `''` for a text that has neither, nor a number in front. */
export function shortLabelKey(text: string): string {
  if (text.length > longest || isLong(text) || (isOwnNfkc(text) && !mayHaveShortKey(text))) return '';
  const plain = text
    .normalize('NFKC')
    .replace(/(?<=[^])※[^\n]*/g, '')
    .replace(/[(〔［【〈<[][^()〔〕［］【】〈〉<>[\]]*[)〕］】〉>\]]/g, (group, at: number) =>
      /^[【〔［]/.test(group) && at === 0 ? group : '',
    );
  return reduce(plain);
}

/**
 * Where the next character of a text's key stands, without making the key; -1 where that takes more than a look (compatibility
 * characters such as № and ①) and at the end. Most texts of a workbook are told from labels by it.
 */
export function firstOfKey(text: string, from: number): number {
  for (let i = from; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (isAsciiWord(code)) return i;
    } else if ((code >= 0x3041 && code <= 0x30fa) || code === 0x30fc || isKanji(code)) return i;
    else if (!isPassedOver(code)) return -1;
  }
  return -1;
}

/** Blanks, punctuation and shapes that never count: general punctuation, arrows to dingbats, CJK punctuation, ・. */
const isPassedOver = (code: number): boolean =>
  code === 0xa0 ||
  code === 0x30fb ||
  (code >= 0x2010 && code <= 0x2027) ||
  (code >= 0x2500 && code <= 0x27bf) ||
  (code >= 0x3000 && code <= 0x3003) ||
  (code >= 0x3008 && code <= 0x3020);
