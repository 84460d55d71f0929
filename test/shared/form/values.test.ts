import { describe, expect, test } from 'vitest';
import { labelPattern, westernYear, yearInText } from '../../../src-shared/form/label-pattern.ts';
import { foldLabel } from '../../../src-shared/form/fold.ts';
import {
  blanksInText,
  chosenInText,
  innerText,
  isDash,
  marksInText,
  numberInText,
} from '../../../src-shared/form/values.ts';

describe('numbers keep their writing and are numbers to checks', () => {
  test.each([
    ['1,200', 1200],
    ['▲7,812', -7812],
    ['▲ 450', -450],
    ['△3', -3],
    ['(300)', -300],
    ['１．２０人工', 1.2],
    ['４３．０%', 0.43],
    ['280', 280],
    ['0', 0],
    ['-5', -5],
    ['7,531千円', 7531],
  ])('%s is %d', (text, number) => expect(numberInText(text)).toBeCloseTo(number, 9));
  test.each(['-', '－', '', '完了', 'R12年度までに', '1-2', '104（9年度）'])('%j is no number', (text) =>
    expect(numberInText(text)).toBeUndefined(),
  );
  test.each(['-', '－', '―', '–', '‐', 'ー'])('%s is missing', (text) => expect(isDash(text)).toBe(true));
  test('a blank and a number are not', () => expect(['', '0', '-5'].map(isDash)).toEqual([false, false, false]));
});

describe('marks, blanks and own words', () => {
  test('each mark with its word', () => {
    expect(marksInText('■あり　・　□なし', {}).map(({ name, on }) => [name, on])).toEqual([
      ['あり', true],
      ['なし', false],
    ]);
    expect(marksInText('□その他（　）', { choices: ['その他'] })[0]).toMatchObject({ name: 'その他', on: false });
  });
  test('choices that hold the separator, longest first', () => {
    const choices = ['手段', '手段・方法の見直し', '対象の見直し'];
    expect(chosenInText('手段・方法の見直し・対象の見直し', choices, '・')).toEqual({
      chosen: ['手段・方法の見直し', '対象の見直し'],
      rest: '',
    });
    expect(chosenInText('手段・新しい', choices, '・').rest).toBe('新しい');
  });
  test('blanks between words, one after another', () => {
    const blanks = [
      { name: '年', before: '令和', after: '年' },
      { name: '月', before: '年', after: '月' },
      { name: '日', before: '月', after: '日' },
    ];
    expect(blanksInText('令和　年　月　日', blanks).map(({ text }) => text)).toEqual(['　', '　', '　']);
    expect(blanksInText('令和５年６月２日', blanks).map(({ text }) => text)).toEqual(['５', '６', '２']);
  });
  test('own words however wide', () => {
    expect(innerText('２０／２４', { after: '/24' })).toBe('２０');
    expect(innerText('≪成果指標≫件数', { before: '≪成果指標≫' })).toBe('件数');
    expect(innerText('件数', { before: '≪成果指標≫' })).toBeUndefined();
  });
});

describe('labels with patterns', () => {
  const year = (pattern: string, text: string): number | undefined => {
    const met = labelPattern(pattern).match(foldLabel(text))?.year;
    return met && westernYear(met, 2024);
  };
  test.each([
    ['{year}', '令和４年度', 2022],
    ['{year}', 'R元', 2019],
    ['{year}', '平成31年度（令和元年度）', 2019],
    ['{year}', '3年度', 2021],
    ['{year}決算額', '令和5年度　決算額', 2023],
    ['{year}要求', '7年度要求', 2025],
    ['{year}', '2026年度', 2026],
  ])('%s meets %s', (pattern, text, western) => expect(year(pattern, text)).toBe(western));
  test.each(['令和５年度～令和10年度', '決算額', '令和の年'])('{year} is not %s', (text) =>
    expect(labelPattern('{year}').match(foldLabel(text))).toBeUndefined(),
  );
  test('words are words: signs of expressions mean themselves', () => {
    expect(labelPattern('{year}(a+)+$').match(foldLabel('R5aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'))).toBeUndefined();
    expect(labelPattern('その他（　　）').match(foldLabel('その他（ふるさと基金）'))).toBeDefined();
  });
  test('a sheet says its year', () => expect(yearInText('令和6年度')).toEqual({ western: 2024, said: true }));
});
