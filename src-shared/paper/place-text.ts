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
  readonly vertical: 'top' | 'center' | 'bottom';
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
  let top = box.y + (placement.vertical === 'top' ? 0 : placement.vertical === 'center' ? free / 2 : free);
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
        });
      }
      x += part.width * stretch + between;
    }
    top += line.height;
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

/** Stacked text: one character under the other, further columns to the left, as `textRotation` 255 shows it. */
export function placeStacked(
  runs: readonly TextRunStyle[],
  box: Rect,
  align: Placement['vertical'],
  across: Placement['align'],
): readonly PlacedText[] {
  const columns: { readonly char: string; readonly run: TextRunStyle }[][] = [[]];
  for (const run of runs) {
    for (const char of segments(run.text)) {
      if (char === '\n') columns.push([]);
      else columns.at(-1)?.push({ char, run });
    }
  }
  const size = largest(
    runs.map((run) => run.font.size),
    1,
  );
  // Characters stand a line apart, closer when the column would be too long.
  const longest = Math.max(1, Math.floor((box.height - 1) / (size * 1.02)));
  // A column that is too long goes on to the next one when there is room across, else its characters move closer.
  const room = Math.max(1, Math.floor(box.width / (size * 1.1)));
  const broken = columns.flatMap((column) => {
    const parts: (typeof column)[] = [];
    for (let at = 0; at < Math.max(1, column.length); at += longest) parts.push(column.slice(at, at + longest));
    return parts;
  });
  const used = broken.length <= room ? broken : columns;
  const tallest = largest(
    used.map((column) => column.length),
    1,
  );
  const factor = Math.min(1, (box.height - 1) / (tallest * size * 1.02), box.width / (used.length * size * 1.1));
  const step = Math.min(size * 1.2, (box.height - 1) / tallest);
  const columnStep = Math.min(size * 1.3, box.width / used.length);
  const slack = box.width - columnStep * used.length;
  const left = box.x + (across === 'left' ? 0 : across === 'right' ? slack : slack / 2);
  return used.flatMap((column, index) => {
    const free = box.height - column.length * step;
    const top = box.y + (align === 'top' ? 0.5 : align === 'bottom' ? free - 0.5 : free / 2);
    const x = left + columnStep * (used.length - 1 - index);
    return column.map(({ char, run }, row): PlacedText => {
      const shown = run.font.size * factor;
      const width = textWidth(char, { ...run.font, size: shown });
      return {
        x: x + (columnStep - width) / 2,
        y: top + row * step + (step - shown) / 2 + shown * ascentShare,
        width,
        text: char,
        ...lookOf(run, shown),
      };
    });
  });
}

/** Characters with the marks that stand on them. */
export function segments(text: string): readonly string[] {
  const out: string[] = [];
  for (const char of text) {
    if (out.length > 0 && /^[\p{M}\u{e0100}-\u{e01ef}\ufe00-\ufe0f]$/u.test(char)) out[out.length - 1] += char;
    else out.push(char);
  }
  return out;
}
