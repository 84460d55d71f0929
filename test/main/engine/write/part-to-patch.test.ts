import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partToPatch } from '../../../../src-main/engine/write/patch/part-to-patch.ts';

const count = 900;
const row = (n: number): string =>
  `<row r="${n}" spans="1:2"><c r="A${n}" t="str"><f>B${n}</f><v>値${n}「𠮷」</v></c><c r="B${n}"><v>${n}</v></c></row>`;
const rows = Array.from({ length: count }, (_, n) => row(n + 1));
const head =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B900"/><sheetData>';
const foot = '</sheetData><headerFooter><oddFooter>頁</oddFooter></headerFooter></worksheet>';
const sheet = (data: readonly string[]): string => head + data.join('') + foot;
const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('partToPatch', () => {
  it('writes into some rows of a large sheet as into the whole text, whatever lies between them', () => {
    const whole = sheet(rows);
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: count }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(numbers, fc.string({ unit: 'grapheme' }), (wanted, insert) => {
        const part = partToPatch(bytesOf(whole), 'sheet', new Set(wanted));
        expect(part.text.length).toBeLessThan(whole.length / 10);
        const splices = wanted.flatMap((n) => {
          const start = part.text.indexOf(row(n));
          const value = part.text.indexOf(`<v>${n}</v>`, start);
          // The row's own beginning and end are places where text that was left out may begin.
          return [
            { start, end: start, insert: `<row r="0"/>` },
            { start: value, end: value + `<v>${n}</v>`.length, insert },
            { start: start + row(n).length - 6, end: start + row(n).length, insert: '</row >' },
          ];
        });
        const expected = rows.map((one, n) =>
          wanted.includes(n + 1)
            ? `<row r="0"/>${one.replace(`<v>${n + 1}</v>`, () => insert).replace('</row>', '</row >')}`
            : one,
        );
        expect(textOf(part.apply(splices))).toBe(textOf(bytesOf(sheet(expected))));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the row above, whose cells lend their style', () => {
    const { text } = partToPatch(bytesOf(sheet(rows)), 'sheet', new Set([500]));
    expect(text).toBe(sheet([row(499), row(500)]));
  });

  it.each([
    ['a row that is not there', sheet(rows), 901],
    ['rows out of order', sheet([...rows.slice(1), row(1)]), 500],
    ['a row without number', sheet([...rows, '<row><c/></row>']), 500],
    ['a shared formula', sheet([...rows, '<row r="901"><c r="A901"><f t="shared" si="0"/></c></row>']), 500],
    ['a comment', sheet([...rows, '<!-- <row r="902"/> -->']), 500],
    ['a small sheet', sheet(rows.slice(0, 10)), 5],
  ])('takes the whole text for %s', (_, text, wanted) => {
    const part = partToPatch(bytesOf(text), 'sheet', new Set([wanted]));
    expect(part.text).toBe(text);
    expect(textOf(part.apply([{ start: text.length, end: text.length, insert: '\n' }]))).toBe(`${text}\n`);
  });

  it('takes the whole text for UTF-16, and gives UTF-16 back', () => {
    const text = sheet(rows).replace('UTF-8', 'UTF-16');
    const part = partToPatch(Buffer.from(`\ufeff${text}`, 'utf16le'), 'sheet', new Set([500]));
    expect(part.text).toBe(text);
    expect(Buffer.from(part.apply([{ start: 0, end: 5, insert: '<?xml' }])).toString('utf16le')).toBe(`\ufeff${text}`);
  });
});
