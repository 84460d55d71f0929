import { largest } from '../domain/large-lists.ts';
import { lineHeight } from '../text-metrics/measure.ts';
import { linesHeight, type TextLine } from '../text-metrics/line-break.ts';
import { framed } from './matrix.ts';
import type { Graphic, PlacedText, Rect, TextBlock } from './page.ts';
import { brace, bracket, callout, ellipseCallout, freePath, lineCallout, rounded, star } from './outlines.ts';
import { linesOf, placeLines, placeStacked } from './place-text.ts';
import type { Shape, TextRunStyle } from './sheet.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);
const polygon = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;

/** Guide value in hundred-thousandths of the shorter side (20.1.10.56's formulas), or its default. */
const guide = (shape: Shape, name: string, absent: number): number =>
  Math.max(0, Math.min(1_000_000, shape.adjust[name] ?? absent)) / 100_000;

function arrow(shape: Shape, length: number, breadth: number): readonly (readonly [number, number])[] {
  const shaft = Math.min(1, guide(shape, 'adj1', 50_000));
  const head = Math.min(length, guide(shape, 'adj2', 50_000) * Math.min(length, breadth));
  const edge = (breadth * (1 - shaft)) / 2;
  return [
    [0, edge],
    [length - head, edge],
    [length - head, 0],
    [length, breadth / 2],
    [length - head, breadth],
    [length - head, breadth - edge],
    [0, breadth - edge],
  ];
}

function doubleArrow(shape: Shape, length: number, breadth: number): readonly (readonly [number, number])[] {
  const edge = (breadth * (1 - Math.min(1, guide(shape, 'adj1', 50_000)))) / 2;
  const head = Math.min(length / 2, guide(shape, 'adj2', 50_000) * Math.min(length, breadth));
  return [
    [0, breadth / 2],
    [head, 0],
    [head, edge],
    [length - head, edge],
    [length - head, 0],
    [length, breadth / 2],
    [length - head, breadth],
    [length - head, breadth - edge],
    [head, breadth - edge],
    [head, breadth],
  ];
}

const swap = (points: readonly (readonly [number, number])[]) => points.map(([x, y]) => [y, x] as const);

/** The outline of a shape in its own frame, `w` × `h`; open outlines have no fill. */
function outline(shape: Shape, w: number, h: number): { readonly d: string; readonly open?: boolean } {
  const short = Math.min(w, h);
  switch (shape.preset) {
    case 'ellipse':
      return {
        d: `M0 ${n(h / 2)}A${n(w / 2)} ${n(h / 2)} 0 1 1 ${n(w)} ${n(h / 2)}A${n(w / 2)} ${n(h / 2)} 0 1 1 0 ${n(h / 2)}Z`,
      };
    case 'wedgeRectCallout':
      return { d: callout(shape, w, h, 0) };
    case 'wedgeRoundRectCallout':
      return { d: callout(shape, w, h, Math.min(0.5, guide(shape, 'adj3', 16_667)) * short) };
    case 'wedgeEllipseCallout':
      return { d: ellipseCallout(shape, w, h) };
    case 'borderCallout1':
    case 'borderCallout2':
    case 'borderCallout3':
      return { d: lineCallout(shape, w, h) };
    case 'roundRect':
      return { d: rounded(w, h, Math.min(0.5, guide(shape, 'adj', 16_667)) * short) };
    case 'triangle':
      return {
        d: polygon([
          [w * Math.min(1, guide(shape, 'adj', 50_000)), 0],
          [w, h],
          [0, h],
        ]),
      };
    case 'rtTriangle':
      return {
        d: polygon([
          [0, 0],
          [w, h],
          [0, h],
        ]),
      };
    case 'diamond':
      return {
        d: polygon([
          [w / 2, 0],
          [w, h / 2],
          [w / 2, h],
          [0, h / 2],
        ]),
      };
    case 'parallelogram': {
      const slant = Math.min(w, guide(shape, 'adj', 25_000) * short);
      return {
        d: polygon([
          [slant, 0],
          [w, 0],
          [w - slant, h],
          [0, h],
        ]),
      };
    }
    case 'trapezoid': {
      const slant = Math.min(w / 2, guide(shape, 'adj', 25_000) * short);
      return {
        d: polygon([
          [slant, 0],
          [w - slant, 0],
          [w, h],
          [0, h],
        ]),
      };
    }
    case 'hexagon': {
      const corner = Math.min(w / 2, guide(shape, 'adj', 25_000) * short);
      return {
        d: polygon([
          [corner, 0],
          [w - corner, 0],
          [w, h / 2],
          [w - corner, h],
          [corner, h],
          [0, h / 2],
        ]),
      };
    }
    case 'octagon': {
      const c = Math.min(0.5, guide(shape, 'adj', 29_289)) * short;
      return {
        d: polygon([
          [c, 0],
          [w - c, 0],
          [w, c],
          [w, h - c],
          [w - c, h],
          [c, h],
          [0, h - c],
          [0, c],
        ]),
      };
    }
    case 'pentagon':
      return {
        d: polygon([
          [w / 2, 0],
          [w, h * 0.38],
          [w * 0.81, h],
          [w * 0.19, h],
          [0, h * 0.38],
        ]),
      };
    case 'star5':
      return { d: polygon(star(w, h)) };
    case 'homePlate': {
      const head = Math.min(w, guide(shape, 'adj', 50_000) * short);
      return {
        d: polygon([
          [0, 0],
          [w - head, 0],
          [w, h / 2],
          [w - head, h],
          [0, h],
        ]),
      };
    }
    case 'chevron': {
      const head = Math.min(w, guide(shape, 'adj', 50_000) * short);
      return {
        d: polygon([
          [0, 0],
          [w - head, 0],
          [w, h / 2],
          [w - head, h],
          [0, h],
          [head, h / 2],
        ]),
      };
    }
    case 'rightArrow':
    case 'stripedRightArrow':
    case 'notchedRightArrow':
      return { d: polygon(arrow(shape, w, h)) };
    case 'leftArrow':
      return { d: polygon(arrow(shape, w, h).map(([x, y]) => [w - x, y] as const)) };
    case 'downArrow':
      return { d: polygon(swap(arrow(shape, h, w))) };
    case 'upArrow':
      return { d: polygon(swap(arrow(shape, h, w)).map(([x, y]) => [x, h - y] as const)) };
    case 'leftRightArrow':
      return { d: polygon(doubleArrow(shape, w, h)) };
    case 'upDownArrow':
      return { d: polygon(swap(doubleArrow(shape, h, w))) };
    case 'plus': {
      const c = Math.min(0.5, guide(shape, 'adj', 25_000)) * short;
      return {
        d: polygon([
          [c, 0],
          [w - c, 0],
          [w - c, c],
          [w, c],
          [w, h - c],
          [w - c, h - c],
          [w - c, h],
          [c, h],
          [c, h - c],
          [0, h - c],
          [0, c],
          [c, c],
        ]),
      };
    }
    case 'can': {
      const r = Math.min(h / 4, 0.12 * short + 1);
      return {
        d: `M0 ${n(r)}A${n(w / 2)} ${n(r)} 0 0 1 ${n(w)} ${n(r)}V${n(h - r)}A${n(w / 2)} ${n(r)} 0 0 1 0 ${n(h - r)}ZM0 ${n(r)}A${n(w / 2)} ${n(r)} 0 0 0 ${n(w)} ${n(r)}`,
      };
    }
    case 'line':
    case 'straightConnector1':
      return { d: `M0 0L${n(w)} ${n(h)}`, open: true };
    case 'bentConnector3': {
      const x = w * guide(shape, 'adj1', 50_000);
      return { d: `M0 0H${n(x)}V${n(h)}H${n(w)}`, open: true };
    }
    case 'curvedConnector3':
      return { d: `M0 0C${n(w / 2)} 0 ${n(w / 2)} ${n(h)} ${n(w)} ${n(h)}`, open: true };
    case 'checkMark':
      return {
        d: `M${n(w * 0.15)} ${n(h * 0.5)}L${n(w * 0.4)} ${n(h * 0.8)}L${n(w * 0.85)} ${n(h * 0.2)}`,
        open: true,
      };
    case 'leftBracket':
      return { d: bracket(shape, w, h, false), open: true };
    case 'rightBracket':
      return { d: bracket(shape, w, h, true), open: true };
    case 'bracketPair': {
      const r = Math.min(0.5, guide(shape, 'adj', 16_667)) * short;
      return {
        d: `M${n(r)} 0Q0 0 0 ${n(r)}V${n(h - r)}Q0 ${n(h)} ${n(r)} ${n(h)}M${n(w - r)} 0Q${n(w)} 0 ${n(w)} ${n(r)}V${n(h - r)}Q${n(w)} ${n(h)} ${n(w - r)} ${n(h)}`,
        open: true,
      };
    }
    case 'leftBrace':
      return { d: brace(shape, w, h, false), open: true };
    case 'rightBrace':
      return { d: brace(shape, w, h, true), open: true };
    case 'bracePair': {
      const r = Math.min(0.25, guide(shape, 'adj', 8333)) * short;
      const pair = { ...shape, adjust: { adj1: (r / Math.max(0.01, Math.min(2 * r, h))) * 100_000 } };
      return { d: `${brace(pair, 2 * r, h, false)}${brace(pair, 2 * r, h, true, w - 2 * r)}`, open: true };
    }
    default:
      return { d: `M0 0H${n(w)}V${n(h)}H0Z` };
  }
}

/** Arrow head of a line that ends at (x, y) coming from an angle, filled with the line's colour. */
function lineEnd(x: number, y: number, angle: number, width: number): string {
  const size = Math.max(4, width * 3.5);
  const at = (turn: number) => [x - Math.cos(angle + turn) * size, y - Math.sin(angle + turn) * size] as const;
  return polygon([[x, y], at(0.42), at(-0.42)]);
}

/** A shape's lines and fills on the canvas; `box` is its frame. */
export function shapeGraphics(shape: Shape, box: Rect): readonly Graphic[] {
  const { width: w, height: h } = box;
  const { d, open = false } = outline(shape, w, h);
  const place = framed(box, shape);
  if (shape.paths !== undefined) {
    return shape.paths.map((path) => ({
      kind: 'path',
      d: freePath(path, w, h),
      ...(shape.fill === undefined || !path.filled ? {} : { fill: shape.fill }),
      opacity: shape.opacity,
      ...(shape.line === undefined || !path.stroked ? {} : { stroke: shape.line.colour }),
      width: shape.line?.width ?? 0,
      line: shape.line?.line ?? 'solid',
      place,
      label: shape.label,
    }));
  }
  const graphics: Graphic[] = [
    {
      kind: 'path',
      d,
      ...(shape.fill === undefined || open ? {} : { fill: shape.fill }),
      opacity: shape.opacity,
      ...(shape.line === undefined ? {} : { stroke: shape.line.colour }),
      width: shape.line?.width ?? 0,
      line: shape.line?.line ?? 'solid',
      place,
      label: shape.label,
    },
  ];
  if (open && shape.line !== undefined && (shape.preset === 'line' || shape.preset.includes('onnector'))) {
    const angle = shape.preset === 'bentConnector3' || shape.preset === 'curvedConnector3' ? 0 : Math.atan2(h, w);
    const end = (path: string): Graphic => ({
      kind: 'path',
      d: path,
      fill: shape.line?.colour ?? '#000000',
      opacity: 1,
      width: 0,
      line: 'solid',
      place,
      label: '',
    });
    if (shape.line.tail !== undefined) graphics.push(end(lineEnd(w, h, angle, shape.line.width)));
    if (shape.line.head !== undefined) graphics.push(end(lineEnd(0, 0, angle + Math.PI, shape.line.width)));
  }
  return graphics;
}

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

/** The text of a shape; smaller when it would not fit the shape. */
export function shapeText(shape: Shape, box: Rect): TextBlock | undefined {
  if (shape.text.length === 0) return undefined;
  const inner = textBox(shape, box);
  const rotation = shape.rotation === 0 ? {} : { rotation: shape.rotation };
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
      lines: placeStacked(runs, inner, 'top', 'center'),
    };
  }
  let factor = 1;
  let laid = paragraphsOf(shape, inner.width, factor);
  while (factor > 0.3 && (laid.height > inner.height || laid.width > inner.width)) {
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
  return { kind: 'text', box: inner, within: box, role: 'shape', ...rotation, lines };
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
