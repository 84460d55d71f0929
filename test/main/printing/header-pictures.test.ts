import { describe, expect, test, vi } from 'vitest';
import { pictureReader } from '../../../src-main/engine/paper/pictures.ts';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { layoutSheet, numberPages } from '../../../src-shared/paper/layout.ts';
import { ownSheet } from '../../../src-shared/paper/own-paper.ts';
import { graphicsOf, textsOf, type Graphic, type PrintedPage } from '../../../src-shared/paper/page.ts';
import type { HeaderPicture, PageSetup, SheetGeometry } from '../../../src-shared/paper/sheet.ts';
import {
  headerVml,
  legacyDrawingHF,
  withHeaderPictures,
  type FixtureHeaderPicture,
} from '../../helpers/header-pictures.ts';
import { zipParts } from '../../helpers/fixture-workbook.ts';
import { cityMark, png } from '../../helpers/png.ts';
import { reopen, smallParts } from '../../helpers/small-book.ts';

const numbering = { file: '計画.xlsx', date: '2026/4/1', time: '9:00', firstPage: 1, pages: 3 };
const told = [{ kind: 'picture', sheet: '個票', label: 'ヘッダー・フッター' }];
type PlacedPicture = Extract<Graphic, { kind: 'picture' }>;
const pictures = (page: PrintedPage | undefined) =>
  (graphicsOf(page) ?? []).filter((graphic): graphic is PlacedPicture => graphic.kind === 'picture');
const words = (page: PrintedPage | undefined) =>
  (textsOf(page) ?? []).filter(({ role }) => role === 'header').flatMap(({ lines }) => lines);

const part = 'xl/worksheets/sheet1.xml';
const mark = 'xl/media/image1.png';
const line = 'xl/media/image2.png';
const media = new Map<string, Uint8Array>([
  [mark, cityMark()],
  [line, png(8, () => [0, 0, 128, 255])],
]);

/** A sheet of three pages with these codes, its pictures and their parts read from a workbook. */
function sheetWith(
  headerFooter: string,
  shapes: readonly FixtureHeaderPicture[],
  more: { readonly vml?: string; readonly media?: ReadonlyMap<string, Uint8Array> } = {},
): SheetGeometry {
  const xml =
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>一</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>二</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>三</t></is></c></row></sheetData>' +
    `<printOptions gridLines="1"/><pageMargins left="0.7" right="0.7" top="1" bottom="1" header="0.3" footer="0.3"/><pageSetup paperSize="9"/>${headerFooter}<rowBreaks count="2"><brk id="1" man="1"/><brk id="2" man="1"/></rowBreaks>${legacyDrawingHF}`;
  const parts = withHeaderPictures(smallParts({ sheets: { 個票: xml } }), part, shapes, more.media ?? media, more.vml);
  return openPaperBook(reopen(zipParts(parts))).geometry(part);
}

const lay = (sheet: SheetGeometry) => {
  const layout = layoutSheet(sheet, { policy: 'grow' });
  return { notes: layout.notes, pages: numberPages(layout, sheet.setup, numbering) };
};

describe('pictures of headers and footers', () => {
  test('are cut as the form cuts them', () => {
    const shapes = [{ id: 'LH', width: 48, height: 48, media: mark }];
    const sheet = sheetWith('<headerFooter><oddHeader>&amp;L&amp;G</oddHeader></headerFooter>', shapes, {
      vml: headerVml(shapes).replace('<v:imagedata ', '<v:imagedata cropleft="16384f" cropbottom=".5" '),
    });
    expect(pictures(lay(sheet).pages[0])).toMatchObject([
      { width: 48, height: 48, crop: { left: 0.25, top: 0, right: 0, bottom: 0.5 } },
    ]);
  });
  test('stand in their sections at their sizes, behind the cells; the first page has its own', () => {
    const sheet = sheetWith(
      '<headerFooter differentFirst="1"><oddHeader>&amp;L&amp;G</oddHeader><oddFooter>&amp;R&amp;G</oddFooter><firstHeader>&amp;C&amp;G</firstHeader><firstFooter>&amp;C&amp;P</firstFooter></headerFooter>',
      [
        { id: 'LH', width: 48, height: 48, media: mark },
        { id: 'RF', width: 120, height: 15, media: line },
        { id: 'CHFIRST', width: 90, height: 30, media: mark },
      ],
    );
    const { notes, pages } = lay(sheet);
    expect(notes).toEqual([]);
    const { width, height } = sheet.setup.paper;
    const at = pages.map((page) =>
      pictures(page).map(({ x, y, width: w, height: h }) => [x, y, w, h].map((value) => Math.round(value * 100) / 100)),
    );
    const near = (value: number) => Math.round(value * 100) / 100;
    expect(at).toEqual([
      [[near(width / 2 - 45), 21.6, 90, 30]],
      [
        [50.4, 21.6, 48, 48],
        [near(width - 50.4 - 120), near(height - 21.6 - 15), 120, 15],
      ],
      [
        [50.4, 21.6, 48, 48],
        [near(width - 50.4 - 120), near(height - 21.6 - 15), 120, 15],
      ],
    ]);
    expect(graphicsOf(pages[1])[0]).toMatchObject({
      kind: 'picture',
      label: '図 1',
      source: `data:image/png;base64,${Buffer.from(cityMark()).toString('base64')}`,
    });
    expect(words(pages[0]).map(({ text }) => text)).toEqual(['1']);
  });
  test('even pages of their own', () => {
    const sheet = sheetWith(
      '<headerFooter differentOddEven="1"><oddHeader>&amp;L&amp;G</oddHeader><evenHeader>&amp;R&amp;G</evenHeader></headerFooter>',
      [
        { id: 'RHEVEN', width: 20, height: 20, media: line },
        { id: 'LH', width: 10, height: 10, media: line },
      ],
    );
    expect(lay(sheet).pages.map((page) => pictures(page).map(({ width }) => width))).toEqual([[10], [20], [10]]);
  });
  test('are told and nothing else where the part is broken, the picture missing or of a kind that paper cannot show', () => {
    const header = '<headerFooter><oddHeader>&amp;L&amp;G&amp;R&amp;P</oddHeader></headerFooter>';
    const shape = { id: 'LH', width: 48, height: 48, media: mark };
    const vml = headerVml([shape]);
    const broken: readonly (readonly [string, Parameters<typeof sheetWith>[2], FixtureHeaderPicture?])[] = [
      ['not well-formed', { vml: vml.replace('</v:shape>', '<br></v:shape>') }],
      ['a document type', { vml: `<!DOCTYPE xml [<!ENTITY a "a">]>${vml}` }],
      [
        'too deep',
        {
          vml: vml.replace(
            '<o:lock v:ext="edit" rotation="t"/>',
            `${'<v:group>'.repeat(300)}${'</v:group>'.repeat(300)}`,
          ),
        },
      ],
      ['no shape of the section', { vml: vml.replace('id="LH"', 'id="RH"') }],
      ['no size', { vml: vml.replace('width:48pt;', '') }],
      ['a size of no paper', { vml: vml.replace('width:48pt;', 'width:999999pt;') }],
      ['a negative size', { vml: vml.replace('width:48pt;', 'width:-48pt;') }],
      ['no such relationship', { vml: vml.replace('rIdImg1', 'rIdImg7') }],
      ['no such picture', { media: new Map() }],
      [
        'a metafile',
        { media: new Map([['xl/media/image1.emf', cityMark()]]) },
        { ...shape, media: 'xl/media/image1.emf' },
      ],
    ];
    for (const [why, more, other] of broken) {
      const { notes, pages } = lay(sheetWith(header, [other ?? shape], more));
      expect({ why, notes, pictures: pages.flatMap(pictures), text: words(pages[0]).map(({ text }) => text) }).toEqual({
        why,
        notes: told,
        pictures: [],
        text: ['1'],
      });
    }
  });
  test('a picture that many sections bear is read once', () => {
    const pkg = reopen(
      zipParts(
        withHeaderPictures(
          smallParts(),
          part,
          [
            { id: 'LH', width: 1, height: 1, media: mark },
            { id: 'RH', width: 1, height: 1, media: mark },
            { id: 'CH', width: 1, height: 1, media: line },
          ],
          media,
        ),
      ),
    );
    const read = vi.spyOn(pkg, 'read');
    const picture = pictureReader(pkg);
    const drawing = 'xl/drawings/vmlDrawingHF1.vml';
    expect(['rIdImg1', 'rIdImg2', 'rIdImg3', 'rIdImg1'].map((id) => picture(drawing, id)?.type)).toEqual(
      Array.from({ length: 4 }, () => 'image/png'),
    );
    expect(read.mock.calls.map(([name]) => name).filter((name) => name.endsWith('.png'))).toEqual([mark, line]);
  });
  test('a watermark that was washed out in Excel is drawn as faint as there', () => {
    const shown = (look: string) =>
      pictures(
        lay(
          sheetWith('<headerFooter><oddHeader>&amp;C&amp;G</oddHeader></headerFooter>', [
            { id: 'CH', width: 400, height: 500, media: mark, look },
          ]),
        ).pages[0],
      )[0]?.opacity;
    expect(shown(' gain="19661f" blacklevel="22938f"')).toBeCloseTo(0.3, 3);
    expect(shown(' gain=".5" blacklevel=".2"')).toBe(0.5);
    expect([
      shown(''),
      shown(' gain="19661f"'),
      shown(' gain="2" blacklevel=".1"'),
      shown(' gain="x" blacklevel="y"'),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
  test('lengths of other units; a section’s picture once, however often it is named', () => {
    const header = '<headerFooter><oddHeader>&amp;L&amp;G&amp;G</oddHeader></headerFooter>';
    const sized = (style: string) => {
      const shape = { id: 'LH', width: 48, height: 48, media: mark };
      const [picture, ...others] = pictures(
        lay(sheetWith(header, [shape], { vml: headerVml([shape]).replace('width:48pt;height:48pt;', style) })).pages[0],
      );
      expect(others).toEqual([]);
      return [picture?.width, picture?.height].map((value) => Math.round((value ?? 0) * 100) / 100);
    };
    expect(sized('width:1in;height:2.54cm;')).toEqual([72, 72]);
    expect(sized('WIDTH: 20mm ; height:40px;')).toEqual([56.69, 30]);
    expect(sized('width:1.5pc;height:40;')).toEqual([18, 30]);
  });
});

describe('a picture among text', () => {
  const { fit: _, ...form } = ownSheet({ name: '個票', columns: [200], rows: [], size: 10 }).setup;
  const setup: PageSetup = {
    ...form,
    paper: { width: 600, height: 800, name: '' },
    margins: { left: 50, right: 50, top: 100, bottom: 100, header: 20, footer: 20 },
  };
  const picture = (place: Partial<HeaderPicture>): HeaderPicture => ({
    part: 'header',
    pages: 'odd',
    side: 'left',
    type: 'image/png',
    data: 'AA==',
    width: 60,
    height: 40,
    label: '市章',
    ...place,
  });
  const page = (more: Partial<PageSetup>): PrintedPage => {
    const sheet = {
      ...ownSheet({
        name: '個票',
        columns: [200],
        rows: [{ height: 100, cells: [{ text: '本文', column: 1, look: 'text' }] }],
        size: 10,
      }),
      setup: { ...setup, header: { odd: '' }, footer: { odd: '' }, ...more },
    };
    const [first] = lay(sheet).pages;
    if (first === undefined) throw new Error('no page');
    return first;
  };
  test('takes its width on its line, whose text stands at its lower edge', () => {
    const left = page({ header: { odd: '&Lみなと市 &G 計画' }, pictures: [picture({})] });
    const [before, behind] = words(left);
    const [shown] = pictures(left);
    if (before === undefined || behind === undefined || shown === undefined) throw new Error('parts are missing');
    expect(before.x).toBe(50);
    expect(shown).toMatchObject({ y: 20, width: 60, height: 40 });
    expect(shown.x).toBeCloseTo(50 + before.width, 5);
    expect(behind.x).toBeCloseTo(shown.x + 60, 5);
    expect(before.y).toBe(behind.y);
    expect(before.y).toBeGreaterThan(55);
    expect(before.y).toBeLessThan(60);
    // As wide as both, in the middle and at the right.
    const width = before.width + 60 + behind.width;
    const centre = page({ header: { odd: '&Cみなと市 &G 計画' }, pictures: [picture({ side: 'center' })] });
    expect(pictures(centre)[0]?.x).toBeCloseTo(300 - width / 2 + before.width, 5);
    const right = page({ header: { odd: '&Rみなと市 &G 計画' }, pictures: [picture({ side: 'right' })] });
    expect(pictures(right)[0]?.x).toBeCloseTo(550 - width + before.width, 5);
  });
  test('makes its line as high as itself: lines above and below it stay clear of it', () => {
    const above = page({ header: { odd: '&L一\n\n&G\n二\n三' }, pictures: [picture({})] });
    const [one, two, three] = words(above);
    const [shown] = pictures(above);
    if (one === undefined || two === undefined || three === undefined || shown === undefined)
      throw new Error('parts are missing');
    const pitch = three.y - two.y;
    expect(shown.y).toBeCloseTo(20 + 2 * pitch, 5);
    expect(two.y - two.size * 0.86).toBeCloseTo(shown.y + 40, 5);
    expect([one.x, two.x, shown.x]).toEqual([50, 50, 50]);
    // A footer stands on its margin with all its lines.
    const below = page({ footer: { odd: '&L&G\n二' }, pictures: [picture({ part: 'footer' })] });
    expect(pictures(below)[0]?.y).toBeCloseTo(800 - 20 - pitch - 40, 5);
  });
  test('a picture as large as the paper takes no room among the text of its section', () => {
    const letterhead = { width: 600, height: 800 };
    const header = page({ header: { odd: '&C一\n&G二' }, pictures: [picture({ side: 'center', ...letterhead })] });
    const [one, two] = words(header);
    expect(words(header).every(({ x, y }) => x > 250 && y < 60)).toBe(true);
    const pitch = (two?.y ?? 0) - (one?.y ?? 0);
    expect(pictures(header)[0]).toMatchObject({ x: 0, width: 600, height: 800 });
    expect(pictures(header)[0]?.y).toBeCloseTo(20 + pitch, 5);
    const footer = page({
      footer: { odd: '&R&G' },
      pictures: [picture({ part: 'footer', side: 'right', ...letterhead })],
    });
    expect(pictures(footer)[0]).toMatchObject({ x: -50, y: -20 });
  });
  test('is scaled as the text is: with the sheet, or not', () => {
    const sizes = [true, false].map((headerScales) => {
      const scaled = page({
        scale: 50,
        headerScales,
        header: { odd: '&R名&G' },
        pictures: [picture({ side: 'right' })],
      });
      return [pictures(scaled)[0]?.width, pictures(scaled)[0]?.height, words(scaled)[0]?.size, pictures(scaled)[0]?.x];
    });
    expect(sizes).toEqual([
      [30, 20, 5.5, 520],
      [60, 40, 11, 490],
    ]);
  });
  test('stands as far from the paper’s side as the text does, where both are not aligned with the margins', () => {
    const at = (more: Partial<PageSetup>) => {
      const shown = page({
        margins: { ...setup.margins, left: 10, right: 200 },
        header: { odd: '&L名&R&G' },
        pictures: [picture({ side: 'right' })],
        ...more,
      });
      return [words(shown)[0]?.x, (pictures(shown)[0]?.x ?? 0) + 60];
    };
    expect([at({}), at({ headerApart: true })]).toEqual([
      [10, 400],
      [50.4, 600 - 50.4],
    ]);
  });
});
