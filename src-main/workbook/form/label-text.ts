/** Longer texts are no labels; the longest label of the form has about 30 characters, blanks between them included. */
const longest = 80;

/** Sutegana and shortened writings that offices mix. */
const writings: readonly (readonly [RegExp, string])[] = [
  [/取り?組み?/g, '取組'],
  [/および|及び|並びに/g, ''],
];

/** White space, punctuation and symbols carry no meaning in a label: `課題､今後の方針`, `～`, `(` and `【` differ by writer. */
const meaningless = /[\s\p{P}\p{S}\p{C}]/gu;

function reduce(text: string): string {
  let key = text.normalize('NFKC').replace(meaningless, '').toLowerCase();
  for (const [pattern, writing] of writings) key = key.replace(pattern, writing);
  return key;
}

/**
 * What labels are compared by: NFKC, without white space and punctuation, in lower case, usual spellings made one.
 * `''` for texts too long to be a label. Never applied to values.
 */
export const labelKey = (text: string): string => (text.length > longest ? '' : reduce(text));

/** The key without what stands in parentheses (`上半期 (4～9月)`) and without a number in front (`１．`, `①`, `(2)`). */
export function shortLabelKey(text: string): string {
  if (text.length > longest) return '';
  const plain = text.normalize('NFKC').replace(/[(〔［【〈<[][^()〔〕［］【】〈〉<>[\]]*[)〕］】〉>\]]/g, (group, at: number) =>
    /^[【〔［]/.test(group) && at === 0 ? group : '',
  );
  return reduce(plain).replace(/^\d{1,2}(?=\D)/, '');
}
