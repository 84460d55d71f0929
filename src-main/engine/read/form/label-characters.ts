import { eras } from '../../book/styles/japanese-eras.ts';
import { exampleWords, formLabels } from './form-table.ts';
import { numberingFirsts, writings } from './label-text.ts';
import { openEnds, yearWords } from './year-label.ts';

const isKana = (code: number): boolean => code >= 0x3041 && code <= 0x30fa;
const isKanji = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

/** Per UTF-16 unit: 1 for kana and kanji that stand in labels and headings, 2 where anything may follow. */
const kinds = new Uint8Array(65_536);

/**
 * The characters of an expression's source. The build writes expressions in ASCII, and then the source has `\\u53d6` where the
 * source code has 取: without this the built program took 「取り組みの内容」 for a value.
 */
export const sourceCharacters = (source: string): string =>
  source.replace(/\\u(?:\{([\da-f]+)\}|([\da-f]{4}))/gi, (_, wide?: string, four?: string) =>
    String.fromCodePoint(Number.parseInt(wide ?? four ?? '', 16)),
  );

const sources = sourceCharacters(
  [
    ...[...formLabels.values()].flatMap(({ words, pattern }) => [...words, pattern?.source ?? '']),
    ...eras.flatMap(({ name, short }) => [name, short]),
    ...writings.map(([pattern, writing]) => pattern.source + writing),
    ...yearWords,
    exampleWords.source,
    numberingFirsts,
  ].join(''),
);
// が may be written as か with a mark.
for (const source of [sources, sources.normalize('NFD')]) {
  for (let i = 0; i < source.length; i += 1) kinds[source.charCodeAt(i)] = 1;
}
// What stands in parentheses and behind ※ is no part of a label; a number behind No. may be any.
for (const end of `${openEnds}値※(〔［【「『《〈<[（nNｎＮ№`) kinds[end.charCodeAt(0)] = 2;

/**
 * The text has a kana or kanji that no label and no heading has, which tells most texts of values from them without making a key.
 * The words of the form table and of year headings are all there is, numbers, blanks and signs aside. Not for title lines, whose
 * label begins a value.
 */
export function hasForeignCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const kind = kinds[code];
    if (kind === 2) return false;
    if (kind === 0 && (isKana(code) || isKanji(code))) return true;
  }
  return false;
}
