import { largest } from '../domain/large-lists.ts';
import { layoutPieces, linesHeight, type TextLine, type TextPiece } from '../text-metrics/line-break.ts';
import { textWidth } from '../text-metrics/measure.ts';
import type { PlacedText, Rect } from './page.ts';
import type { TextRunStyle } from './sheet.ts';

/** Puts laid-out lines into a box. */
export interface Placement {
  readonly box: Rect;
  /** `justify` widens all lines but the last; `distributed` (均等割り付け) puts the characters of every line apart. */
  readonly align: 'left' | 'center' | 'right' | 'justify' | 'distributed';
  /** `spread` puts the lines apart from the top to the bottom; a single one stands in the middle. */
  readonly vertical: 'top' | 'center' | 'bottom' | 'spread';
}

/** Height of ideographs above the base line in ems; the same for all fonts, so that runs stand on one line. */
export const ascentShare = 0.86;

const piecesOf = (runs: readonly TextRunStyle[], factor: number): readonly TextPiece[] =>
  runs.map((run) => ({
    text: run.text,
    font: { ...run.font, size: run.font.size * factor * (run.script === undefined ? 1 : 0.6) },
  }));

/** Lines by everything that they depend on: labels stand on every sheet, and a box is looked at before and after rows grow. */
const laidOut = new Map<string, readonly TextLine[]>();
const keptTexts = 4000;
const longestKept = 300;

/** Lines of rich text at a share of its size. */
export function linesOf(runs: readonly TextRunStyle[], width: number, wrap: boolean, factor = 1): readonly TextLine[] {
  const [run] = runs;
  if (runs.length !== 1 || run === undefined || run.text.length > longestKept)
    return layoutPieces(piecesOf(runs, factor), width, wrap);
  const { font, script, text } = run;
  const key = `${font.name}\n${font.size} ${font.bold === true} ${script !== undefined} ${wrap ? width : ''} ${factor}\n${text}`;
  let lines = laidOut.get(key);
  if (lines === undefined) {
    lines = layoutPieces(piecesOf(runs, factor), width, wrap);
    if (laidOut.size >= keptTexts) laidOut.clear();
    laidOut.set(key, lines);
  }
  return lines;
}

/** Positions of lines' parts in points; `factor` is the share of the runs' sizes that the lines were laid out with. */
export function placeLines(
  lines: readonly TextLine[],
  runs: readonly TextRunStyle[],
  placement: Placement,
  factor = 1,
): readonly PlacedText[] {
  const { box } = placement;
  const needed = linesHeight(lines);
  const free = box.height - needed;
  const { vertical } = placement;
  const apartBy = vertical === 'spread' && lines.length > 1 ? Math.max(0, free) / (lines.length - 1) : 0;
  const above = { top: 0, center: free / 2, bottom: free, spread: lines.length > 1 ? 0 : free / 2 }[vertical];
  let top = box.y + above;
  // Text that is higher than its box begins at the box's top, so that its beginning is read.
  if (free < 0) top = box.y;
  const placed: PlacedText[] = [];
  for (const [index, line] of lines.entries()) {
    const tallest = largest(
      line.parts.map((part) => (runs[part.run]?.font.size ?? 0) * factor),
      0,
    );
    const gap = placement.align === 'justify' && index < lines.length - 1 ? Math.max(0, box.width - line.width) : 0;
    const stretch = line.width > 0 && gap < line.width * 0.15 ? 1 + gap / line.width : 1;
    const slack = box.width - line.width;
    let x = box.x + (placement.align === 'center' ? slack / 2 : placement.align === 'right' ? slack : 0);
    const baseline = top + tallest * ascentShare;
    const spread = placement.align === 'distributed' && slack > 0 ? apart(line, runs, factor) : undefined;
    const between = spread === undefined || spread.length < 2 ? 0 : slack / (spread.length - 1);
    if (spread !== undefined && spread.length < 2) x = box.x + slack / 2;
    for (const part of spread ?? line.parts) {
      const run = runs[part.run];
      if (run === undefined) continue;
      const size = run.font.size * factor * (run.script === undefined ? 1 : 0.6);
      const lift =
        run.script === 'super'
          ? run.font.size * factor * 0.35
          : run.script === 'sub'
            ? -run.font.size * factor * 0.12
            : 0;
      if (part.text.trim() !== '' || run.underline !== undefined) {
        placed.push({
          x,
          y: baseline - lift,
          width: part.width * stretch,
          text: part.text,
          ...lookOf(run, size),
          ...(run.script === undefined ? {} : { minor: true as const }),
        });
      }
      x += part.width * stretch + between;
    }
    top += line.height + apartBy;
  }
  return placed;
}

/** A line's characters one by one, without the blanks at its ends. */
function apart(line: TextLine, runs: readonly TextRunStyle[], factor: number): TextLine['parts'] {
  const characters = line.parts.flatMap((part) => {
    const font = runs[part.run]?.font;
    return font === undefined
      ? []
      : segments(part.text).map((text) => ({
          text,
          run: part.run,
          width: textWidth(text, { ...font, size: font.size * factor }),
        }));
  });
  const inked = (one: { readonly text: string }): boolean => one.text.trim() !== '';
  return characters.slice(characters.findIndex(inked), characters.findLastIndex(inked) + 1);
}

export const lookOf = (run: TextRunStyle, size: number): Omit<PlacedText, 'x' | 'y' | 'width' | 'text'> => ({
  font: run.font.name,
  size,
  ...(run.font.bold === true ? { bold: true } : {}),
  ...(run.font.italic === true ? { italic: true } : {}),
  ...(run.colour === undefined ? {} : { colour: run.colour }),
  ...(run.underline === undefined ? {} : { underline: true }),
  ...(run.strike === true ? { strike: true } : {}),
});

/** Characters with the marks that stand on them. */
export function segments(text: string): readonly string[] {
  const out: string[] = [];
  for (const char of text) {
    if (out.length > 0 && /^[\p{M}\u{e0100}-\u{e01ef}\ufe00-\ufe0f]$/u.test(char)) out[out.length - 1] += char;
    else out.push(char);
  }
  return out;
}
