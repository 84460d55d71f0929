import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sideBySide, type Passage } from '../../../src-shared/paper/side-by-side.ts';

const shown = (passages: readonly Passage[]): string =>
  passages.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

test('changed words are marked in both texts, what stays between them is left out', () => {
  const kept = '市民課の窓口を一つにまとめる。'.repeat(6);
  const { old, now } = sideBySide(`${kept}待ち時間は42分である。${kept}`, `${kept}待ち時間は30分である。${kept}`);
  expect(shown(old)).toBe('（略）待ち時間は[42]分である。（略）');
  expect(shown(now)).toBe('（略）待ち時間は[30]分である。（略）');
});

test('short texts stand whole; paragraphs that stay become one mark each', () => {
  expect(shown(sideBySide('目標は10件', '目標は12件').now)).toBe('目標は1[2]件');
  const lines = Array.from({ length: 12 }, (_, i) => `第${i + 1}項の文はこのままである。`);
  const changed = lines.with(5, '第6項の文はここを改める。');
  expect(shown(sideBySide(lines.join('\n'), changed.join('\n')).now)).toBe(
    '（略）\n第6項の文はこ[こを改め]る。\n（略）',
  );
});

test('every changed character stands in its own text, and nothing is shown that neither text says', () => {
  const sentence = fc.constantFrom('窓口をまとめる。', '予算を減らす。\n', '計画どおり進めた。', '検討中', '、');
  const text = fc.array(sentence, { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, now) => {
      const both = sideBySide(before, now);
      for (const [passages, whole] of [
        [both.old, before],
        [both.now, now],
      ] as const) {
        let from = 0;
        for (const part of passages.flatMap(({ text: words }) => words.split(/（略）\n?/u))) {
          const at = whole.indexOf(part, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + part.length;
        }
        const marked = passages
          .filter(({ changed }) => changed)
          .reduce((sum, { text: words }) => sum + words.length, 0);
        expect(marked <= whole.length).toBe(true);
      }
      expect(both.old.some(({ changed }) => changed) || both.now.some(({ changed }) => changed)).toBe(before !== now);
    }),
  );
});
