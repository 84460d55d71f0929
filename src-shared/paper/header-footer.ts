import { layoutPieces, type TextLine, type TextPiece } from '../text-metrics/line-break.ts';
import { lineHeight } from '../text-metrics/measure.ts';
import { headerSections, picturePlaces, type HeaderRun, type HeaderValues } from './header-codes.ts';
import type { Graphic, PlacedText, Rect, TextBlock } from './page.ts';
import { linesOf, placeLines } from './place-text.ts';
import type { HeaderPicture, HeaderPlace, HeaderSide, PageSetup, TextRunStyle } from './sheet.ts';

/** Header and footer of one page. */
export interface PageHeaders {
  readonly texts: readonly TextBlock[];
  /** Excel prints these behind the sheet's cells: large ones are watermarks. */
  readonly pictures: readonly Graphic[];
}

const pictureAt = (setup: PageSetup, place: HeaderPlace): HeaderPicture | undefined =>
  setup.pictures?.find((one) => one.part === place.part && one.pages === place.pages && one.side === place.side);

/** Whether a header or footer has a picture (`&G`) that is missing or that paper cannot show. */
export const lacksHeaderPicture = (setup: PageSetup): boolean =>
  picturePlaces(setup).some((place) => pictureAt(setup, place) === undefined);

/**
 * Header and footer of one page. `fromFirst` counts the sheet's pages from 0; `scale` is what headers are scaled by, their
 * pictures like their text.
 */
export function pageHeaders(setup: PageSetup, values: HeaderValues, fromFirst: number, scale: number): PageHeaders {
  const texts: TextBlock[] = [];
  const pictures: Graphic[] = [];
  for (const part of ['header', 'footer'] as const) {
    const codes = setup[part];
    const pages =
      fromFirst === 0 && codes.first !== undefined
        ? 'first'
        : values.page % 2 === 0 && codes.even !== undefined
          ? 'even'
          : 'odd';
    const sections = headerSections(codes[pages] ?? '', values, scale);
    for (const side of ['left', 'center', 'right'] as const) {
      const laid = laySection(sections[side], { part, pages, side }, setup, scale);
      if (laid.text !== undefined) texts.push(laid.text);
      if (laid.picture !== undefined) pictures.push(laid.picture);
    }
  }
  return { texts, pictures };
}

interface LaidSection {
  readonly text?: TextBlock;
  readonly picture?: Graphic;
}

function laySection(runs: readonly HeaderRun[], place: HeaderPlace, setup: PageSetup, scale: number): LaidSection {
  const words = runs.filter((run) => run.picture !== true);
  const picture = words.length === runs.length ? undefined : pictureAt(setup, place);
  if (picture !== undefined) return layWithPicture(runs, picture, setup, scale);
  if (words.every((run) => run.text.trim() === '')) return {};
  const { x, width } = sides(setup);
  const lines = linesOf(words, width, true);
  const box = { x, y: topOf(place, lines, setup), width, height: heightOf(lines) };
  return {
    text: {
      kind: 'text',
      box,
      role: 'header',
      lines: placeLines(lines, words, { box, align: place.side, vertical: 'top' }),
    },
  };
}

/**
 * Distance from the paper's sides of headers that are not aligned with the margins: 0.7 inch, the margin of Excel's new sheets
 * (as other programs have it, not measured in Excel). The standard says «on the paper edges» (18.3.1.46 `alignWithMargins`),
 * where no printer prints.
 */
const ownMargin = 50.4;

/** From side to side of headers and footers, whose three sections lie over each other. */
function sides({ paper, margins, headerApart }: PageSetup): Pick<Rect, 'x' | 'width'> {
  const { left, right } = headerApart === true ? { left: ownMargin, right: ownMargin } : margins;
  return { x: left, width: paper.width - left - right };
}

const heightOf = (lines: readonly TextLine[]): number => lines.reduce((sum, line) => sum + line.height, 0);

/** Headers hang from their margin, footers stand on theirs. */
const topOf = ({ part }: HeaderPlace, lines: readonly TextLine[], { paper, margins }: PageSetup): number =>
  part === 'header' ? margins.header : paper.height - margins.footer - heightOf(lines);

/**
 * A section whose picture stands in the text like a character: text before and behind it on its line stands at its lower
 * edge, further lines above and below it. A picture that would push its text off the paper so (a watermark, a letterhead)
 * takes no room in it.
 */
function layWithPicture(
  runs: readonly HeaderRun[],
  picture: HeaderPicture,
  setup: PageSetup,
  scale: number,
): LaidSection {
  const { paper, margins } = setup;
  const room = sides(setup);
  const size = { width: picture.width * scale, height: picture.height * scale };
  const lay = (taken: { readonly width: number; readonly height: number }) =>
    layoutPieces(
      runs.map((run): TextPiece => ({
        text: run.text,
        font: run.font,
        ...(run.picture === true ? { box: taken } : {}),
      })),
      room.width,
      true,
    );
  const inline = lay(size);
  const fits = heightOf(inline) <= paper.height - margins.header - margins.footer;
  const lines = fits ? inline : lay({ width: 0, height: 0 });
  // What is placed as text has the picture as a blank of its width.
  const blanked = runs.map((run): TextRunStyle =>
    run.picture === true ? { text: '', font: { ...run.font, size: 0 } } : run,
  );
  const isPicture = (run: number): boolean => runs[run]?.picture === true;
  const box = { ...room, y: topOf(picture, lines, setup), height: heightOf(lines) };
  const placed: PlacedText[] = [];
  let at = { x: room.x, y: box.y };
  let top = box.y;
  for (const line of lines) {
    const height = Math.max(
      0,
      ...line.parts.map(({ run }) => (isPicture(run) ? 0 : lineHeight(runs[run]?.font ?? { name: '', size: 0 }))),
    );
    const text = {
      ...line,
      height,
      parts: line.parts.map((part) => (isPicture(part.run) ? { ...part, text: ' ' } : part)),
    };
    const bottom = top + line.height;
    placed.push(
      ...placeLines([text], blanked, {
        box: { ...room, y: bottom - height, height },
        align: picture.side,
        vertical: 'top',
      }),
    );
    const index = line.parts.findIndex(({ run }) => isPicture(run));
    if (index >= 0) {
      const before = line.parts.slice(0, index).reduce((sum, part) => sum + part.width, 0);
      at = fits
        ? { x: room.x + shareOf(picture.side) * (room.width - line.width) + before, y: bottom - size.height }
        : {
            x: room.x + shareOf(picture.side) * (room.width - size.width),
            y: picture.part === 'header' ? top : bottom - size.height,
          };
    }
    top = bottom;
  }
  return {
    ...(placed.length === 0 ? {} : { text: { kind: 'text', box, role: 'header', lines: placed } }),
    picture: {
      kind: 'picture',
      source: `data:${picture.type};base64,${picture.data}`,
      label: picture.label,
      rotation: 0,
      ...(picture.crop === undefined ? {} : { crop: picture.crop }),
      ...(picture.opacity === undefined ? {} : { opacity: picture.opacity }),
      ...at,
      ...size,
    },
  };
}

/** How much of the free width lies left of a line. */
const shareOf = (side: HeaderSide): number => ({ left: 0, center: 0.5, right: 1 })[side];
