import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeAttribute, escapeText } from '../../../../src-main/engine/xml/entities.ts';
import { token, XmlScanner } from '../../../../src-main/engine/xml/scanner.ts';
import { decodeXstring, encodeXstring, visibleText } from '../../../../src-main/engine/xml/xstring.ts';

describe('ST_Xstring', () => {
  it('decodes escapes and keeps escaped ones', () => {
    expect(decodeXstring('a_x000D_\n_x005F_x000D_ _x3042_ _x12_')).toBe('a\r\n_x000D_ あ _x12_');
  });

  it('shows every line end as one LF', () => {
    expect(visibleText('1_x000D_\n2_x000D_3\r\n4\r5\n6')).toBe('1\n2\n3\n4\n5\n6');
  });

  it('comes back from a document exactly, to the code point', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        '_',
        'x',
        '0',
        'D',
        '\r',
        '\n',
        '\t',
        '\u0001',
        '<',
        '&',
        '"',
        '>',
        ']',
        '𠮷',
        '\ue000',
      ),
    });
    fc.assert(
      fc.property(text, (value) => {
        const s = new XmlScanner(
          `<a b="${escapeAttribute(encodeXstring(value))}">${escapeText(encodeXstring(value))}</a>`,
        );
        expect(s.next()).toBe(token.open);
        expect(decodeXstring(s.attribute('b') as string)).toBe(value);
        expect(decodeXstring(s.readText())).toBe(value);
      }),
      // Found by a random run: the escape of the last character ends what then reads as another one.
      { numRuns: 2000, examples: [['_xaaaa\r'], ['_x005F\u0001']] },
    );
  });
});
