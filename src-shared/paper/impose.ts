import type { Ink, PlacedText, PrintedPage, TextBlock } from './page.ts';
import { mapInk, type Move } from './page-map.ts';
import { parsePageList } from './page-list.ts';

/** How the pages of a job go on sheets of paper. */
export interface Imposition {
  /** Pages by their place in the job, from 1: `1-3,8`; all without it. */
  readonly pages?: string | undefined;
  readonly perSheet?: 1 | 2 | undefined;
  readonly grey?: boolean | undefined;
}

/** Places in the job, from 1, of the pages that go to paper, in order. */
export const placesOnPaper = (total: number, { pages }: Imposition): readonly number[] =>
  pages === undefined
    ? Array.from({ length: total }, (_, index) => index + 1)
    : [...parsePageList(pages, total)].toSorted((a, b) => a - b);

/** How many sides of paper so many pages take. */
export const sidesOf = (pages: number, { perSheet }: Imposition): number =>
  perSheet === 2 ? Math.ceil(pages / 2) : pages;

/** How large a page stands on its side of paper. */
export function sideScale(
  { width, height }: Pick<PrintedPage, 'width' | 'height'>,
  { perSheet }: Pick<Imposition, 'perSheet'>,
): number {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return perSheet === 2 ? Math.min(long / 2 / short, short / long) : 1;
}

/** Pages as they go to paper: two on one side, grey; one at a time, so that nothing is kept. */
export function* imposed(pages: Iterable<PrintedPage>, { perSheet, grey }: Imposition): Generator<PrintedPage> {
  let waiting: PrintedPage | undefined;
  for (const page of pages) {
    const coloured = grey === true ? greyPage(page) : page;
    if (perSheet !== 2) yield coloured;
    else if (waiting === undefined) waiting = coloured;
    else {
      yield twoUp(waiting, coloured);
      waiting = undefined;
    }
  }
  if (waiting !== undefined) yield twoUp(waiting, undefined);
}

/** Two pages on one side: upright pages side by side on the paper turned, those that lie one above the other. */
function twoUp(first: PrintedPage, second: PrintedPage | undefined): PrintedPage {
  const upright = first.width <= first.height;
  const paper = { width: first.height, height: first.width };
  const half = upright
    ? { width: paper.width / 2, height: paper.height }
    : { width: paper.width, height: paper.height / 2 };
  const parts = [first, ...(second === undefined ? [] : [second])].map((page, index) => {
    const scale = Math.min(half.width / page.width, half.height / page.height);
    const x = (upright ? index * half.width : 0) + (half.width - page.width * scale) / 2;
    const y = (upright ? 0 : index * half.height) + (half.height - page.height * scale) / 2;
    return movedPage(page, { scale, x, y });
  });
  const headings = [first, second].flatMap((page) => (page?.heading === undefined ? [] : [page]));
  return {
    ...paper,
    sheet: first.sheet,
    ...(first.part === undefined ? {} : { part: first.part }),
    ...(headings[0] === undefined
      ? {}
      : { heading: headings.map((page) => page.heading).join(' ／ '), level: headings[0].level ?? 2 }),
    scale: Math.round(first.scale * Math.min(half.width / first.width, half.height / first.height)),
    body: { x: 0, y: 0, ...paper },
    ink: parts.flat(),
  };
}

function movedPage(page: PrintedPage, move: Move): readonly Ink[] {
  // Everything of the page, also what stands a little beyond its edge.
  const window = { x: -page.width, y: -page.height, width: 3 * page.width, height: 3 * page.height };
  const mark = page.watermark === undefined ? [] : [watermarkText(page, page.watermark)];
  // Rows of two pages are no rows of one table.
  const apart = page.ink.map((one): Ink => (one.kind === 'text' ? withoutPlace(one) : one));
  return [...mark, ...apart].flatMap((one) => mapInk(one, move, window));
}

function withoutPlace(text: TextBlock): TextBlock {
  const { kind, box, within, cell, role, rotation, lines, silent } = text;
  return {
    kind,
    box,
    role,
    lines,
    ...(within === undefined ? {} : { within }),
    ...(cell === undefined ? {} : { cell }),
    ...(rotation === undefined ? {} : { rotation }),
    ...(silent === undefined ? {} : { silent }),
  };
}

/** Words across one of several pages of a side, as text: a page has one watermark of its own. */
function watermarkText(page: PrintedPage, words: string): TextBlock {
  const size = Math.min(96, page.width / ([...words].length + 1.5));
  const width = size * [...words].length;
  const line: PlacedText = {
    x: (page.width - width) / 2,
    y: page.height / 2 + size * 0.36,
    width,
    text: words,
    font: 'ＭＳ Ｐゴシック',
    size,
    colour: '#e4e4e4',
  };
  return {
    box: { x: line.x, y: page.height / 2 - size / 2, width, height: size },
    kind: 'text',
    role: 'paper',
    rotation: -35,
    lines: [line],
  };
}

/** The page without colours; pictures lose theirs when they are drawn. */
function greyPage(page: PrintedPage): PrintedPage {
  return {
    ...page,
    ink: page.ink.map((one): Ink => {
      switch (one.kind) {
        case 'fill':
        case 'rule':
          return { ...one, colour: greyOf(one.colour) };
        case 'path':
          return {
            ...one,
            ...(one.fill === undefined ? {} : { fill: greyOf(one.fill) }),
            ...(one.gradient === undefined
              ? {}
              : {
                  gradient: {
                    ...one.gradient,
                    stops: one.gradient.stops.map((stop) => ({ ...stop, colour: greyOf(stop.colour) })),
                  },
                }),
            ...(one.stroke === undefined ? {} : { stroke: greyOf(one.stroke) }),
          };
        case 'picture':
        case 'mark':
          return one;
        case 'text':
          return {
            ...one,
            lines: one.lines.map((line) =>
              line.colour === undefined ? line : { ...line, colour: greyOf(line.colour) },
            ),
          };
      }
    }),
  };
}

/** A colour as bright as it was (ITU-R BT.601); what is no `#rrggbb` stays. */
export function greyOf(colour: string): string {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(colour);
  if (found === null) return colour;
  const [red = 0, green = 0, blue = 0] = found.slice(1).map((part) => Number.parseInt(part, 16));
  const level = Math.round(0.299 * red + 0.587 * green + 0.114 * blue)
    .toString(16)
    .padStart(2, '0');
  return `#${level}${level}${level}`;
}
