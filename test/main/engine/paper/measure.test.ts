import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sheetGrid } from '../../../../src-main/engine/paper/grid.ts';
import { capacityOf, fitText } from '../../../../src-shared/text-metrics/capacity.ts';
import {
  columnPixels,
  defaultColumnPixels,
  maximumDigitWidth,
} from '../../../../src-shared/text-metrics/column-width.ts';
import { fontFamily } from '../../../../src-shared/text-metrics/families.ts';
import { layoutPieces, layoutText } from '../../../../src-shared/text-metrics/line-break.ts';
import { lineHeight, textWidth } from '../../../../src-shared/text-metrics/measure.ts';

const gothic = { name: 'ＭＳ ゴシック', size: 10 };
const proportional = { name: 'ＭＳ Ｐゴシック', size: 11 };
const plain = (text: string, width: number, font = gothic) =>
  layoutText(text, font, width).map((line) => line.parts.map((part) => part.text).join(''));

describe('advances', () => {
  test('a monospaced font has full and half ems', () => {
    expect(textWidth('漢字かなｶﾅAB12', gothic)).toBe(10 * (4 + 2 * 0.5 + 4 * 0.5));
  });
  test('names compare without width variants, blanks and case', () => {
    expect(fontFamily('MS Pゴシック')).toBe(fontFamily('ＭＳ　Ｐゴシック'));
    expect(fontFamily('MS PGothic').regular).toBe(fontFamily('ＭＳ Ｐゴシック').regular);
  });
  test('kana of ＭＳ Ｐゴシック are narrower than an em, kanji are not', () => {
    expect(textWidth('ことし', proportional)).toBeLessThan(33);
    expect(textWidth('年度末', proportional)).toBe(33);
  });
  test('a font that nobody has is measured as wide as is plausible', () => {
    const unknown = { name: '市役所丸ゴシック', size: 10 };
    expect(textWidth('計画', unknown)).toBe(20);
    expect(textWidth('かな', unknown)).toBe(20);
    for (const name of ['ＭＳ Ｐゴシック', 'Arial', 'Calibri', 'BIZ UDPゴシック']) {
      expect(textWidth('Plan 2013, ABC', unknown)).toBeGreaterThanOrEqual(
        textWidth('Plan 2013, ABC', { name, size: 10 }),
      );
    }
  });
  test('variation selectors and combining marks stand on their character', () => {
    expect(textWidth('葛\u{e0100}', gothic)).toBe(10);
    expect(textWidth('𠮷', gothic)).toBe(10);
    expect(textWidth('か\u3099', gothic)).toBe(10);
  });
});

describe('line breaking', () => {
  test.each([
    ['between ideographs', 'あいうえおかき', 30, ['あいう', 'えおか', 'き']],
    ['no full stop at the start', 'あいう。えお', 30, ['あい', 'う。え', 'お']],
    ['no opening bracket at the end', 'あい「うえ」', 30, ['あい', '「う', 'え」']],
    ['words stay whole', 'あい PDF file', 36, ['あい ', 'PDF ', 'file']],
    ['a word longer than the line breaks', 'abcdefghij', 20, ['abcd', 'efgh', 'ij']],
    ['numbers stay whole', '件数1,200件', 40, ['件数', '1,200件']],
    ['line ends are lines', 'あ\n\nい', 40, ['あ', '', 'い']],
    ['blanks hang', 'あいう　えお', 30, ['あいう　', 'えお']],
    ['empty', '', 40, ['']],
    ['one character wider than the line', '漢字', 5, ['漢', '字']],
  ])('%s', (_, text, width, expected) => {
    expect(plain(text, width)).toEqual(expected);
  });
  test('every character is on one line and no line is wider than asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'漢かカｶa1 、。「」（)\n𠮷', '葛\u{e0100}', 'word ', '…'), { maxLength: 80 }),
        fc.integer({ min: 12, max: 200 }),
        (parts, width) => {
          const text = parts.join('');
          const lines = layoutText(text, gothic, width);
          expect(lines.map((line) => line.parts.map((part) => part.text).join('')).join('')).toBe(
            text.replaceAll('\n', ''),
          );
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(Math.max(width, 10) + 1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });
  test('runs keep their place over line breaks, and the highest font makes the line', () => {
    const big = { name: 'ＭＳ ゴシック', size: 20 };
    const lines = layoutPieces(
      [
        { text: '●', font: big },
        { text: '総務課と財政課', font: gothic },
      ],
      45,
    );
    expect(lines.map((line) => line.parts.map((part) => `${part.run}${part.text}`))).toEqual([
      ['0●', '1総務'],
      ['1課と財政'],
      ['1課'],
    ]);
    expect(lines[0]?.height).toBe(lineHeight(big));
    expect(lines[1]?.height).toBe(lineHeight(gothic));
  });
});

describe('columns and boxes', () => {
  test('widths as Excel shows them for ＭＳ Ｐゴシック 11 and Calibri 11', () => {
    const ms = maximumDigitWidth(proportional);
    expect([ms, defaultColumnPixels(ms), columnPixels(8.38, ms), columnPixels(9, ms)]).toEqual([8, 72, 67, 72]);
    const calibri = maximumDigitWidth({ name: 'Calibri', size: 11 });
    expect([calibri, defaultColumnPixels(calibri), columnPixels(9.140625, calibri)]).toEqual([7, 64, 64]);
  });
  test('hidden columns have no width; an area that is all hidden keeps its size', () => {
    const grid = sheetGrid({
      defaultFont: proportional,
      defaultRowHeight: 13.5,
      columns: [
        { min: 1, max: 2, width: 9, hidden: false },
        { min: 3, max: 3, width: 9, hidden: true },
      ],
      rows: new Map([
        [2, { height: 40, hidden: false }],
        [3, { height: 30, hidden: true }],
      ]),
    });
    expect([grid.columnWidth(2), grid.columnWidth(3), grid.columnWidth(4)]).toEqual([54, 0, 54]);
    expect(grid.box({ top: 1, left: 1, bottom: 3, right: 3 })).toEqual({ width: 108, height: 53.5 });
    expect(grid.box({ top: 3, left: 3, bottom: 3, right: 3 })).toEqual({ width: 54, height: 30 });
  });
  test('a box of 10 by 4 characters with its margin', () => {
    const style = { font: gothic, wrap: true, shrink: false };
    const box = { width: 106, height: 50 };
    const capacity = capacityOf(box, style);
    expect([capacity.columns, capacity.lines]).toEqual([10, 4]);
    const fits = fitText([{ text: 'あ'.repeat(40), font: gothic }], box, style);
    expect([fits.lines.length, fits.fits]).toEqual([4, true]);
    expect(fitText([{ text: 'あ'.repeat(41), font: gothic }], box, style).fits).toBe(false);
  });
  test('stacked text counts along the height', () => {
    const capacity = capacityOf({ width: 30, height: 120 }, { font: gothic, wrap: true, shrink: false, rotation: 255 });
    expect([capacity.columns, capacity.lines]).toEqual([11, 2]);
  });
});
