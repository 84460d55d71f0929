import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedStrings } from '../../../../src-main/engine/book/shared-strings.ts';
import { XmlError } from '../../../../src-main/engine/xml/xml-error.ts';

const table = (strings: string): string =>
  `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings}</sst>`;

/** Every string of the table, or what it refuses. */
function read(text: string): unknown {
  try {
    const strings = SharedStrings.read(Buffer.from(text, 'utf8'));
    return Array.from({ length: strings.count }, (_, n) => [strings.raw(n), strings.visible(n)]);
  } catch (error) {
    if (error instanceof XmlError) return error.kind;
    throw error;
  }
}

describe('SharedStrings', () => {
  it('reads the same with the scanner and without', () => {
    const text = fc.constantFrom(
      '',
      'a',
      ' 個票 ',
      '𠮷\n',
      'a\r\nb',
      '_x000D_',
      '&amp;',
      '&#x20BB7;',
      '&',
      '&no;',
      'a>b',
      ']]>',
      '\u0001',
      '<!-- -->',
      '<![CDATA[<si>]]>',
      '<b/>',
    );
    const t = fc
      .tuple(
        fc.constantFrom('<t>', '<t xml:space="preserve">', "<t xml:space='preserve'>", '<t >', '<T>'),
        text,
        fc.constantFrom('</t>', '</t >', '</T>', ''),
      )
      .map((parts) => parts.join(''));
    const phonetic = fc
      .tuple(
        fc.constantFrom('<rPh sb="0" eb="1">', '<rPh eb="1" sb="0">', '<rPh sb="<" eb="1">'),
        t,
        fc.constantFrom('</rPh>', '</rph>'),
      )
      .map((parts) => parts.join(''));
    const format = fc.constantFrom(
      '<phoneticPr fontId="1"/>',
      '<phoneticPr fontId="1" type="Hiragana" alignment="left"/>',
      '<phoneticPr/>',
      '<phoneticPr fontId="1">',
    );
    const run = t.map((inner) => `<r><rPr><b/></rPr>${inner}</r>`);
    const child = fc.oneof({ arbitrary: t, weight: 6 }, phonetic, format, run, fc.constantFrom('<x:y/>', '<t/>', ' '));
    const string = fc
      .tuple(
        fc.constantFrom('<si>', '<si>', '<si>', '<si >', '<x:si>'),
        fc.array(child, { maxLength: 3 }),
        fc.constantFrom('</si>', '</si>', '</si>', '</si >', ''),
      )
      .map(([open, inner, close]) => open + inner.join('') + close);
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(string, { maxLength: 3 }), (strings) => {
        const found = read(table(strings.join('')));
        if (typeof found === 'object') accepted += 1;
        // An element beside the strings that is none of them: then the scanner reads the whole table.
        expect(found).toEqual(read(table(`${strings.join('')}<extLst/>`)));
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  it('refuses a root that is no string table, and what stands behind it', () => {
    expect(read('<worksheet><si><t>a</t></si></worksheet>')).toBe('damaged');
    expect(read(`${table('<si><t>a</t></si>')}<si/>`)).toBe('damaged');
  });
});

describe('blanks at the ends of a text', () => {
  it.each([
    ['<si><t>  題名  </t></si>', '題名'],
    ['<si><t>\n題 名\t</t></si>', '題 名'],
    ['<si><t xml:space="preserve">  題名  </t></si>', '  題名  '],
    ['<si><t>　題名　</t></si>', '　題名　'],
    ['<si><r><t> 題 </t></r><r><t xml:space="preserve"> 名</t></r></si>', '題 名'],
    ['<si><t> 題名 </t><phoneticPr fontId="1"/></si>', '題名'],
    ['<si ><t> 題名 </t></si>', '題名'],
    ['<si><t>   </t></si>', ''],
  ])('%s', (markup, text) => {
    expect(SharedStrings.read(Buffer.from(table(markup), 'utf8')).visible(0)).toBe(text);
  });

  it('stay where the whole table keeps them', () => {
    const kept = table('<si><t> 題名 </t></si>').replace('<sst ', '<sst xml:space="preserve" ');
    expect(SharedStrings.read(Buffer.from(kept, 'utf8')).visible(0)).toBe(' 題名 ');
  });
});
