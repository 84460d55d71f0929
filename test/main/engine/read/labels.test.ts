import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../src-main/engine/read/form/find-labels.ts';
import { formLabels } from '../../../../src-main/engine/read/form/form-table.ts';

const words = [...formLabels].flatMap(([name, { words: all }]) => all.map((word) => [word, name] as const));
const dressed = (word: string): readonly string[] => [
  word,
  `【${word}】`,
  // A number in front of 4~9月 is none to be told apart.
  ...(/^\d/.test(word) ? [] : [`３．${word}`, `⑵ ${word}`, `第１ ${word}`]),
  `${word}（別紙のとおり、詳しくは裏面）`,
  `${word}※提出前に確認`,
  [...word].join('　'),
  word.normalize('NFD'),
];

describe('what a text is on the form', () => {
  it.each(words)('%s, however it is dressed: %s', (word, name) => {
    for (const text of dressed(word)) expect([text, labelOf(text)]).toEqual([text, expect.objectContaining({ name })]);
  });

  it.each([
    ['平成25年度上半期の取組状況', { kind: 'year', label: { year: 2013, before: 1988, column: 'first' } }],
    ['令和８年度以降の展開を示す', { kind: 'year', label: { year: 2026, before: 2018, column: 'after' } }],
    ['個票No.10の続き', { kind: 'number-in-label', no: '10の続き' }],
    ['現状値は令和元年のもの', { kind: 'label', name: '現状' }],
    ['重点改革項目Ⅰ　「市民が主役」の市政をめざして', { kind: 'own', name: '重点改革項目', alone: false }],
  ])('%s: words that end a label openly', (text, hit) => {
    expect(labelOf(text)).toEqual(hit);
  });

  it.each([
    '第7項目は計画どおり進んだ',
    '・計画7-0-2025',
    '・実績のとりまとめ',
    '800件（見込）',
    '取組の内容を見直す',
    '上半期に窓口を開いた',
    '8'.repeat(9),
  ])('%s: a value', (text) => {
    expect(labelOf(text)).toBeUndefined();
  });
});
