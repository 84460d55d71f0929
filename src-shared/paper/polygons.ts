import { applied } from './matrix.ts';
import type { Matrix, Rect } from './page.ts';

type Point = readonly [number, number];
export type Polygon = readonly Point[];

/** Stretches that a curve is taken apart into. */
const pieces = 12;

/**
 * The outlines of an SVG path (letters M L H V C Q A Z and h v l z, absolute but for the small ones) as polygons, after a matrix. Curves are straight
 * pieces, near enough to tell what lies inside.
 */
export function polygonsOf(d: string, place?: Matrix): readonly Polygon[] {
  const polygons: Point[][] = [];
  let current: Point[] = [];
  let pen: Point = [0, 0];
  const put = (x: number, y: number): void => {
    pen = [x, y];
    current.push(place === undefined ? pen : applied(place, x, y));
  };
  for (const [, letter = '', rest = ''] of d.matchAll(/([MLHVCQAZhvlz])([^MLHVCQAZhvlz]*)/gu)) {
    const numbers = (rest.match(/-?[\d.]+(?:e-?\d+)?/gu) ?? []).map(Number);
    const at = (index: number): number => numbers[index] ?? 0;
    switch (letter) {
      case 'M':
        if (current.length > 0) polygons.push(current);
        current = [];
        put(at(0), at(1));
        for (let i = 2; i + 1 < numbers.length; i += 2) put(at(i), at(i + 1));
        break;
      case 'L':
        for (let i = 0; i + 1 < numbers.length; i += 2) put(at(i), at(i + 1));
        break;
      case 'l':
        put(pen[0] + at(0), pen[1] + at(1));
        break;
      case 'H':
      case 'h':
        put(at(0) + (letter === 'h' ? pen[0] : 0), pen[1]);
        break;
      case 'V':
      case 'v':
        put(pen[0], at(0) + (letter === 'v' ? pen[1] : 0));
        break;
      case 'C':
        for (let i = 0; i + 5 < numbers.length; i += 6) curve(pen, numbers.slice(i, i + 6), put);
        break;
      case 'Q':
        for (let i = 0; i + 3 < numbers.length; i += 4) {
          const [x, y, toX, toY] = [at(i), at(i + 1), at(i + 2), at(i + 3)];
          const near = (from: number, by: number): number => from + ((by - from) * 2) / 3;
          curve(pen, [near(pen[0], x), near(pen[1], y), near(toX, x), near(toY, y), toX, toY], put);
        }
        break;
      case 'A':
        for (let i = 0; i + 6 < numbers.length; i += 7)
          arc(
            pen,
            { rx: at(i), ry: at(i + 1), large: at(i + 3) === 1, sweep: at(i + 4) === 1, x: at(i + 5), y: at(i + 6) },
            put,
          );
        break;
      default:
        break;
    }
  }
  if (current.length > 0) polygons.push(current);
  return polygons;
}

function curve([x0, y0]: Point, to: readonly number[], put: (x: number, y: number) => void): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = to;
  for (let i = 1; i <= pieces; i += 1) {
    const t = i / pieces;
    const u = 1 - t;
    const at = (a: number, b: number, c: number, e: number): number =>
      u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * e;
    put(at(x0, x1, x2, x3), at(y0, y1, y2, y3));
  }
}

interface Arc {
  readonly rx: number;
  readonly ry: number;
  readonly large: boolean;
  readonly sweep: boolean;
  readonly x: number;
  readonly y: number;
}

/** An arc from its ends to its centre (SVG 2, B.2.4), its axes upright. */
function arc([x0, y0]: Point, { rx: a, ry: b, large, sweep, x, y }: Arc, put: (x: number, y: number) => void): void {
  const [dx, dy] = [(x0 - x) / 2, (y0 - y) / 2];
  if (a <= 0 || b <= 0 || (dx === 0 && dy === 0)) return put(x, y);
  const grow = Math.max(1, Math.hypot(dx / a, dy / b));
  const [rx, ry] = [a * grow, b * grow];
  const share = (dx / rx) ** 2 + (dy / ry) ** 2;
  const away = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, 1 / share - 1));
  const [cx, cy] = [(away * rx * dy) / ry, (-away * ry * dx) / rx];
  const centre = { x: cx + (x0 + x) / 2, y: cy + (y0 + y) / 2 };
  const from = Math.atan2((dy - cy) / ry, (dx - cx) / rx);
  const to = Math.atan2((-dy - cy) / ry, (-dx - cx) / rx);
  let turn = to - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const steps = Math.max(2, Math.ceil((Math.abs(turn) / Math.PI) * 2 * pieces));
  for (let i = 1; i <= steps; i += 1) {
    const angle = from + (turn * i) / steps;
    put(centre.x + rx * Math.cos(angle), centre.y + ry * Math.sin(angle));
  }
}

/** Whether a place lies inside outlines, by the non-zero rule, which fills them. */
export function isInside(polygons: readonly Polygon[], x: number, y: number): boolean {
  let winding = 0;
  for (const polygon of polygons) {
    let [px, py] = polygon.at(-1) ?? [0, 0];
    for (const [qx, qy] of polygon) {
      if (py <= y !== qy <= y) {
        const side = (qx - px) * (y - py) - (x - px) * (qy - py);
        if (qy > py ? side > 0 : side < 0) winding += qy > py ? 1 : -1;
      }
      [px, py] = [qx, qy];
    }
  }
  return winding !== 0;
}

export function polygonBounds(polygons: readonly Polygon[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons)
    for (const [x, y] of polygon) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
