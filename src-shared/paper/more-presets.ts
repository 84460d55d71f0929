import { arrowPresets } from './arrow-presets.ts';
import { flowPresets, wavy } from './flow-presets.ts';
import { mathPresets } from './math-presets.ts';
import { box, open, scaled, shape, type Outline, type Point } from './outline-frame.ts';
import { roundPresets } from './round-presets.ts';
import type { Shape } from './sheet.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** A polygon of corners on an ellipse, the first at the top. */
const regular =
  (corners: number, from = -90): Outline =>
  ({ w, h }) =>
    shape(
      ...Array.from({ length: corners }, (_, index): Point => {
        const angle = ((from + (index * 360) / corners) * Math.PI) / 180;
        return [w / 2 + (w / 2) * Math.cos(angle), h / 2 + (h / 2) * Math.sin(angle)];
      }),
    );

/** A star; its inner corners lie at a guide's share of half a side. */
const star =
  (corners: number, absent: number): Outline =>
  ({ w, h, guide }) => {
    const inner = guide('adj', absent, 0.5) * 2;
    return shape(
      ...Array.from({ length: corners * 2 }, (_, index): Point => {
        const angle = ((-90 + (index * 180) / corners) * Math.PI) / 180;
        const radius = index % 2 === 0 ? 1 : inner;
        return [w / 2 + (w / 2) * Math.cos(angle) * radius, h / 2 + (h / 2) * Math.sin(angle) * radius];
      }),
    );
  };

/** Corners cut or rounded, by guides for each: upper left, upper right, lower right, lower left. */
const corners =
  (kinds: readonly ('snip' | 'round' | 'none')[], guides: readonly string[], absent: readonly number[]): Outline =>
  ({ w, h, s, guide }) => {
    const r = guides.map((name, index) => (name === '' ? 0 : guide(name, absent[index] ?? 0, 0.5) * s));
    const [a = 0, b = 0, c = 0, d = 0] = r;
    const to = (index: number, radius: number, x: number, y: number): string =>
      radius === 0
        ? ''
        : kinds[index] === 'snip'
          ? `L${n(x)} ${n(y)}`
          : `A${n(radius)} ${n(radius)} 0 0 1 ${n(x)} ${n(y)}`;
    return `M${n(a)} 0H${n(w - b)}${to(1, b, w, b)}V${n(h - c)}${to(2, c, w - c, h)}H${n(d)}${to(3, d, 0, h - d)}V${n(a)}${to(0, a, a, 0)}Z`;
  };

/** Outlines by preset beside those of `shapes.ts`; their proportions are those of 20.1.10.56 or near them. */
const outlines: Readonly<Record<string, Outline>> = {
  ...roundPresets,
  ...arrowPresets,
  ...flowPresets,
  ...mathPresets,
  wave: wavy(true, 1),
  doubleWave: wavy(true, 2),
  frame: ({ w, h, s, guide }) => {
    const t = guide('adj1', 12_500, 0.5) * s;
    return `${box(0, 0, w, h)}M${n(t)} ${n(t)}V${n(h - t)}H${n(w - t)}V${n(t)}Z`;
  },
  halfFrame: ({ w, h, s, guide }) => {
    const [a, b] = [guide('adj1', 33_333) * s, guide('adj2', 33_333) * s];
    return shape([0, 0], [w, 0], [w - (a * w) / h, a], [b, a], [b, h - (b * h) / w], [0, h]);
  },
  corner: ({ w, h, s, guide }) => {
    const [a, b] = [guide('adj1', 50_000) * s, guide('adj2', 50_000) * s];
    return shape([0, 0], [b, 0], [b, h - a], [w, h - a], [w, h], [0, h]);
  },
  diagStripe: ({ w, h, guide }) => {
    const t = guide('adj', 50_000, 1);
    return shape([0, t * h], [t * w, 0], [w, 0], [0, h]);
  },
  lightningBolt: scaled([
    [0.391, 0],
    [0.592, 0.281],
    [0.513, 0.315],
    [0.768, 0.555],
    [0.682, 0.595],
    [1, 1],
    [0.463, 0.687],
    [0.546, 0.648],
    [0.232, 0.452],
    [0.34, 0.391],
    [0, 0.18],
  ]),
  irregularSeal1: scaled([
    [0.5, 0.269],
    [0.673, 0],
    [0.656, 0.246],
    [0.841, 0.207],
    [0.766, 0.341],
    [0.978, 0.371],
    [0.784, 0.509],
    [1, 0.616],
    [0.763, 0.603],
    [0.828, 0.833],
    [0.625, 0.683],
    [0.604, 0.912],
    [0.494, 0.697],
    [0.395, 1],
    [0.366, 0.73],
    [0.223, 0.817],
    [0.268, 0.649],
    [0.006, 0.678],
    [0.174, 0.545],
    [0, 0.399],
    [0.213, 0.371],
    [0.017, 0.107],
    [0.338, 0.295],
    [0.387, 0.107],
  ]),
  irregularSeal2: scaled([
    [0.53, 0.2],
    [0.68, 0],
    [0.67, 0.19],
    [0.85, 0.13],
    [0.75, 0.3],
    [1, 0.31],
    [0.79, 0.43],
    [0.88, 0.53],
    [0.74, 0.55],
    [0.81, 0.71],
    [0.65, 0.63],
    [0.63, 0.8],
    [0.52, 0.69],
    [0.45, 0.87],
    [0.39, 0.76],
    [0.22, 1],
    [0.23, 0.79],
    [0.07, 0.8],
    [0.16, 0.65],
    [0, 0.59],
    [0.14, 0.5],
    [0.04, 0.4],
    [0.22, 0.38],
    [0.17, 0.18],
    [0.38, 0.31],
    [0.44, 0.1],
  ]),
  heptagon: regular(7),
  decagon: regular(10, 0),
  dodecagon: regular(12, 15),
  star4: star(4, 12_500),
  star6: star(6, 28_868),
  star7: star(7, 34_601),
  star8: star(8, 37_500),
  star10: star(10, 42_533),
  star12: star(12, 37_500),
  star16: star(16, 37_500),
  star24: star(24, 37_500),
  star32: star(32, 37_500),
  gear6: star(6, 40_000),
  gear9: star(9, 42_000),
  nonIsoscelesTrapezoid: ({ w, h, s, guide }) =>
    shape([guide('adj1', 25_000) * s, 0], [w - guide('adj2', 25_000) * s, 0], [w, h], [0, h]),
  snip1Rect: corners(['none', 'snip', 'none', 'none'], ['', 'adj', '', ''], [0, 16_667]),
  snip2SameRect: corners(['snip', 'snip', 'snip', 'snip'], ['adj1', 'adj1', 'adj2', 'adj2'], [16_667, 16_667, 0, 0]),
  snip2DiagRect: corners(['snip', 'snip', 'snip', 'snip'], ['adj1', 'adj2', 'adj1', 'adj2'], [0, 16_667, 0, 16_667]),
  snipRoundRect: corners(['round', 'snip', 'none', 'none'], ['adj1', 'adj2', '', ''], [16_667, 16_667]),
  round1Rect: corners(['none', 'round', 'none', 'none'], ['', 'adj', '', ''], [0, 16_667]),
  round2SameRect: corners(
    ['round', 'round', 'round', 'round'],
    ['adj1', 'adj1', 'adj2', 'adj2'],
    [16_667, 16_667, 0, 0],
  ),
  round2DiagRect: corners(
    ['round', 'round', 'round', 'round'],
    ['adj1', 'adj2', 'adj1', 'adj2'],
    [16_667, 0, 16_667, 0],
  ),
  foldedCorner: ({ w, h, s, guide }) => {
    const f = guide('adj', 16_667, 0.5) * s;
    return `${shape([0, 0], [w, 0], [w, h - f], [w - f, h], [0, h])}${open([w - f, h], [w - f * 0.8, h - f * 0.8], [w, h - f])}`;
  },
  bevel: ({ w, h, s, guide }) => {
    const t = guide('adj', 12_500, 0.5) * s;
    return (
      box(0, 0, w, h) +
      open([t, t], [w - t, t], [w - t, h - t], [t, h - t], [t, t]) +
      open([0, 0], [t, t]) +
      open([w, 0], [w - t, t]) +
      open([w, h], [w - t, h - t]) +
      open([0, h], [t, h - t])
    );
  },
  cube: ({ w, h, s, guide }) => {
    const t = guide('adj', 25_000, 1) * s;
    return (
      shape([0, t], [t, 0], [w, 0], [w, h - t], [w - t, h], [0, h]) +
      open([0, t], [w - t, t], [w, 0]) +
      open([w - t, t], [w - t, h])
    );
  },
  chartX: ({ w, h }) => open([0, 0], [w, h]) + open([w, 0], [0, h]),
  chartPlus: ({ w, h }) => open([w / 2, 0], [w / 2, h]) + open([0, h / 2], [w, h / 2]),
  chartStar: ({ w, h }) => open([0, 0], [w, h]) + open([w, 0], [0, h]) + open([w / 2, 0], [w / 2, h]),
  lineInv: ({ w, h }) => open([0, h], [w, 0]),
  ribbon2: ({ w, h }) =>
    shape(
      [0, 0.17 * h],
      [0.28 * w, 0.17 * h],
      [0.28 * w, 0],
      [0.72 * w, 0],
      [0.72 * w, 0.17 * h],
      [w, 0.17 * h],
      [0.88 * w, 0.58 * h],
      [w, h],
      [0.72 * w, h],
      [0.72 * w, 0.83 * h],
      [0.28 * w, 0.83 * h],
      [0.28 * w, h],
      [0, h],
      [0.12 * w, 0.58 * h],
    ),
  ribbon: ({ w, h }) =>
    shape(
      [0, 0],
      [0.28 * w, 0],
      [0.28 * w, 0.17 * h],
      [0.72 * w, 0.17 * h],
      [0.72 * w, 0],
      [w, 0],
      [0.88 * w, 0.42 * h],
      [w, 0.83 * h],
      [0.72 * w, 0.83 * h],
      [0.72 * w, h],
      [0.28 * w, h],
      [0.28 * w, 0.83 * h],
      [0, 0.83 * h],
      [0.12 * w, 0.42 * h],
    ),
};

/** Presets that are lines: they have no fill. */
const lines: ReadonlySet<string> = new Set(['arc', 'chartX', 'chartPlus', 'chartStar', 'lineInv']);

/** The outline of a preset; `undefined` for one that is not known here. */
export function presetOutline(
  shape_: Shape,
  w: number,
  h: number,
): { readonly d: string; readonly open?: boolean } | undefined {
  const outline = Object.hasOwn(outlines, shape_.preset) ? outlines[shape_.preset] : undefined;
  if (outline === undefined) return undefined;
  const d = outline({
    w,
    h,
    s: Math.min(w, h),
    guide: (name, absent, most = 10, least = 0) =>
      Math.max(least, Math.min(most, (shape_.adjust[name] ?? absent) / 100_000)),
  });
  return lines.has(shape_.preset) ? { d, open: true } : { d };
}

export const hasPresetOutline = (name: string): boolean => Object.hasOwn(outlines, name);
