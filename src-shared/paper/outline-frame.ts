const n = (value: number): string => String(Math.round(value * 100) / 100);
export type Point = readonly [number, number];

/** A closed outline through points, and an open one. */
export const shape = (...points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;
export const open = (...points: readonly Point[]): string => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;
export const box = (x: number, y: number, w: number, h: number): string =>
  shape([x, y], [x + w, y], [x + w, y + h], [x, y + h]);

/** What an outline is made in: sides, the shorter one, and guides as shares (20.1.10.56's `val` by 100,000) within bounds. */
export interface OutlineFrame {
  readonly w: number;
  readonly h: number;
  readonly s: number;
  guide(name: string, absent: number, most?: number, least?: number): number;
}

export type Outline = (frame: OutlineFrame) => string;

/** Points as shares of the frame. */
export const scaled =
  (points: readonly Point[]): Outline =>
  ({ w, h }) =>
    shape(...points.map(([x, y]): Point => [x * w, y * h]));
