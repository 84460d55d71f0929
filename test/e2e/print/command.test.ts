import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { fixtureWorkbook, zipParts } from '../../helpers/fixture-workbook.ts';
import { legacyDrawingHF, withHeaderPictures } from '../../helpers/header-pictures.ts';
import { png } from '../../helpers/png.ts';
import { tinyFont } from '../../helpers/tiny-font.ts';
import { lastingFolder, removeFolders } from '../helpers/launch.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const bare = (text: string) => text.replace(/\s+/gu, '');

afterEach(removeFolders);

interface Report {
  readonly pages: number;
  readonly outside: readonly unknown[];
  readonly unprintable: readonly string[];
  readonly items: readonly { readonly no: string; readonly firstPage: number; readonly pages: number }[];
  readonly notes: readonly { readonly kind: string }[];
}

function print(bytes: Uint8Array, ...options: readonly string[]) {
  return printWith({}, bytes, ...options);
}

function printWith(env: Readonly<Record<string, string>>, bytes: Uint8Array, ...options: readonly string[]) {
  const folder = lastingFolder('print');
  const file = path.join(folder, '計画.xlsx');
  const pdf = path.join(folder, '計画.pdf');
  fs.writeFileSync(file, bytes);
  const run = spawnSync(process.execPath, [cli, 'print', file, '--out', pdf, '--measure', ...options], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return {
    status: run.status,
    errors: run.stderr,
    report: run.status === 0 ? (JSON.parse(run.stdout) as Report) : undefined,
    text: (): string => bare(spawnSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).stdout),
    info: (): string => spawnSync('pdfinfo', ['-f', '1', '-l', '99', pdf], { encoding: 'utf8' }).stdout,
    /** What a tool of poppler says of the PDF; text tools need a target after it. */
    poppler: (tool: string, ...args: readonly string[]): string =>
      spawnSync(tool, [...args, pdf, ...(tool === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' }).stdout,
    /** A page as poppler draws it, a pixel a point. */
    drawn: (page: number): Drawn =>
      readPpm(
        spawnSync('pdftoppm', ['-r', '72', '-f', String(page), '-l', String(page), pdf], { maxBuffer: 2 ** 24 }).stdout,
      ),
    exists: () => fs.existsSync(pdf),
  };
}

type Colour = readonly [red: number, green: number, blue: number];

interface Drawn {
  /** Left, top, width and height in points of what has nearly that colour. */
  place(colour: Colour): readonly number[];
  /** Whether a pixel has any colour. */
  readonly coloured: boolean;
}

/** A picture in the binary PPM format. */
function readPpm(ppm: Buffer): Drawn {
  const [head = '', width = '0'] = /^P6\s+(\d+)\s+\d+\s+255\s/u.exec(ppm.toString('latin1', 0, 40)) ?? [];
  const bytes = ppm.subarray(head.length);
  const pixels = function* () {
    for (let at = 0; at + 2 < bytes.length; at += 3)
      yield [at / 3, bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0] as const;
  };
  return {
    place: (colour) => {
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [index, ...found] of pixels()) {
        if (found.some((value, n) => Math.abs(value - (colour[n] ?? 0)) > 12)) continue;
        const [x, y] = [index % Number(width), Math.floor(index / Number(width))];
        [left, top, right, bottom] = [
          Math.min(left, x),
          Math.min(top, y),
          Math.max(right, x + 1),
          Math.max(bottom, y + 1),
        ];
      }
      return [left, top, right - left, bottom - top];
    },
    coloured: [...pixels()].some(([, red, green, blue]) => Math.max(red, green, blue) - Math.min(red, green, blue) > 8),
  };
}

describe('print from the command line', () => {
  test('every field of the chosen items, on the form’s paper, inside its box, tagged', () => {
    const { bytes, truth } = fixtureWorkbook({ items: 3, picture: true });
    const printed = print(bytes, '--items', '1,3');
    expect(printed.report).toMatchObject({ pages: 2, outside: [], unprintable: [] });
    expect(printed.report?.items.map(({ no }) => no)).toEqual(['1', '3']);
    const text = printed.text();
    for (const index of [0, 2]) {
      const item = truth.items[index] as unknown as Readonly<Record<string, unknown>>;
      for (const name of ['title', 'background', 'purpose', 'actions'])
        expect(text).toContain(bare(String(item[name])));
    }
    expect(printed.info()).toMatch(/Tagged:\s+yes/u);
    for (const [, width, height] of printed.info().matchAll(/size:\s+([\d.]+) x ([\d.]+)/gu)) {
      expect(Math.abs((Number(width) * 25.4) / 72 - 210)).toBeLessThan(0.5);
      expect(Math.abs((Number(height) * 25.4) / 72 - 297)).toBeLessThan(0.5);
    }
  });
  test('a text that is far too long goes on to further pages, whole; a character that no font has is named', () => {
    const background = `${'長い説明を続ける。'.repeat(150)}\u{e123}`;
    const { bytes } = fixtureWorkbook({ items: [{ values: { no: '1', title: '長い個票', background } }] });
    const printed = print(bytes);
    expect(printed.report?.notes.map(({ kind }) => kind)).toContain('grew');
    expect(printed.report).toMatchObject({ outside: [], unprintable: ['\u{e123}'] });
    expect(printed.text()).toContain('長い説明を続ける。'.repeat(150));
  });
  // Where a person's fonts lie is told to fontconfig, which only Linux has.
  test.runIf(process.platform === 'linux')(
    'a 外字 that an installed font has prints in that font, embedded and searchable',
    () => {
      const data = lastingFolder('fonts');
      fs.mkdirSync(path.join(data, 'fonts'));
      fs.writeFileSync(path.join(data, 'fonts', 'eudc.ttf'), tinyFont('EUDC', '\u{e123}'));
      const printed = printWith(
        { XDG_DATA_HOME: data },
        fixtureWorkbook({ items: [{ values: { no: '1', title: '外字', background: '外字は\u{e123}です。' } }] }).bytes,
      );
      expect(printed.report).toMatchObject({ outside: [], unprintable: [] });
      expect(printed.text()).toContain('外字は\u{e123}です。');
      expect(printed.poppler('pdffonts')).toMatch(/\+EUDC .* yes yes yes /u);
    },
  );
  test('a job of several parts is one PDF: pages in order, tagged, with a bookmark for each item and embedded fonts', () => {
    const printed = print(fixtureWorkbook({ items: 45, picture: true }).bytes);
    expect(printed.report).toMatchObject({ pages: 45, outside: [] });
    expect(printed.info()).toMatch(/Title:\s+計画\.xlsx[\s\S]*Tagged:\s+yes[\s\S]*Pages:\s+45/u);
    const structure = printed.poppler('pdfinfo', '-struct');
    expect(structure.match(/^Document/gmu)).toHaveLength(1);
    const fonts = printed
      .poppler('pdffonts')
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '');
    for (const font of fonts) expect(font).toMatch(/ yes (yes|no)\s+yes\s+\d+\s+0$/u);
    // The picture of every sheet is there once a part or less: the same bytes are shared.
    expect(
      printed
        .poppler('pdfimages', '-list')
        .split('\n')
        .slice(2)
        .filter((line) => / image /u.test(line))
        .map((line) => line.trim().split(/\s+/u)[10])
        .filter((object, index, all) => all.indexOf(object) === index),
    ).toHaveLength(1);
    for (const page of [1, 21, 45])
      expect(bare(printed.poppler('pdftotext', '-f', String(page), '-l', String(page), '-raw'))).toContain(
        `No.${page}`,
      );
  });
  test('pictures of headers and footers are in their sections at their sizes, the first page’s own too, grey on a grey paper', () => {
    const colours = { first: [255, 0, 255], head: [0, 200, 0], foot: [255, 128, 0] } as const;
    const fixture = fixtureWorkbook({
      items: [{ values: { no: '1', title: '長い個票', background: '長い説明を続ける。'.repeat(150) } }],
      elements: {
        pageMargins: '<pageMargins left="0.5" right="0.5" top="1" bottom="1" header="0.25" footer="0.25"/>',
        headerFooter:
          '<headerFooter differentFirst="1" scaleWithDoc="0"><oddHeader>&amp;L&amp;G</oddHeader><oddFooter>&amp;C&amp;P&amp;R&amp;G</oddFooter><firstHeader>&amp;C&amp;G</firstHeader></headerFooter>',
        legacyDrawingHF,
      },
    });
    const media = new Map(
      Object.entries(colours).map(([name, colour]) => [`xl/media/${name}.png`, png(4, () => [...colour, 255])]),
    );
    const shapes = [
      { id: 'LH', width: 40, height: 50, media: 'xl/media/head.png' },
      { id: 'RF', width: 120, height: 30, media: 'xl/media/foot.png' },
      { id: 'CHFIRST', width: 90, height: 20, media: 'xl/media/first.png' },
    ];
    const bytes = zipParts(withHeaderPictures(fixture.parts, fixture.sheets['No.1'] ?? '', shapes, media));
    const printed = print(bytes);
    expect(printed.report?.notes.map(({ kind }) => kind)).not.toContain('picture');
    expect(printed.report?.pages).toBeGreaterThan(1);
    const nearly = (found: readonly number[], wanted: readonly number[]) =>
      expect(Math.max(...found.map((value, n) => Math.abs(value - (wanted[n] ?? 0)))), found.join(' ')).toBeLessThan(
        1.5,
      );
    const [first, second] = [printed.drawn(1), printed.drawn(2)];
    nearly(first.place(colours.first), [595.28 / 2 - 45, 18, 90, 20]);
    expect(first.place(colours.head)[2]).toBe(-Infinity);
    nearly(second.place(colours.head), [36, 18, 40, 50]);
    nearly(second.place(colours.foot), [595.28 - 36 - 120, 841.89 - 18 - 30, 120, 30]);
    const grey = print(bytes, '--grey');
    expect([second.coloured, grey.drawn(1).coloured, grey.drawn(2).coloured]).toEqual([true, false, false]);
    nearly(grey.drawn(1).place([73, 73, 73]).slice(1, 2), [18]);
  });
  test('a booklet has its contents and its pages', () => {
    const printed = print(fixtureWorkbook({ items: 2 }).bytes, '--booklet', '--title', '会議資料');
    const first = printed.report?.items[0]?.firstPage ?? 0;
    expect(first).toBeGreaterThan(2);
    expect(printed.text()).toContain('会議資料');
    expect(printed.text()).toContain('目次');
    const without = print(fixtureWorkbook({ items: 2 }).bytes, '--booklet', '--dividers', 'none');
    expect(without.report?.items[0]?.firstPage).toBe(first - 1);
    expect(print(fixtureWorkbook({ items: 2 }).bytes, '--dividers', 'none').status).toBe(2);
  });
  test('what cannot be printed is refused before anything is written', () => {
    const unknown = print(fixtureWorkbook({ items: 1 }).bytes, '--items', '9');
    expect(unknown.status).toBe(3);
    expect(JSON.parse(unknown.errors) as unknown).toMatchObject({ kind: 'unknown-item' });
    expect(unknown.exists()).toBe(false);
    expect(print(new Uint8Array([1, 2, 3])).status).toBe(3);
  });
});
