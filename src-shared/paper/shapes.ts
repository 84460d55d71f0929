import { framed } from './matrix.ts';
import type { Graphic, Rect } from './page.ts';
import { brace, bracket, callout, ellipseCallout, freePath, lineCallout, rounded, star } from './outlines.ts';
import { presetOutline } from './more-presets.ts';
import type { Shape } from './sheet.ts';

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
// oxlint-disable-next-line max-lines-per-function -- a table of presets in the form of a switch: one short case a shape, as ECMA-376's presetShapeDefinitions lists them
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
      return presetOutline(shape, w, h) ?? { d: `M0 0H${n(w)}V${n(h)}H0Z` };
  }
}

/** The end of a line at (x, y), coming from an angle (20.1.10.33 `ST_LineEndType`); `arrow` is open, its line left as it is. */
function lineEnd(
  kind: string,
  x: number,
  y: number,
  angle: number,
  width: number,
): { readonly d: string; readonly open: boolean } {
  const size = Math.max(4, width * 3.5);
  const at = (turn: number, length = size) =>
    [x - Math.cos(angle + turn) * length, y - Math.sin(angle + turn) * length] as const;
  const r = size * 0.42;
  switch (kind) {
    case 'oval':
      return {
        d: `M${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x + r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x - r)} ${n(y)}Z`,
        open: false,
      };
    case 'diamond':
      return { d: polygon([at(0, r), at(Math.PI / 2, r), at(Math.PI, r), at(-Math.PI / 2, r)]), open: false };
    case 'stealth':
      return { d: polygon([[x, y], at(0.42), at(0, size * 0.6), at(-0.42)]), open: false };
    case 'arrow':
      return {
        d: `M${[at(0.5), [x, y] as const, at(-0.5)].map(([px, py]) => `${n(px)} ${n(py)}`).join('L')}`,
        open: true,
      };
    default:
      return { d: polygon([[x, y], at(0.42), at(-0.42)]), open: false };
  }
}

/** A shape's lines and fills on the canvas; `box` is its frame. */
export function shapeGraphics(shape: Shape, box: Rect): readonly Graphic[] {
  const { width: w, height: h } = box;
  const { d, open = false } = outline(shape, w, h);
  const place = framed(box, shape);
  const gradient = shape.gradient === undefined ? {} : { gradient: shape.gradient };
  if (shape.paths !== undefined) {
    return shape.paths.map((path) => ({
      kind: 'path',
      d: freePath(path, w, h),
      ...(shape.fill === undefined || !path.filled ? {} : { fill: shape.fill, ...gradient }),
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
      ...(shape.fill === undefined || open ? {} : { fill: shape.fill, ...gradient }),
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
    const { colour, width, head, tail } = shape.line;
    const end = (kind: string, x: number, y: number, from: number): Graphic => {
      const made = lineEnd(kind, x, y, from, width);
      return {
        kind: 'path',
        d: made.d,
        ...(made.open ? { stroke: colour } : { fill: colour }),
        opacity: 1,
        width: made.open ? width : 0,
        line: 'solid',
        place,
        label: '',
      };
    };
    if (tail !== undefined) graphics.push(end(tail, w, h, angle));
    if (head !== undefined) graphics.push(end(head, 0, 0, angle + Math.PI));
  }
  return graphics;
}
