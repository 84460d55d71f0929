import { largest } from '../domain/large-lists.ts';
import { textWidth } from '../text-metrics/measure.ts';
import type { PlacedText, Rect } from './page.ts';
import { ascentShare, lookOf, segments, type Placement } from './place-text.ts';
import type { TextRunStyle } from './sheet.ts';

/** Characters that lie on their side in vertical text (UTR 50 «Tr» and «R»): dashes, brackets, waves, colons. */
const liesOnSide = (char: string): boolean =>
  /^[ー－―—‐‑–\-~～〜…‥=＝:：;；|｜()（）「」『』【】〔〕［］[\]{}｛｝〈〉《》<>＜＞→←]$/u.test(char);

/** Small kana and stops stand in the upper right of their square in vertical text, as shares of the size. */
const shiftOf = (char: string): number =>
  /^[、。，．]$/u.test(char) ? 0.58 : /^[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]$/u.test(char) ? 0.12 : 0;

const mayNotBegin = (char: string | undefined): boolean =>
  char !== undefined &&
  /^[、。，．・：；？！ー）」』】〕］｝〉》゛゜々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)\]},.!?]$/u.test(char);
const mayNotEnd = (char: string | undefined): boolean => char !== undefined && /^[（「『【〔［｛〈《([{]$/u.test(char);

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
    for (let at = 0; at < Math.max(1, column.length);) {
      let to = at + longest;
      // A column neither begins with what closes nor ends with what opens (JIS X 4051).
      while (to > at + 1 && to < column.length && (mayNotBegin(column[to]?.char) || mayNotEnd(column[to - 1]?.char)))
        to -= 1;
      parts.push(column.slice(at, to));
      at = to;
    }
    return parts;
  });
  const used = broken.length <= room ? broken : columns;
  const tallest = largest(
    used.map((column) => column.length),
    1,
  );
  const factor = Math.min(1, (box.height - 1) / (tallest * size * 1.02), box.width / (used.length * size * 1.1));
  const usual = Math.min(size * 1.2, (box.height - 1) / tallest);
  const columnStep = Math.min(size * 1.3, box.width / used.length);
  const slack = box.width - columnStep * used.length;
  const left = box.x + (across === 'left' ? 0 : across === 'right' ? slack : slack / 2);
  return used.flatMap((column, index) => {
    // Spread (均等割り付け): the first character at the top, the last at the bottom.
    const spread = align === 'spread' && column.length > 1;
    const step = spread ? Math.max(usual, (box.height - 1 - usual) / (column.length - 1)) : usual;
    const free = box.height - (spread ? (column.length - 1) * step + usual : column.length * step);
    const top = box.y + (align === 'top' ? 0.5 : align === 'bottom' ? free - 0.5 : free / 2);
    const x = left + columnStep * (used.length - 1 - index);
    return column.map(({ char, run }, row): PlacedText => {
      const shown = run.font.size * factor;
      const width = textWidth(char, { ...run.font, size: shown });
      return {
        x: x + (columnStep - width) / 2 + shiftOf(char) * shown,
        y: top + row * step + (usual - shown) / 2 + shown * ascentShare - shiftOf(char) * shown,
        width,
        text: char,
        ...lookOf(run, shown),
        ...(liesOnSide(char) ? { onSide: true } : {}),
      };
    });
  });
}
