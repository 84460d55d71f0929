import type { Capacity } from '../domain/item.ts';
import { inkShare, layoutPieces, linesHeight, type TextLine, type TextPiece } from './line-break.ts';
import { lineHeight, type FontSpec } from './measure.ts';

/**
 * How much of a box's width text may fill. Excel breaks lines by its printer's metrics, which differ from laptop to
 * laptop by up to about two hundredths; the rest of the line stays free, so that what fits here fits there.
 */
export const widthMargin = 0.98;

/** A box on the form in points, merged cells together. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** What of a cell's style decides how its text lies. */
export interface BoxStyle {
  readonly font: FontSpec;
  readonly wrap: boolean;
  readonly shrink: boolean;
  /** Steps of indent; one step is three blanks of the default font, about a full-width character. */
  readonly indent?: number;
  /** `textRotation` (ECMA-376 part 1, 18.8.1): 255 is stacked from top to bottom. */
  readonly rotation?: number;
  /** Blank between edge and text, each side, in points. */
  readonly padding?: number;
}

const defaultPadding = 1.5;

/** Width inside a box that lines may fill, in points; for turned and stacked text the length of its lines. */
export function lineWidth(box: Box, style: BoxStyle): number {
  const rotation = style.rotation ?? 0;
  const padding = style.padding ?? defaultPadding;
  if (rotation === 255 || rotation === 90 || rotation === 180) return Math.max(0, (box.height - 2) * widthMargin);
  return Math.max(0, (box.width - 2 * padding - (style.indent ?? 0) * 9) * widthMargin);
}

/** Room across the lines in points. */
const lineRoom = (box: Box, style: BoxStyle): number => {
  const rotation = style.rotation ?? 0;
  return rotation === 255 || rotation === 90 || rotation === 180 ? box.width : box.height;
};

/** What a box shows at its size and font. `lines` is 0 for a box lower than one line, as Excel cuts that too. */
export function capacityOf(box: Box, style: BoxStyle): Capacity {
  const width = lineWidth(box, style);
  const pitch = lineHeight(style.font);
  const room = Math.floor((lineRoom(box, style) + 0.5 + pitch * (1 - inkShare)) / pitch);
  return {
    lines: style.wrap ? room : Math.min(1, room),
    columns: Math.floor(width / style.font.size),
    width,
    height: box.height,
    font: style.font.name,
    size: style.font.size,
    wrap: style.wrap,
    shrink: style.shrink,
  };
}

/** How a text lies in a box, and the height that it needs (upright text only). */
export interface TextFit {
  readonly lines: readonly TextLine[];
  /** Points. */
  readonly needed: number;
  readonly fits: boolean;
}

/** Lays text out in a box; pure, so that the window counts lines by the same rule as the paper. */
export function fitText(pieces: readonly TextPiece[], box: Box, style: BoxStyle): TextFit {
  const lines = layoutPieces(pieces, lineWidth(box, style), style.wrap);
  const needed = linesHeight(lines);
  const wide = style.wrap || style.shrink || lines.every((line) => line.width <= box.width);
  return { lines, needed, fits: wide && needed <= lineRoom(box, style) + 0.5 };
}
