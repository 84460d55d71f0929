import { largest, smallest } from '../domain/large-lists.ts';
import { lineWidth, widthMargin } from '../text-metrics/capacity.ts';
import { linesHeight, type TextLine } from '../text-metrics/line-break.ts';
import type { Rect, TextBlock } from './page.ts';
import { placeStacked } from './place-stacked.ts';
import { ascentShare, linesOf, lookOf, placeLines, type Placement } from './place-text.ts';
import type { CellStyle, SheetCell, SheetGeometry, TextRunStyle } from './sheet.ts';

/**
 * Blank above and below text in a cell, each side, in points: hardly any in Excel's cells, more on our own papers, whose
 * cells are padded more at the sides as well.
 */
const verticalPadding = (padding: number): number => (padding > 3 ? 2.5 : 0.5);
/** Text is never made smaller than this share to fit a box that has to keep its size. */
const smallestShare = 0.4;

/** How a cell's text lies in its box before it is placed. */
export interface CellFit {
  readonly lines: readonly TextLine[];
  /** Share of its size at which the text fits. */
  readonly factor: number;
  /** Height that the text needs at its full size, padding included. */
  readonly needed: number;
  readonly fits: boolean;
}

const isTurned = (style: CellStyle): boolean => style.rotation !== 0;
const wraps = (cell: SheetCell, style: CellStyle): boolean => style.wrap && cell.kind !== 'number';

const boxStyle = (style: CellStyle, padding: number) => ({ ...style, font: style.font.font, padding });

/**
 * Lays a cell's text out. `smallest` is the share down to which text may shrink to fit the height (1: never). Text that is
 * not wrapped shrinks in width alone when it has no empty neighbours to run over (`room`).
 */
export function fitCell(
  cell: SheetCell,
  style: CellStyle,
  box: Rect,
  padding: number,
  room: number,
  smallest: number,
): CellFit {
  const wrap = wraps(cell, style);
  const width = lineWidth(box, boxStyle(style, padding));
  const full = linesOf(cell.text, width, wrap);
  const blank = 2 * verticalPadding(padding);
  const needed = linesHeight(full) + blank;
  if (!wrap) {
    const widest = largest(
      full.map((line) => line.width),
      0,
    );
    const free = style.shrink ? width : Math.max(width, room * widthMargin - 2 * padding);
    const factor = widest > free && widest > 0 ? free / widest : 1;
    return {
      lines: factor < 1 ? linesOf(cell.text, width, false, factor) : full,
      factor,
      needed,
      fits: needed * factor <= box.height + 0.5,
    };
  }
  if (needed <= box.height + 0.5) return { lines: full, factor: 1, needed, fits: true };
  if (style.shrink || smallest < 1) {
    for (let factor = 0.95; factor >= (style.shrink ? smallestShare : smallest) - 1e-9; factor -= 0.05) {
      const lines = linesOf(cell.text, width, true, factor);
      if (linesHeight(lines) + blank <= box.height + 0.5) return { lines, factor, needed, fits: true };
    }
  }
  return { lines: full, factor: 1, needed, fits: false };
}

export const sideOf = (cell: SheetCell, style: CellStyle): Placement['align'] => {
  switch (style.horizontal) {
    case 'left':
    case 'fill':
      return 'left';
    case 'right':
      return 'right';
    case 'center':
    case 'centerContinuous':
      return 'center';
    case 'justify':
      return 'justify';
    case 'distributed':
      return 'distributed';
    default:
      return cell.kind === 'number' ? 'right' : cell.kind === 'centre' ? 'center' : 'left';
  }
};

/** Room for text that is not wrapped: its box and the empty neighbours on the sides that it may run to. */
export type Neighbours = (cell: SheetCell, side: Placement['align']) => Rect;

export interface PlacedCell {
  readonly block: TextBlock;
  readonly fits: boolean;
  /** Share of the size when text had to shrink though the form does not say so. */
  readonly condensed?: number;
}

/** The text block of a cell on the canvas; `undefined` for a cell without text or size. */
export function placeCell(
  sheet: SheetGeometry,
  cell: SheetCell,
  box: Rect,
  neighbours: Neighbours,
  name: string,
  smallest: number,
): PlacedCell | undefined {
  const style = sheet.styles[cell.style];
  if (style === undefined || cell.text.length === 0 || box.width <= 0 || box.height <= 0) return undefined;
  const vertical = style.vertical === 'justify' || style.vertical === 'distributed' ? 'spread' : style.vertical;
  if (style.rotation === 255) {
    const inner = { ...box, y: box.y + 0.5, height: Math.max(0, box.height - 1) };
    return {
      block: {
        kind: 'text',
        box,
        within: box,
        cell: name,
        role: 'cell',
        lines: placeStacked(
          cell.text,
          inner,
          vertical,
          style.horizontal === 'general' ? 'center' : sideOf(cell, style),
        ),
      },
      fits: true,
    };
  }
  if (isTurned(style)) return { block: turned(cell, style, box, sheet.padding, name), fits: true };
  const side = sideOf(cell, style);
  const room = wraps(cell, style) || cell.kind === 'number' ? box : neighbours(cell, side);
  const fit = fitCell(cell, style, box, sheet.padding, room.width, smallest);
  const indent = style.indent * 9;
  // Text at an edge keeps clear of its line where there is room.
  const clear = Math.max(verticalPadding(sheet.padding), Math.min(1.5, (box.height - linesHeight(fit.lines)) / 2));
  const inner = {
    x: box.x + sheet.padding + (side === 'left' || side === 'justify' || side === 'distributed' ? indent : 0),
    y: box.y + clear,
    width: Math.max(0, box.width - 2 * sheet.padding - indent * (side === 'distributed' ? 2 : 1)),
    height: Math.max(0, box.height - 2 * clear),
  };
  const spread = wider(inner, room, fit, sheet.padding, side);
  const lines = placeLines(fit.lines, cell.text, { box: spread, align: side, vertical }, fit.factor);
  // Where a box has to keep its height, whole lines are left out, never half of one.
  const shown = fit.fits
    ? lines
    : lines.filter((line, index) => index === 0 || line.y + line.size * (1 - ascentShare) <= box.y + box.height + 0.5);
  return {
    block: {
      kind: 'text',
      box: spread,
      within: room,
      cell: name,
      role: 'cell',
      lines: underRuby(shown, rubyOf(cell, fit, spread, side, vertical), box),
    },
    fits: fit.fits,
    ...(fit.factor < 1 && !style.shrink ? { condensed: fit.factor } : {}),
  };
}

/** Text that runs over its neighbours: the box grows to the side that it runs to, centred text to both. */
function wider(inner: Rect, room: Rect, fit: CellFit, padding: number, side: Placement['align']): Rect {
  const widest = largest(
    fit.lines.map((line) => line.width),
    0,
  );
  if (widest <= inner.width || room.width <= inner.width + 2 * padding) return inner;
  const excess = widest - inner.width;
  const left = room.x + padding;
  const right = room.x + room.width - padding;
  let x = side === 'right' ? inner.x - excess : side === 'center' ? inner.x - excess / 2 : inner.x;
  x = Math.max(left, Math.min(x, right - widest));
  return { ...inner, x, width: widest };
}

/** Text turned by an angle: laid out along the box and turned about its centre, smaller when it does not fit. */
function turned(cell: SheetCell, style: CellStyle, box: Rect, padding: number, name: string): TextBlock {
  const degrees = style.rotation <= 90 ? -style.rotation : style.rotation - 90;
  const upright = Math.abs(degrees) === 90;
  const radians = (Math.abs(degrees) * Math.PI) / 180;
  const length = upright
    ? box.height
    : Math.min(box.width / Math.max(Math.cos(radians), 0.2), box.height / Math.max(Math.sin(radians), 0.2));
  const across = upright ? box.width : box.height;
  const inner = { x: 0, y: 0, width: Math.max(1, (length - 2 * padding) * widthMargin), height: across };
  let factor = 1;
  let lines = linesOf(cell.text, inner.width, style.wrap && upright, factor);
  while (factor > smallestShare && (linesHeight(lines) > across || lines.some((line) => line.width > inner.width))) {
    factor -= 0.05;
    lines = linesOf(cell.text, inner.width, style.wrap && upright, factor);
  }
  const turnedBox = {
    x: box.x + box.width / 2 - length / 2 + padding,
    y: box.y + box.height / 2 - across / 2,
    width: length - 2 * padding,
    height: across,
  };
  const along =
    style.vertical === 'center' ? 'center' : (style.vertical === 'bottom') === degrees < 0 ? 'left' : 'right';
  const placed = placeLines(lines, cell.text, { box: turnedBox, align: along, vertical: 'center' }, factor);
  return {
    kind: 'text',
    box: { ...turnedBox, x: turnedBox.x - padding, width: length },
    within: box,
    cell: name,
    role: 'cell',
    rotation: degrees,
    lines: placed,
  };
}

/** A line with its furigana, moved down where those would stand out of the box at its top and there is room at its bottom. */
function underRuby(lines: TextBlock['lines'], ruby: TextBlock['lines'], box: Rect): TextBlock['lines'] {
  if (ruby.length === 0) return lines;
  const above =
    box.y -
    smallest(
      ruby.map(({ y, size }) => y - size * ascentShare),
      Infinity,
    );
  const below =
    box.y +
    box.height -
    largest(
      lines.map(({ y, size }) => y + size * (1 - ascentShare)),
      -Infinity,
    );
  const by = Math.max(0, Math.min(above, below));
  return [...lines, ...ruby].map((line) => ({ ...line, y: line.y + by }));
}

/** Furigana over their characters, half as large, where the form shows them (`ph` of the cell). */
function rubyOf(
  cell: SheetCell,
  fit: CellFit,
  box: Rect,
  side: Placement['align'],
  vertical: Placement['vertical'],
): TextBlock['lines'] {
  if (cell.ruby === undefined || fit.lines.length !== 1) return [];
  const base = cell.text.map((run) => run.text).join('');
  const first = cell.text[0] as TextRunStyle;
  const placed = placeLines(fit.lines, cell.text, { box, align: side, vertical }, fit.factor)[0];
  if (placed === undefined) return [];
  const total = Math.max(1, base.length);
  return cell.ruby.flatMap((ruby) => {
    const from = Math.min(1, ruby.start / total);
    const to = Math.min(1, ruby.end / total);
    const size = first.font.size * fit.factor * 0.5;
    const width = Math.min([...ruby.text].length * size, (to - from) * (fit.lines[0]?.width ?? 0) + size);
    const middle = placed.x + ((from + to) / 2) * (fit.lines[0]?.width ?? 0);
    return [
      {
        x: middle - width / 2,
        y: placed.y - first.font.size * fit.factor * 0.92,
        width,
        text: ruby.text,
        ...lookOf({ ...first, text: '' }, size),
        minor: true as const,
      },
    ];
  });
}
