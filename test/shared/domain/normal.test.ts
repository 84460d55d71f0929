import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpans, groupingKey, mappedSearchKey, searchKey } from '../../../src-shared/domain/normal.ts';

const marked = (text: string, query: string): readonly string[] =>
  findSpans(text, query).map(({ start, end }) => text.slice(start, end));

describe('search forms', () => {
  it.each([
    ['総合ﾏﾄﾞｸﾞﾁの設置', 'まどぐち', ['ﾏﾄﾞｸﾞﾁ']],
    ['ＤＸ推進とdx', 'Dx', ['ＤＸ', 'dx']],
    ['平成２５年度', '25', ['２５']],
    ['４～９月', '4〜9', ['４～９']],
    ['予定通り\n進捗', '予定通り進捗', ['予定通り\n進捗']],
    ['葛󠄀城市', '葛城', ['葛󠄀城']],
    ['𠮷田さん', '𠮷田', ['𠮷田']],
    ['ガ ギ', 'が', ['ガ']],
    ['', 'x', []],
    ['abc', '', []],
  ])('%s is found by %s', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  it('finds a decomposed kana as one', () => {
    expect(marked('カ\u3099ス', 'ガス')).toEqual(['カ\u3099ス']);
  });

  it('maps every unit of the form into the text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('あ', 'ガ', 'ｶ', 'ﾞ', '１', 'A', '㈱', '𠮷', ' ', '\n', '\u3099', '\u{e0100}', '～'),
        }),
        (text) => {
          const { key, starts, ends } = mappedSearchKey(text);
          expect(starts).toHaveLength(key.length);
          expect(ends).toHaveLength(key.length);
          for (let i = 0; i < key.length; i += 1) {
            expect(starts[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : (starts[i - 1] as number));
            expect(ends[i]).toBeGreaterThan(starts[i] as number);
            expect(ends[i]).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });

  it('finds in a text whatever stretch of whole characters is taken from it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('あ', 'ガ', 'ｱ', '１', 'A', '㈱', '𠮷', '窓', '口'), { minLength: 1 }),
        fc.nat(),
        fc.nat(),
        (parts, a, b) => {
          const from = Math.min(a, b) % parts.length;
          const piece = parts.slice(from, from + 1 + (Math.max(a, b) % 4)).join('');
          expect(findSpans(parts.join(''), piece).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('groups choices whatever their breaks and widths', () => {
    expect(groupingKey('予定通り\n進捗')).toBe(groupingKey('予定通り 進捗'));
    expect(groupingKey('Ａ')).toBe('A');
    expect(groupingKey('予定どおり進捗')).not.toBe(groupingKey('予定通り進捗'));
  });

  it('leaves plain signs as they are', () => {
    expect(searchKey('1,200')).toBe('1,200');
  });
});
