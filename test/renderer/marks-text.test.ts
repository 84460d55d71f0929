import { expect, it } from 'vitest';
import { translate } from '../../src-renderer/i18n/translate.ts';
import { marksText } from '../../src-renderer/screens/exchange/marks-text.ts';

it('tells marks of a text in words', () => {
  const say = (marks: string, language: 'ja' | 'en' = 'ja'): string =>
    marksText(marks, (key, values) => translate(language, key, values));
  expect(say('all:FF0000')).toBe('全体が赤字');
  expect(say('0-5:FF0000+strike 7-9:0070C0')).toBe('1〜5文字目が赤字・取り消し線、8〜9文字目が青字');
  expect(say('all:00B050+underline', 'en')).toBe('all: green, underlined');
  expect(say('2-3:7F7F7F', 'en')).toBe('characters 3 to 3: coloured (#7F7F7F)');
});
