import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteText, fromByteText, utf8Text } from '../../../../src-main/engine/xml/utf8.ts';

describe('utf8Text', () => {
  it('decodes as Buffer does, any stretch of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        (before, text, behind) => {
          const bytes = Buffer.from(before + text + behind, 'utf8');
          const start = Buffer.byteLength(before, 'utf8');
          expect(utf8Text(bytes, start, start + Buffer.byteLength(text, 'utf8'))).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('decodes stretches longer than any before', () => {
    for (const length of [5000, 70_000, 600_000]) {
      const text = '個票𠮷a'.repeat(length / 5);
      const bytes = Buffer.from(text, 'utf8');
      expect(utf8Text(bytes, 0, bytes.length)).toBe(text);
    }
  });
});

describe('a byte text', () => {
  it('has a character for each byte and gives its text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = Buffer.from(text, 'utf8');
        expect(byteText(bytes)).toHaveLength(bytes.length);
        expect(fromByteText(byteText(bytes))).toBe(text);
      }),
    );
  });
});
