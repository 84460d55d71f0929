import type { Matrix, Rect } from './page.ts';

/** First `inner`, then `outer`. */
export const times = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

export const applied = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

export const moving = (x: number, y: number, scale = 1): Matrix => [scale, 0, 0, scale, x, y];

/** The way back; of a matrix that keeps areas above zero. */
export function inverted([a, b, c, d, e, f]: Matrix): Matrix {
  const size = a * d - b * c;
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size];
}

/** From a frame's own corner to where it lies: flipped about its centre, then turned about it by degrees clockwise. */
export function framed(
  { x, y, width, height }: Rect,
  { rotation, flipH, flipV }: { readonly rotation: number; readonly flipH?: boolean; readonly flipV?: boolean },
): Matrix {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const centre: Matrix = [cos, sin, -sin, cos, x + width / 2, y + height / 2];
  return times(centre, [
    flipH === true ? -1 : 1,
    0,
    0,
    flipV === true ? -1 : 1,
    flipH === true ? width / 2 : -width / 2,
    flipV === true ? height / 2 : -height / 2,
  ]);
}

/** The box around a frame of `width` by `height` after a matrix. */
export function boundsOf(matrix: Matrix, { x, y, width, height }: Rect): Rect {
  const corners = [
    applied(matrix, x, y),
    applied(matrix, x + width, y),
    applied(matrix, x, y + height),
    applied(matrix, x + width, y + height),
  ];
  const xs = corners.map(([at]) => at);
  const ys = corners.map(([, at]) => at);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
