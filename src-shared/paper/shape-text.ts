import { largest } from '../domain/large-lists.ts';
import { lineHeight } from '../text-metrics/measure.ts';
import { linesHeight, type TextLine } from '../text-metrics/line-break.ts';
import type { PlacedText, Rect, TextBlock } from './page.ts';
import { placeStacked } from './place-stacked.ts';
import { linesOf, placeLines } from './place-text.ts';
import type { Shape, TextRunStyle } from './sheet.ts';

/** Where text goes in a shape: inside arrow heads and round corners as the presets' text rectangles do, roughly. */
function textBox(shape: Shape, box: Rect): Rect {
  const { inset } = shape;
  const margin = { ellipse: 0.146, diamond: 0.25, triangle: 0.25 }[shape.preset as 'ellipse'] ?? 0;
  const x = box.x + inset.left + box.width * margin;
  const y = box.y + inset.top + box.height * margin;
  return {
    x,
    y,
    width: Math.max(1, box.width * (1 - 2 * margin) - inset.left - inset.right),
    height: Math.max(1, box.height * (1 - 2 * margin) - inset.top - inset.bottom),
  };
}

/** The frame for text that is turned about the middle of another. */
const laidOnSide = ({ x, y, width, height }: Rect): Rect => ({
  x: x + (width - height) / 2,
  y: y + (height - width) / 2,
  width: height,
  height: width,
});

/** In vertical text lines begin at the top and follow each other from the right; `anchor` says where they stand across. */
const columnSide = ({ vertical }: Shape): 'left' | 'center' | 'right' =>
  vertical === 'top' ? 'right' : vertical === 'center' ? 'center' : 'left';
const columnStart = ({ text }: Shape): 'top' | 'center' | 'bottom' => {
  const align = text[0]?.align;
  return align === 'center' ? 'center' : align === 'right' ? 'bottom' : 'top';
};

/** The text of a shape; smaller when it would not fit the shape. */
export function shapeText(shape: Shape, box: Rect): TextBlock | undefined {
  if (shape.text.length === 0) return undefined;
  const inner = shape.turn === undefined ? textBox(shape, box) : laidOnSide(textBox(shape, box));
  const degrees = (shape.rotation + (shape.turn ?? 0)) % 360;
  const rotation = degrees === 0 ? {} : { rotation: degrees };
  if (shape.stacked) {
    const runs = shape.text
      .flatMap((paragraph, index) => [
        ...(index === 0 ? [] : [{ ...(paragraph.runs[0] as TextRunStyle), text: '\n' }]),
        ...paragraph.runs,
      ])
      .filter((run) => run.text !== undefined);
    return {
      kind: 'text',
      box: inner,
      within: box,
      role: 'shape',
      ...rotation,
      lines: placeStacked(runs, inner, columnStart(shape), columnSide(shape)),
    };
  }
  let factor = 1;
  let laid = paragraphsOf(shape, inner.width, factor);
  while (factor > 0.3 && shape.wrap && (laid.height > inner.height || laid.width > inner.width)) {
    factor -= 0.05;
    laid = paragraphsOf(shape, inner.width, factor);
  }
  const free = inner.height - laid.height;
  let y = inner.y + (shape.vertical === 'top' ? 0 : shape.vertical === 'center' ? free / 2 : free);
  const lines: PlacedText[] = [];
  for (const { paragraph, lines: rows } of laid.paragraphs) {
    const height = rows.reduce((sum, row) => sum + row.height, 0);
    lines.push(
      ...placeLines(
        rows,
        paragraph.runs,
        { box: { ...inner, y, height: linesHeight(rows) }, align: paragraph.align, vertical: 'top' },
        factor,
      ),
    );
    y += height;
  }
  // Words that are not broken may run out of the shape, as in Excel.
  return {
    kind: 'text',
    box: inner,
    ...(shape.wrap ? { within: box } : {}),
    role: 'shape',
    ...rotation,
    lines,
  };
}

function paragraphsOf(shape: Shape, width: number, factor: number) {
  const paragraphs = shape.text.map((paragraph) => {
    const lines: readonly TextLine[] =
      paragraph.runs.length === 0 ? [] : linesOf(paragraph.runs, width, shape.wrap, factor);
    return { paragraph, lines };
  });
  let height = 0;
  for (const { lines } of paragraphs)
    height +=
      lines.length === 0
        ? lineHeight({ name: 'ＭＳ Ｐゴシック', size: 9 * factor })
        : lines.reduce((sum, row) => sum + row.height, 0);
  const last = paragraphs.at(-1)?.lines;
  if (last !== undefined && last.length > 0)
    height += linesHeight(last) - last.reduce((sum, row) => sum + row.height, 0);
  return {
    paragraphs,
    height,
    width: largest(
      paragraphs.flatMap(({ lines }) => lines.map((row) => row.width)),
      0,
    ),
  };
}
