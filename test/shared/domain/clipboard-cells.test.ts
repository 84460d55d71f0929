import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excelClipboard } from '../../helpers/excel-clipboard.ts';
import { cellsHtml, cellsOf, cellsText, parseCells } from '../../../src-shared/domain/clipboard-cells.ts';

/** What Excel 365, LibreOffice 24 and a web page put beside the text; shortened to what they are known by. */
const excel =
  '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0>';
const calc = '<html><head><meta name="generator" content="LibreOffice 24.2"/></head><body><table cellspacing="0">';
const page = '<html><body><table><tr><td>表</td></tr></table>';

describe('copied cells', () => {
  it.each([
    ['one cell of Excel', '55百万円\r\n', excel, [['55百万円']]],
    ['one cell with lines', '"・一行目\n・二行目"\r\n', excel, [['・一行目\n・二行目']]],
    ['one cell with marks', '"「いわゆる""窓口""」\nの削減"\r\n', excel, [['「いわゆる"窓口"」\nの削減']]],
    ['a row', '100\t95\t120\t118\r\n', excel, [['100', '95', '120', '118']]],
    [
      'a block',
      '100\t\t120\r\n\t"a\r\nb"\t-\r\n',
      excel,
      [
        ['100', '', '120'],
        ['', 'a\nb', '-'],
      ],
    ],
    ['one cell of LibreOffice', '55百万円', calc, [['55百万円']]],
    ['marks within a plain cell', '5"パイプ\r\n', excel, [['5"パイプ']]],
    ['a row without HTML', '100\t95\r\n', '', [['100', '95']]],
    ['one cell without HTML', '55百万円\r\n', '', [['55百万円']]],
    ['one cell with lines without HTML', '"・一\n・二"\r\n', '', [['・一\n・二']]],
  ] as const)('%s', (_, text, html, cells) => {
    expect(cellsOf(text, html)).toEqual(cells);
  });

  it.each([
    ['a plain text', '窓口を減らす', ''],
    ['a text of lines', '一行目\n二行目\n', ''],
    ['a text with a quoted word', '"窓口"を減らす', ''],
    ['a quoted word', '"窓口"', ''],
    ['uneven tabs', '一\t二\n三', ''],
    ['a table of a web page', '表\n', page],
    ['text of a word processor', '本文\r\n', '<html><p>本文</p>'],
    ['nothing', '', excel],
  ])('are not %s', (_, text, html) => {
    expect(cellsOf(text, html)).toBeUndefined();
  });

  const one = (text: string) => [[{ text }]];
  it.each([
    ['one cell', one('55百万円'), [['55百万円']]],
    [
      'one cell with lines and marks',
      one('・「窓口」を\n・"減らす" & <直す>'),
      [['・「窓口」を\n・"減らす" & <直す>']],
    ],
    ['one merged cell', [[{ text: '評価の文', across: 5 }]], [['評価の文']]],
    ['one cell merged over rows', [[{ text: '評価の文', across: 2, down: 2 }], []], [['評価の文']]],
    [
      'a row of a form, whose boxes are merged',
      [['100', '95', '', '118'].map((text) => ({ text, across: 3 }))],
      [['100', '95', '', '118']],
    ],
    [
      'boxes of several rows and columns each',
      [
        [
          { text: '件数\n（単位：件）', across: 2, down: 2 },
          { text: '1', across: 2, down: 2 },
          { text: '2', down: 2 },
        ],
        [],
        [{ text: '割合', across: 2 }, { text: '3', across: 2 }, { text: '4' }],
      ],
      [
        ['件数\n（単位：件）', '1', '2'],
        ['割合', '3', '4'],
      ],
    ],
    [
      'a merged head over its columns, which stay under it',
      [[{ text: '令和7年度', across: 2 }], [{ text: '100' }, { text: '95' }]],
      [
        ['令和7年度', ''],
        ['100', '95'],
      ],
    ],
  ] as const)('%s, in all that Excel puts on the clipboard', (_, rows, cells) => {
    for (const uneven of [false, true]) {
      const { text, html } = excelClipboard(rows, { uneven });
      expect(cellsOf(text, html)).toEqual(cells);
    }
  });

  it('are those of the text where the HTML has other rows, and commas are no cells', () => {
    const { text, html, csv } = excelClipboard([[{ text: '1', across: 2 }], [{ text: '2' }, { text: '3' }]]);
    expect(cellsOf(`${text}4\t5\r\n`, html)).toEqual([
      ['1', ''],
      ['2', '3'],
      ['4', '5'],
    ]);
    expect(cellsOf(csv, '')).toBeUndefined();
  });

  it('come back as they were written, whatever they hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('あ', '1', '"', '\n', '\t', ' ', '、', '=') });
    // A row of one empty cell at the end cannot be told from the last line end, in Excel neither.
    const cells = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
      .filter((rows) => rows[0]?.length !== 1 || rows.at(-1)?.[0] !== '');
    fc.assert(
      fc.property(cells, (rows) => {
        expect(parseCells(cellsText(rows))).toEqual(rows);
      }),
    );
  });

  it('are written as text cells, signs and line ends kept', () => {
    expect(cellsHtml([['<a> & "b"\n=1+1']])).toContain(
      `<td style="mso-number-format:'\\@'">&lt;a&gt; &amp; &quot;b&quot;<br style="mso-data-placement:same-cell">=1+1</td>`,
    );
  });
});
