import { fontKey } from './families.ts';
import { advanceOf, type FontSpec } from './measure.ts';

/**
 * Widths of columns. Excel counts them in digits of the workbook's default font (ECMA-376 part 1, 18.3.1.13): the
 * width in pixels of the widest digit at 96 dots an inch decides, five pixels are padding and a grid line.
 */

const pixelsPerPoint = 96 / 72;

/** Seen in Excel where rounding the advance gives another number (hinted device widths). Keys: font, size in points. */
const hinted: Readonly<Record<string, number>> = {
  'calibri 11': 7,
  'calibri 10': 6,
  'calibri 12': 8,
  'arial 10': 7,
  'mspゴシック 11': 8,
  'mspgothic 11': 8,
  '游ゴシック 11': 8,
  'yugothic 11': 8,
  '游明朝 11': 8,
  'meiryoui 11': 8,
  'メイリオ 11': 9,
  'meiryo 11': 9,
};

/** Width of the widest digit of the default font in pixels at 96 dpi. */
export function maximumDigitWidth(font: FontSpec): number {
  const known = hinted[`${fontKey(font.name)} ${font.size}`];
  if (known !== undefined) return known;
  const pixels = Math.round(font.size * pixelsPerPoint);
  const widest = Math.max(
    ...[...'0123456789'].map((digit) => advanceOf(digit.charCodeAt(0), { ...font, bold: false })),
  );
  return Math.max(1, Math.round(pixels * widest));
}

/** Pixels of a `width` attribute (padding included); 18.3.1.13, the inverse of the formula given there. */
export const columnPixels = (width: number, digit: number): number =>
  Math.trunc(((256 * width + Math.trunc(128 / digit)) / 256) * digit);

/** Pixels of a column without a width of its own: `baseColWidth` digits and padding, filled up to a multiple of 8. */
export const defaultColumnPixels = (digit: number, baseDigits = 8): number =>
  Math.ceil((baseDigits * digit + 2 * Math.ceil(digit / 4) + 1) / 8) * 8;

export const pointsOfPixels = (pixels: number): number => pixels / pixelsPerPoint;

/** Blank between a cell's edge and its text, each side, in points. */
export const cellPadding = (digit: number): number => pointsOfPixels(Math.ceil(digit / 4));
