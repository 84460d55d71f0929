import { jisX0208, jisX0213Additions } from './jis-tables.ts';

/** How far a character can be trusted to look the same on other machines and on paper. */
export type CharacterClass = 'common' | 'extended' | 'outside' | 'private';

function decode(table: string): Set<number> {
  const codes = new Set<number>();
  let position = 0;
  for (const run of table.split(' ')) {
    const [gap = '0', length = '1'] = run.split('.');
    position += Number.parseInt(gap, 36);
    const end = position + Number.parseInt(length, 36);
    for (; position < end; position += 1) codes.add(position);
  }
  return codes;
}

let tables: { readonly common: Set<number>; readonly extended: Set<number> } | undefined;

const isPrivateUse = (code: number): boolean =>
  (code >= 0xe000 && code <= 0xf8ff) || (code >= 0xf0000 && code <= 0x10fffd);

/** Marks that choose a form of the character before them: they are judged with it, never alone. */
const isSelector = (code: number): boolean =>
  (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);

/**
 * Class of one code point: `common` is JIS X 0208, ASCII and half-width kana (JIS X 0201), `extended` what JIS X 0213
 * adds (①, Ⅰ, ㈱), `private` a 外字 of one machine, `outside` everything else.
 */
export function characterClass(code: number): CharacterClass {
  if (code < 0x80 || (code >= 0xff61 && code <= 0xff9f) || isSelector(code)) return 'common';
  if (isPrivateUse(code)) return 'private';
  tables ??= { common: decode(jisX0208), extended: decode(jisX0213Additions) };
  if (tables.common.has(code)) return 'common';
  return tables.extended.has(code) ? 'extended' : 'outside';
}
