import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterClass } from '../../../src-shared/checks/jis.ts';
import { fixTyping, typingNotes, type TypingKind } from '../../../src-shared/checks/typing.ts';

const notes = (text: string): readonly string[] => typingNotes(text).map(({ kind, sample }) => `${kind} ${sample}`);

describe('characters', () => {
  it.each([
    ['あ亜Aｱ、〜～−', 'common'],
    ['①Ⅰ㈱﨑塡𩸽', 'extended'],
    ['𠮷髙🙂', 'outside'],
    ['\ue000\u{f0001}', 'private'],
  ] as const)('%s are %s', (text, expected) => {
    for (const character of text)
      expect([character, characterClass(character.codePointAt(0) ?? 0)]).toEqual([character, expected]);
  });

  it('judges a variation selector with its character', () => {
    expect(notes('葛󠄀城')).toEqual([]);
  });
});

describe('typing helps', () => {
  it.each([
    ['転入12件、１２３件', ['mixed-digits 12']],
    ['転入1234件、５件', ['mixed-digits ５']],
    ['12件と5件', []],
    ['　一字下げの段落', []],
    ['　　二字下げ', ['leading-blanks 　　']],
    ['本文\n  半角の空白', ['leading-blanks   ']],
    ['窓口ｻｰﾋﾞｽ', ['half-width-kana ｻｰﾋﾞｽ']],
    ['外字\ue001', ['private-use U+E001']],
    ['垂直\u000bタブ', ['control U+000b']],
    ['', []],
  ])('%j: %j', (text, expected) => {
    expect(notes(text)).toEqual(expected);
  });

  it.each([
    ['mixed-digits', '転入12件、１２３件', '転入１２件、１２３件'],
    ['mixed-digits', '1234と５', '1234と5'],
    ['half-width-kana', 'ｻｰﾋﾞｽ窓口', 'サービス窓口'],
    ['leading-blanks', '　　a\n  b\n　c', '　a\nb\n　c'],
    ['control', 'a\u000bb\n', 'ab\n'],
    ['private-use', '\ue000', '\ue000'],
    ['outside-jis', '𠮷', '𠮷'],
  ] as const)('fixes %s', (kind, text, expected) => {
    expect(fixTyping(text, kind)).toBe(expected);
  });

  it('a fix leaves nothing of its kind and does nothing the second time', () => {
    const kinds: readonly TypingKind[] = ['mixed-digits', 'half-width-kana', 'leading-blanks', 'control'];
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('あ', '1', '２', ' ', '　', '\n', 'ｶ', 'ﾞ', '\u0001', '・') }),
        fc.constantFrom(...kinds),
        (text, kind) => {
          const fixed = fixTyping(text, kind);
          expect(typingNotes(fixed).filter((note) => note.kind === kind)).toEqual([]);
          expect(fixTyping(fixed, kind)).toBe(fixed);
        },
      ),
    );
  });
});
