import { linesHeight } from '../../text-metrics/line-break.ts';
import type { Graphic, Ink, Rect, TextBlock } from '../page.ts';
import { linesOf, placeLines } from '../place-text.ts';
import type { Edge, TextRunStyle } from '../sheet.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

export type Point = readonly [number, number];

export interface Look {
  readonly fill?: string | undefined;
  readonly line?: Edge | undefined;
}

/** A path of the chart on the canvas. */
export function path(d: string, { fill, line }: Look, label = ''): Graphic {
  return {
    kind: 'path',
    d,
    ...(fill === undefined ? {} : { fill }),
    opacity: 1,
    ...(line === undefined ? {} : { stroke: line.colour }),
    width: line?.width ?? 0,
    line: line?.line ?? 'solid',
    label,
  };
}

export const box = ({ x, y, width, height }: Rect): string =>
  `M${n(x)} ${n(y)}H${n(x + width)}V${n(y + height)}H${n(x)}Z`;

export const through = (points: readonly Point[], closed = false): string =>
  points.length === 0 ? '' : `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}${closed ? 'Z' : ''}`;

/** A smooth line through points, by Catmull and Rom. */
export function smoothly(points: readonly Point[]): string {
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const stretches = points.slice(1).map((to, index) => {
    const [before, from, after] = [at(index - 1), at(index), at(index + 2)];
    const control = (a: Point, b: Point, c: Point, by: number): string =>
      `${n(b[0] + ((c[0] - a[0]) * by) / 6)} ${n(b[1] + ((c[1] - a[1]) * by) / 6)}`;
    return `C${control(before, from, to, 1)} ${control(from, to, after, -1)} ${n(to[0])} ${n(to[1])}`;
  });
  return `${through(points.slice(0, 1))}${stretches.join('')}`;
}

/** A slice of a ring, angles in degrees clockwise from the top. */
export function slice(centre: Point, outer: number, inner: number, from: number, to: number): string {
  const on = (radius: number, degrees: number): string => {
    const angle = ((degrees - 90) * Math.PI) / 180;
    return `${n(centre[0] + radius * Math.cos(angle))} ${n(centre[1] + radius * Math.sin(angle))}`;
  };
  const middle = (from + to) / 2;
  const arc = (radius: number, degrees: number, sweep: 0 | 1): string =>
    `A${n(radius)} ${n(radius)} 0 0 ${sweep} ${on(radius, degrees)}`;
  const whole = to - from >= 359.99;
  const out = `M${on(outer, from)}${arc(outer, middle, 1)}${arc(outer, to, 1)}`;
  if (inner <= 0) return whole ? `${out}Z` : `${out}L${n(centre[0])} ${n(centre[1])}Z`;
  const back = `${whole ? `ZM${on(inner, to)}` : `L${on(inner, to)}`}${arc(inner, middle, 0)}${arc(inner, from, 0)}Z`;
  return out + back;
}

/** Where a text lies about its place. */
export interface Hang {
  readonly across: 'left' | 'center' | 'right';
  readonly down: 'top' | 'center' | 'bottom';
  /** Width to break lines at. */
  readonly width?: number;
  readonly rotation?: number;
}

export interface Sized {
  readonly width: number;
  readonly height: number;
}

export function sizeOf(runs: readonly TextRunStyle[], width?: number): Sized {
  const lines = linesOf(runs, width ?? 10_000, width !== undefined);
  return { width: Math.max(0, ...lines.map((line) => line.width)), height: linesHeight(lines) };
}

/** A text hung at a place; nothing where it has no words. */
export function words(runs: readonly TextRunStyle[], [x, y]: Point, hang: Hang): readonly Ink[] {
  if (runs.every((run) => run.text.trim() === '')) return [];
  const lines = linesOf(runs, hang.width ?? 10_000, hang.width !== undefined);
  const size = { width: Math.max(0.1, ...lines.map((line) => line.width)), height: linesHeight(lines) };
  const by = { left: 0, center: 0.5, right: 1, top: 0, bottom: 1 };
  const frame: Rect = {
    x: x - size.width * by[hang.across],
    y: y - size.height * by[hang.down],
    ...size,
  };
  const block: TextBlock = {
    kind: 'text',
    box: frame,
    role: 'shape',
    ...(hang.rotation === undefined ? {} : { rotation: hang.rotation }),
    lines: placeLines(lines, runs, { box: frame, align: hang.across, vertical: 'top' }),
  };
  return [block];
}

/** A number in words, by a format. */
export type NumberWords = (value: number, format: string) => string;
