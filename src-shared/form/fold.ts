/**
 * What labels of any form are compared by: NFKC, without white space and punctuation, in lower case, common spellings made
 * one. Where nothing is left (`-`, `※`), the bare text. Never applied to values.
 */
export function foldLabel(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  const key = plain.replace(meaningless, '');
  if (key === '') return plain.trim();
  return key.replace(/取り?組み?/g, '取組').replace(/および|及び|並びに/g, '');
}

/** Also shapes such as ◎ and ■, which stand before headings or not; `+`, arrows and ≪ ≫ too: the words around them tell. */
const meaningless = /[\s\p{P}\p{S}\p{C}\p{Z}]/gu;
