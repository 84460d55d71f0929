import { expect, it } from 'vitest';
import { bandNames, parseBands, usualBands } from '../../src-shared/glance/rates.ts';
import { translate } from '../../src-renderer/i18n/translate.ts';
import { bandWords } from '../../src-renderer/screens/glance/band-words.ts';

const named = (language: 'ja' | 'en', bands = usualBands): readonly string[] =>
  bandNames(bands).map((name) => bandWords(name, (key, values) => translate(language, key, values)));

it('the program’s own classes of rates are named in the language of the window, the plan’s as they were written', () => {
  expect(named('ja')).toEqual(['100%以上', '80%以上100%未満', '60%以上80%未満', '60%未満']);
  expect(named('en')).toEqual(['100% and more', '80% to below 100%', '60% to below 80%', 'below 60%']);
  const own = parseBands('100:達成,80:80%以上,50');
  expect(named('en', own)).toEqual(['達成', '80%以上', '50% to below 80%', 'below 50%']);
});
