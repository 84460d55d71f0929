import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtinFormats } from '../../../../../src-main/engine/book/styles/builtin-formats.ts';
import { displayNumber, displayText } from '../../../../../src-main/engine/book/styles/number-format.ts';
import { readStyles } from '../../../../../src-main/engine/book/styles/styles-part.ts';
import { serialOfIsoDate } from '../../../../../src-main/engine/book/styles/date-serial.ts';

/** value, format, what Excel for Japanese shows. */
const table: readonly (readonly [number, string, string])[] = [
  [0, 'General', '0'],
  [42, 'General', '42'],
  [-1.5, 'General', '-1.5'],
  [0.1 + 0.2, 'General', '0.3'],
  [1 / 3, 'General', '0.333333333'],
  [12345678901, 'General', '12345678901'],
  [123456789012, 'General', '1.23457E+11'],
  [0.00001234, 'General', '1.234E-05'],
  [0.00012345, 'General', '0.00012345'],
  [1234567.891234, 'General', '1234567.891'],
  [0.476, '0.0%', '47.6%'],
  [0.4755, '0%', '48%'],
  [0.285, '0%', '29%'],
  [1.005, '0.00', '1.01'],
  [2.5, '0', '3'],
  [-2.5, '0', '-3'],
  [0.066, '0.0%', '6.6%'],
  [1200, '#,##0"件"', '1,200件'],
  [936900, '#,##0"㎡"', '936,900㎡'],
  [0, '#,##0"件"', '0件'],
  [1234567, '#,##0', '1,234,567'],
  [14.8, '#,##0.0"時間"', '14.8時間'],
  [31, '0"分"', '31分'],
  [31, '0分', '31分'],
  [0, '#', ''],
  [0, '#.##', '.'],
  [5, '000', '005'],
  [1234.5, '0.0#', '1234.5'],
  [1234, '0.0#', '1234.0'],
  [-3, '#,##0;"△"#,##0', '△3'],
  [3, '#,##0;"△"#,##0', '3'],
  [0, '0;-0;"－"', '－'],
  [-3, '0;[Red]\\-0', '-3'],
  [41, '0.0_ ', '41.0'],
  [41, '#,##0_ ;[Red]\\-#,##0\\ ', '41'],
  [1500, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', '1,500'],
  [0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', '-'],
  [12345678, '#,##0,', '12,346'],
  [12345678, '0.0,,"百万円"', '12.3百万円'],
  [150, '[>=100]"多"0;[<10]"少"0;0', '多150'],
  [5, '[>=100]"多"0;[<10]"少"0;0', '少5'],
  [50, '[>=100]"多"0;[<10]"少"0;0', '50'],
  [0.5, '# ?/?', '1/2'],
  [1.25, '# ??/??', '1 1/4'],
  [12345, '0.00E+00', '1.23E+04'],
  [0.00012, '0.0E+0', '1.2E-4'],
  [25, '"平成"0"年度"', '平成25年度'],
  [25, '"H"0', 'H25'],
  [312345678, '000-0000-0000', '003-1234-5678'],
  [41365, 'yyyy"年"m"月"d"日"', '2013年4月1日'],
  [41365, '[$-411]ggge"年"m"月"d"日"', '平成25年4月1日'],
  [43586, '[$-411]ggge"年"', '令和1年'],
  [43586, '[$-ja-JP-x-gannen]ggge"年"m"月"', '令和元年5月'],
  [43585, 'ggge"年"m"月"d"日"', '平成31年4月30日'],
  [41365, '[$-411]ge.m.d', 'H25.4.1'],
  [41365, 'gge', '平25'],
  [41365, 'yyyy/mm/dd', '2013/04/01'],
  [41365, 'm/d', '4/1'],
  [41365, 'aaa', '月'],
  [41365, 'yyyy/m/d(aaaa)', '2013/4/1(月曜日)'],
  [41365, 'd-mmm-yy', '1-Apr-13'],
  [41365.5, 'h:mm', '12:00'],
  [0.75, 'h:mm AM/PM', '6:00 PM'],
  [1.5, '[h]:mm', '36:00'],
  [41365.123456, 'h"時"mm"分"ss"秒"', '2時57分47秒'],
  [0.5, 'mm:ss.0', '00:00.0'],
  [41365, '[DBNum1][$-411]ggge"年"m"月"d"日"', '平成二十五年四月一日'],
  [1234, '[DBNum1]General', '千二百三十四'],
  [25, '[DBNum3]0', '２５'],
  [1, 'yyyy/m/d', '1900/1/1'],
  [60, 'yyyy/m/d', '1900/2/29'],
  [61, 'yyyy/m/d', '1900/3/1'],
  [-1, 'yyyy/m/d', '-1'],
  [7, '@', '7'],
  [7, '', '7'],
  [1, '"済"', '済'],
  [-5, '"あ"', '-あ'],
  [0.04, '0.0;-0.0;0', '0.0'],
  [999.95, '0.0', '1000.0'],
];

describe('displayNumber', () => {
  it.each(table)('%d by %s is %s', (value, code, shown) => {
    expect(displayNumber(value, code)).toBe(shown);
  });

  it('counts from 1904 where the workbook does', () => {
    expect(displayNumber(39903, 'yyyy/m/d', true)).toBe('2013/4/1');
  });

  it('shows text through a text section', () => {
    expect(displayText('山田', '@"様"')).toBe('山田様');
    expect(displayText('山田', '0;-0;0;"("@")"')).toBe('(山田)');
    expect(displayText('山田', '#,##0_ ;_ @_ ')).toBe('山田');
    expect(displayText('１,200件', '0.0%')).toBe('１,200件');
  });

  it.each([
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2021年3月4日'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy;@', '2021年3月4日'],
    ['[$-x-sysdate]dddd, mmmm dd, yyyy', '2021年3月4日'],
    ['"期限 "[$-F800]dddd', '期限 2021年3月4日'],
    ['[$-F400]h:mm:ss\\ AM/PM', '18:00:00'],
    ['[$-411]mmmm d"日"dddd', '3月 4日木曜日'],
    ['[$-ja-JP]ddd', '木'],
    ['[$-409]dddd', 'Thursday'],
  ])('shows the system’s and Japanese names of dates: %s', (code, shown) => {
    expect(displayNumber(44_259.75, code)).toBe(shown);
  });

  it('never fails, whatever the code', () => {
    const piece = fc.constantFrom(
      '0',
      '#',
      '?',
      '.',
      ',',
      '%',
      'E+',
      '/',
      ';',
      '[',
      ']',
      '"',
      '\\',
      '_',
      '*',
      '@',
      'General',
      'yyyy',
      'm',
      's',
      'ggge',
      '[h]',
      'AM/PM',
      '[DBNum1]',
      '[<5]',
      '[$-411]',
      '件',
      '-',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.oneof(fc.double({ noNaN: true }), fc.integer()),
        (code, value) => {
          expect(typeof displayNumber(value, code.join(''))).toBe('string');
          expect(typeof displayText('a', code.join(''))).toBe('string');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('rounds like decimal arithmetic for every percentage with one decimal', () => {
    for (let i = 0; i <= 1000; i += 1) expect(displayNumber(i / 1000, '0.0%')).toBe(`${(i / 10).toFixed(1)}%`);
  });
});

describe('readStyles', () => {
  it('gives formats by id, Japanese built-in ones too, and locks', () => {
    const { cellFormats } = readStyles(
      '<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:numFmts><x:numFmt numFmtId="176" formatCode="0.0&quot;％&quot;"/></x:numFmts>' +
        '<x:cellStyleXfs><x:xf numFmtId="9"/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="176"><x:protection locked="0"/></x:xf><x:xf numFmtId="31"/></x:cellXfs></x:styleSheet>',
    );
    expect(cellFormats).toEqual([
      { numberFormat: 'General', locked: true },
      { numberFormat: '0.0"％"', locked: false },
      { numberFormat: builtinFormats[31], locked: true },
    ]);
  });
});

describe('serialOfIsoDate', () => {
  it('reads dates of strict files', () => {
    expect(serialOfIsoDate('2013-04-01', false)).toBe(41365);
    expect(serialOfIsoDate('2013-04-01T12:00:00Z', true)).toBe(39903.5);
    expect(serialOfIsoDate('1900-01-01', false)).toBe(1);
    expect(serialOfIsoDate('いつか', false)).toBeUndefined();
  });
});
