import type { Graphic, PlacedText, PrintedPage, TextBlock } from '../../src-shared/paper/page.ts';
import { drawGraphics } from './draw-graphics.ts';
import { fontStack } from './font-stacks.ts';
import { arrangeForReading } from './reading-order.ts';
import { textScale, unprintable } from './measure-text.ts';

export interface DrawOptions {
  /** The page is to be heard too: its texts stand in reading order, with their roles. */
  readonly tagged?: boolean;
  readonly grey?: boolean;
  readonly watermark?: string;
}

const points = (value: number): string => `${Math.round(value * 1000) / 1000}pt`;

/**
 * Draws one printed page: the only drawing there is, for preview, printer and PDF. Fonts must be loaded
 * (`loadFonts`), since each stretch of text is fitted to the width that the layout gave it. No inline markup is made:
 * the app's content security policy allows elements and properties only.
 */
export function drawPage(page: PrintedPage, options: DrawOptions = {}): HTMLElement {
  const section = document.createElement('section');
  section.className = options.grey === true ? 'kp-page kp-grey' : 'kp-page';
  section.dataset['sheet'] = page.sheet;
  section.style.width = points(page.width);
  section.style.height = points(page.height);
  section.style.setProperty('page', pageName(page));
  if (page.heading !== undefined) {
    const heading = document.createElement(page.level === 1 ? 'h1' : 'h2');
    heading.className = 'kp-heading';
    heading.textContent = page.heading;
    section.append(heading);
  }
  const ink = drawInk(page);
  section.append(...ink);
  if (options.tagged === true) {
    const texts = new Map<TextBlock, HTMLElement>();
    for (const [order, element] of ink.entries()) {
      element.style.zIndex = String(order + 1);
      const block = drawnBlock(element);
      if (block !== undefined && element instanceof HTMLElement) texts.set(block, element);
    }
    arrangeForReading(section, page, texts);
  }
  const words = page.watermark ?? options.watermark;
  if (words !== undefined) section.append(drawWatermark(page, words));
  return section;
}

/** The page's ink in its order: graphics that follow each other in one picture, texts as text between them. */
function drawInk(page: PrintedPage): readonly (HTMLElement | SVGElement)[] {
  const drawn: (HTMLElement | SVGElement)[] = [];
  let graphics: Graphic[] = [];
  const flush = (): void => {
    if (graphics.length > 0) drawn.push(drawGraphics(page, graphics));
    graphics = [];
  };
  for (const one of page.ink) {
    if (one.kind !== 'text') graphics.push(one);
    else {
      flush();
      drawn.push(drawBlock(one));
    }
  }
  flush();
  return drawn;
}

/** The name of the `@page` rule that gives a page its paper. */
export const pageName = (page: Pick<PrintedPage, 'width' | 'height'>): string =>
  `p${Math.round(page.width * 10)}x${Math.round(page.height * 10)}`;

const blocks = new WeakMap<Element, TextBlock>();

/** The text block that an element draws; of all elements that `drawPage` makes. */
export const drawnBlock = (element: Element): TextBlock | undefined => blocks.get(element);

/** A block's element: its one line itself, or a paragraph of its lines. Elements are what printing costs, so there are few. */
function drawBlock(block: TextBlock): HTMLElement {
  const [only] = block.lines;
  const single = block.lines.length === 1 && only !== undefined && block.rotation === undefined;
  const paragraph = single ? drawText(only, 'p') : document.createElement('p');
  blocks.set(paragraph, block);
  if (single) return paragraph;
  paragraph.className = 'kp-block';
  if (block.rotation !== undefined) {
    paragraph.style.transformOrigin = `${points(block.box.x + block.box.width / 2)} ${points(block.box.y + block.box.height / 2)}`;
    paragraph.style.transform = `rotate(${block.rotation}deg)`;
  }
  paragraph.append(...block.lines.map((line) => drawText(line, 'span')));
  return paragraph;
}

/**
 * Text is set at this size in pixels and brought to its own by its transform: Chromium rounds base lines to whole
 * pixels, which at 8 pixels is a fifth of the text, at 100 nothing.
 */
const setAt = 100;
/** Where the shipped fonts have their base line in a line as high as the text (hhea ascent 0.88, descent 0.12). */
const baselineShare = 0.88;
export const pixelsPerPoint = 96 / 72;

function drawText(part: PlacedText, name: 'p' | 'span'): HTMLElement {
  const span = document.createElement(name);
  span.className = 'kp-t';
  const size = (part.size * pixelsPerPoint) / setAt;
  const across = size * textScale(part);
  const [x, y] = [part.x * pixelsPerPoint, (part.y - part.size * baselineShare) * pixelsPerPoint];
  // On its side about the middle of its square.
  const half = (part.size * pixelsPerPoint) / 2;
  const middle = (part.width * pixelsPerPoint) / 2;
  const matrix =
    part.onSide === true ? [0, across, -size, 0, x + middle + half, y + half - middle] : [across, 0, 0, size, x, y];
  const lines = [part.underline === true ? 'underline' : '', part.strike === true ? 'line-through' : ''].filter(
    (line) => line !== '',
  );
  const style = [
    `font-family:${fontStack(part.font)}`,
    `transform:matrix(${matrix.map((value) => Math.round(value * 1e6) / 1e6).join(',')})`,
    ...(part.bold === true ? ['font-weight:700'] : []),
    ...(part.italic === true ? ['font-style:italic'] : []),
    ...(part.colour === undefined ? [] : [`color:${part.colour}`]),
    ...(lines.length === 0 ? [] : [`text-decoration:${lines.join(' ')}`]),
  ];
  // At once: setting one after the other is parsed one after the other.
  span.style.cssText = style.join(';');
  const rare = unprintable(part.text);
  if (rare.size === 0) span.textContent = part.text;
  else span.append(...withCodes(part.text, rare));
  return span;
}

/** Text in which characters without a glyph stand as their code in a box. */
function withCodes(text: string, rare: ReadonlySet<string>): readonly Node[] {
  const nodes: Node[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') nodes.push(document.createTextNode(plain));
    plain = '';
  };
  for (const char of text) {
    if (!rare.has(char)) {
      plain += char;
      continue;
    }
    flush();
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const box = document.createElement('span');
    box.className = 'kp-code';
    const half = Math.ceil(code.length / 2);
    for (const row of [code.slice(0, half), code.slice(half)]) {
      const line = document.createElement('span');
      line.textContent = row;
      box.append(line);
    }
    nodes.push(box);
  }
  flush();
  return nodes;
}

function drawWatermark(page: PrintedPage, words: string): HTMLElement {
  const mark = document.createElement('div');
  mark.className = 'kp-watermark';
  mark.ariaHidden = 'true';
  mark.style.fontSize = points(Math.min(96, page.width / ([...words].length + 1.5)));
  mark.style.fontFamily = fontStack('ＭＳ Ｐゴシック');
  mark.textContent = words;
  return mark;
}
