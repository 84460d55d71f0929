import { describe, expect, test } from 'vitest';
import { mergeTexts } from '../../../src-shared/merge/merge-texts.ts';
import { fieldState } from '../../../src-shared/merge/field-state.ts';
import { resolve } from '../../../src-shared/merge/resolve.ts';
import { mergeCases } from './cases.ts';

describe('two edits of one text', () => {
  for (const { why, base, a, b, merged } of mergeCases) {
    test(why, () => {
      expect(mergeTexts(base, [a, b])).toBe(merged);
      expect(mergeTexts(base, [b, a])).toBe(merged);
      expect(mergeTexts(base, [b, a, b, base])).toBe(merged);
    });
    test(`${why}: as two returned files, and as the master against one`, () => {
      const text = (result: ReturnType<typeof resolve>): string | undefined =>
        result.kind === 'conflict' ? undefined : result.text;
      const plain = base.replaceAll('\r\n', '\n');
      const two = fieldState({
        versions: [
          { file: 'a', base, value: a },
          { file: 'b', base, value: b },
        ],
      });
      expect(text(resolve(two, plain))).toBe(merged);
      for (const [mine, theirs] of [
        [a, b],
        [b, a],
      ] as const) {
        expect(text(resolve(fieldState({ versions: [{ file: 'f', base, value: theirs }] }), mine))).toBe(merged);
      }
    });
  }

  test('three texts merge at once where each pair would', () => {
    const base = '・い\n・ろ\n・は';
    expect(mergeTexts(base, ['・い１\n・ろ\n・は', '・い\n・ろ２\n・は', '・い\n・ろ\n・は３'])).toBe(
      '・い１\n・ろ２\n・は３',
    );
    expect(mergeTexts(base, ['・い１\n・ろ\n・は', '・い\n・ろ２\n・は', '・い９\n・ろ\n・は'])).toBeUndefined();
  });
});
