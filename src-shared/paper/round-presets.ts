import type { Outline, OutlineFrame } from './outline-frame.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** A place on the ellipse of a frame, degrees clockwise from the right. */
const on = ({ w, h }: Pick<OutlineFrame, 'w' | 'h'>, degrees: number, share = 1): string => {
  const angle = (degrees * Math.PI) / 180;
  return `${n(w / 2 + (w / 2) * share * Math.cos(angle))} ${n(h / 2 + (h / 2) * share * Math.sin(angle))}`;
};

/** A stretch of the ellipse from one angle to another, clockwise (or back), in two halves. */
function sweep(frame: Pick<OutlineFrame, 'w' | 'h'>, from: number, to: number, share = 1): string {
  const clockwise = to >= from ? 1 : 0;
  const arc = (degrees: number): string =>
    `A${n((frame.w / 2) * share)} ${n((frame.h / 2) * share)} 0 0 ${clockwise} ${on(frame, degrees, share)}`;
  return arc((from + to) / 2) + arc(to);
}

const whole = (frame: Pick<OutlineFrame, 'w' | 'h'>): string => `M${on(frame, 180)}${sweep(frame, 180, 540)}Z`;

/** Angles of guides are 60,000ths of a degree. */
const angles = ({ guide }: OutlineFrame, one: number, other: number, first = 'adj1', second = 'adj2') => {
  const from = (guide(first, one, 1000, -1000) * 100_000) / 60_000;
  const to = (guide(second, other, 1000, -1000) * 100_000) / 60_000;
  return { from, to: to > from ? to : to + 360 };
};

const ring = (frame: OutlineFrame, share: number): string =>
  `${whole(frame)}M${on(frame, 180, share)}${sweep(frame, 180, -180, share)}Z`;

/** A stroke through a disc, from the upper left to the lower right, as wide as the ring. */
const noSmoking: Outline = (frame) => {
  const { w, h, s, guide } = frame;
  const t = guide('adj', 18_750, 0.5) * s;
  const [rx, ry] = [w / 2 - t, h / 2 - t];
  const angle = Math.atan2(h, w);
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  // Where the edges of the stroke meet the inner ellipse.
  const at = (side: number, end: number): string => {
    const [ox, oy] = [(-dy * side * t) / 2, (dx * side * t) / 2];
    const a = (dx / rx) ** 2 + (dy / ry) ** 2;
    const b = 2 * ((dx * ox) / rx ** 2 + (dy * oy) / ry ** 2);
    const c = (ox / rx) ** 2 + (oy / ry) ** 2 - 1;
    const along = (-b + end * Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a);
    return `${n(w / 2 + ox + dx * along)} ${n(h / 2 + oy + dy * along)}`;
  };
  const arc = (to: string): string => `A${n(rx)} ${n(ry)} 0 0 0 ${to}`;
  return rx <= 0 || ry <= 0
    ? whole(frame)
    : `${whole(frame)}M${at(1, 1)}L${at(1, -1)}${arc(at(1, 1))}ZM${at(-1, -1)}L${at(-1, 1)}${arc(at(-1, -1))}Z`;
};

const rounded = (w: number, h: number, r: number): string =>
  `M${n(r)} 0H${n(w - r)}A${n(r)} ${n(r)} 0 0 1 ${n(w)} ${n(r)}V${n(h - r)}A${n(r)} ${n(r)} 0 0 1 ${n(w - r)} ${n(h)}H${n(r)}A${n(r)} ${n(r)} 0 0 1 0 ${n(h - r)}V${n(r)}A${n(r)} ${n(r)} 0 0 1 ${n(r)} 0Z`;

/** A thick bow with a head at its end, bent downwards from the left to the right. */
function curvedArrow({ w, h, s, guide }: OutlineFrame, turn: 'down' | 'up' | 'right' | 'left'): string {
  const level = turn === 'down' || turn === 'up';
  const [length, breadth] = level ? [w, h] : [h, w];
  const [shaft, head, depth] = [guide('adj1', 25_000) * s, guide('adj2', 50_000) * s, guide('adj3', 25_000) * s];
  const end = length - head / 2;
  const at = (x: number, y: number): string => {
    const [a, b] = turn === 'up' ? [x, breadth - y] : [x, y];
    return level ? `${n(a)} ${n(b)}` : turn === 'right' ? `${n(y)} ${n(x)}` : `${n(breadth - y)} ${n(x)}`;
  };
  const top = breadth - depth;
  return `M${at(0, breadth)}C${at(0, -breadth * 0.2)} ${at(end + shaft / 2, -breadth * 0.2)} ${at(end + shaft / 2, top)}L${at(length, top)}L${at(end, breadth)}L${at(end - head / 2, top)}L${at(end - shaft / 2, top)}C${at(end - shaft / 2, breadth * 0.25)} ${at(shaft, breadth * 0.25)} ${at(shaft, breadth)}Z`;
}

const ribbonOf =
  (up: boolean): Outline =>
  ({ w, h }) => {
    const y = (share: number): string => n((up ? 1 - share : share) * h);
    const x = (share: number): string => n(share * w);
    return `M0 ${y(0)}Q${x(0.14)} ${y(0.06)} ${x(0.25)} ${y(0.09)}V${y(0.16)}Q${x(0.5)} ${y(0.28)} ${x(0.75)} ${y(0.16)}V${y(0.09)}Q${x(0.86)} ${y(0.06)} ${x(1)} ${y(0)}L${x(0.88)} ${y(0.42)}L${x(1)} ${y(0.8)}Q${x(0.86)} ${y(0.86)} ${x(0.75)} ${y(0.88)}V${y(0.95)}Q${x(0.5)} ${y(1.05)} ${x(0.25)} ${y(0.95)}V${y(0.88)}Q${x(0.14)} ${y(0.86)} 0 ${y(0.8)}L${x(0.12)} ${y(0.42)}Z`;
  };

const scroll =
  (upright: boolean): Outline =>
  ({ w, h, s, guide }) => {
    const r = (guide('adj', 12_500, 0.25) * s) / 2;
    const at = (x: number, y: number): string => (upright ? `${n(x)} ${n(y)}` : `${n(y)} ${n(x)}`);
    const [a, b] = upright ? [w, h] : [h, w];
    const flag = upright ? 1 : 0;
    const arc = (x: number, y: number): string => `A${n(r)} ${n(r)} 0 0 ${flag} ${at(x, y)}`;
    return `M${at(r, b)}${arc(r, b - 2 * r)}L${at(2 * r, b - 2 * r)}L${at(2 * r, r)}${arc(3 * r, 0)}L${at(a - r, 0)}${arc(a - r, 2 * r)}L${at(a - 2 * r, 2 * r)}L${at(a - 2 * r, b - r)}${arc(a - 3 * r, b)}ZM${at(3 * r, 0)}${arc(3 * r, 2 * r)}L${at(a - r, 2 * r)}`;
  };

/** Presets with curves. */
export const roundPresets: Readonly<Record<string, Outline>> = {
  noSmoking,
  donut: (frame) => ring(frame, Math.max(0.01, 1 - frame.guide('adj', 25_000, 0.5) * 2)),
  heart: ({ w, h }) =>
    `M${n(w / 2)} ${n(h / 4)}C${n(w * 0.708)} ${n(-h / 3)} ${n(w * 1.521)} ${n(h / 4)} ${n(w / 2)} ${n(h)}C${n(-w * 0.521)} ${n(h / 4)} ${n(w * 0.292)} ${n(-h / 3)} ${n(w / 2)} ${n(h / 4)}Z`,
  moon: ({ w, h, guide }) => {
    const inner = (1 - guide('adj', 50_000, 0.875)) * w;
    return `M${n(w)} 0A${n(w)} ${n(h / 2)} 0 0 0 ${n(w)} ${n(h)}A${n(inner + 0.01)} ${n(h / 2)} 0 0 1 ${n(w)} 0Z`;
  },
  sun: (frame) => {
    const { w, h } = frame;
    const rays = Array.from({ length: 8 }, (_, index) => {
      const middle = index * 45;
      return `M${on(frame, middle)}L${on(frame, middle + 12, 0.62)}L${on(frame, middle - 12, 0.62)}Z`;
    });
    const inner = { w: w / 2, h: h / 2 };
    const disc = `M${n(w / 4)} ${n(h / 2)}A${n(inner.w / 2)} ${n(inner.h / 2)} 0 1 1 ${n((w * 3) / 4)} ${n(h / 2)}A${n(inner.w / 2)} ${n(inner.h / 2)} 0 1 1 ${n(w / 4)} ${n(h / 2)}Z`;
    return rays.join('') + disc;
  },
  cloud: ({ w, h }) => {
    const at = (x: number, y: number): string => `${n(x * w)} ${n(y * h)}`;
    const puff = (rx: number, ry: number, x: number, y: number): string =>
      `A${n(rx * w)} ${n(ry * h)} 0 0 1 ${at(x, y)}`;
    return `M${at(0.09, 0.35)}${puff(0.16, 0.21, 0.325, 0.13)}${puff(0.12, 0.15, 0.52, 0.09)}${puff(0.1, 0.12, 0.69, 0.07)}${puff(0.14, 0.17, 0.9, 0.15)}${puff(0.11, 0.16, 0.975, 0.36)}${puff(0.15, 0.2, 0.86, 0.69)}${puff(0.14, 0.18, 0.64, 0.85)}${puff(0.17, 0.2, 0.37, 0.89)}${puff(0.16, 0.19, 0.13, 0.8)}${puff(0.09, 0.13, 0.05, 0.59)}${puff(0.1, 0.13, 0.09, 0.35)}Z`;
  },
  smileyFace: (frame) => {
    const { w, h, guide } = frame;
    const eye = (x: number): string => {
      const [rx, ry] = [w * 0.052, h * 0.052];
      return `M${n(x * w - rx)} ${n(h * 0.35)}A${n(rx)} ${n(ry)} 0 1 1 ${n(x * w + rx)} ${n(h * 0.35)}A${n(rx)} ${n(ry)} 0 1 1 ${n(x * w - rx)} ${n(h * 0.35)}`;
    };
    const smile = guide('adj', 4653, 0.05, -0.05) * h * 2;
    const y = h * 0.765 - smile / 2;
    return `${whole(frame)}${eye(0.35)}${eye(0.65)}M${n(w * 0.23)} ${n(y)}Q${n(w / 2)} ${n(y + smile * 2)} ${n(w * 0.77)} ${n(y)}`;
  },
  arc: (frame) => {
    const { from, to } = angles(frame, 16_200_000, 0);
    return `M${on(frame, from)}${sweep(frame, from, to)}`;
  },
  chord: (frame) => {
    const { from, to } = angles(frame, 2_700_000, 16_200_000);
    return `M${on(frame, from)}${sweep(frame, from, to)}Z`;
  },
  pie: (frame) => {
    const { from, to } = angles(frame, 0, 16_200_000);
    return `M${on(frame, from)}${sweep(frame, from, to)}L${n(frame.w / 2)} ${n(frame.h / 2)}Z`;
  },
  blockArc: (frame) => {
    const { from, to } = angles(frame, 10_800_000, 0);
    const inner = 1 - frame.guide('adj3', 25_000, 0.5) * 2;
    return `M${on(frame, from)}${sweep(frame, from, to)}L${on(frame, to, inner)}${sweep(frame, to, from, inner)}Z`;
  },
  teardrop: ({ w, h, guide }) => {
    const reach = guide('adj', 100_000, 2);
    return `M0 ${n(h / 2)}A${n(w / 2)} ${n(h / 2)} 0 0 1 ${n(w / 2)} 0Q${n(w / 2 + (w / 4) * reach)} 0 ${n(w / 2 + (w / 2) * reach)} ${n(h / 2 - (h / 2) * reach)}Q${n(w)} ${n(h / 2 - (h / 4) * reach)} ${n(w)} ${n(h / 2)}A${n(w / 2)} ${n(h / 2)} 0 0 1 0 ${n(h / 2)}Z`;
  },
  plaque: ({ w, h, s, guide }) => {
    const r = guide('adj', 16_667, 0.5) * s;
    return `M${n(r)} 0H${n(w - r)}A${n(r)} ${n(r)} 0 0 0 ${n(w)} ${n(r)}V${n(h - r)}A${n(r)} ${n(r)} 0 0 0 ${n(w - r)} ${n(h)}H${n(r)}A${n(r)} ${n(r)} 0 0 0 0 ${n(h - r)}V${n(r)}A${n(r)} ${n(r)} 0 0 0 ${n(r)} 0Z`;
  },
  curvedDownArrow: (frame) => curvedArrow(frame, 'down'),
  curvedUpArrow: (frame) => curvedArrow(frame, 'up'),
  curvedRightArrow: (frame) => curvedArrow(frame, 'right'),
  curvedLeftArrow: (frame) => curvedArrow(frame, 'left'),
  circularArrow: (frame) => {
    const inner = 1 - frame.guide('adj1', 12_500, 0.25) * 2;
    const middle = (1 + inner) / 2;
    return `M${on(frame, 180)}${sweep(frame, 180, 325)}L${on(frame, 325, 1.12)}L${on(frame, 350, middle)}L${on(frame, 325, inner - 0.12)}L${on(frame, 325, inner)}${sweep(frame, 325, 180, inner)}Z`;
  },
  ellipseRibbon: ribbonOf(false),
  ellipseRibbon2: ribbonOf(true),
  verticalScroll: scroll(true),
  horizontalScroll: scroll(false),
  flowChartAlternateProcess: ({ w, h, s }) => rounded(w, h, s / 6),
  flowChartTerminator: ({ w, h, s }) => rounded(w, h, s / 2),
  flowChartConnector: whole,
  flowChartOr: (frame) => `${whole(frame)}M${n(frame.w / 2)} 0V${n(frame.h)}M0 ${n(frame.h / 2)}H${n(frame.w)}`,
  flowChartSummingJunction: (frame) =>
    `${whole(frame)}M${on(frame, 45)}L${on(frame, 225)}M${on(frame, 135)}L${on(frame, 315)}`,
  flowChartDelay: ({ w, h }) => `M0 0H${n(w / 2)}A${n(w / 2)} ${n(h / 2)} 0 0 1 ${n(w / 2)} ${n(h)}H0Z`,
  flowChartDisplay: ({ w, h }) =>
    `M0 ${n(h / 2)}L${n(w / 6)} 0H${n((w * 5) / 6)}A${n(w / 6)} ${n(h / 2)} 0 0 1 ${n((w * 5) / 6)} ${n(h)}H${n(w / 6)}Z`,
  flowChartMagneticDisk: ({ w, h }) =>
    `M0 ${n(h / 6)}A${n(w / 2)} ${n(h / 6)} 0 0 1 ${n(w)} ${n(h / 6)}V${n((h * 5) / 6)}A${n(w / 2)} ${n(h / 6)} 0 0 1 0 ${n((h * 5) / 6)}ZM${n(w)} ${n(h / 6)}A${n(w / 2)} ${n(h / 6)} 0 0 1 0 ${n(h / 6)}`,
  flowChartMagneticDrum: ({ w, h }) =>
    `M${n(w / 6)} 0H${n((w * 5) / 6)}A${n(w / 6)} ${n(h / 2)} 0 0 1 ${n((w * 5) / 6)} ${n(h)}H${n(w / 6)}A${n(w / 6)} ${n(h / 2)} 0 0 1 ${n(w / 6)} 0ZM${n((w * 5) / 6)} ${n(h)}A${n(w / 6)} ${n(h / 2)} 0 0 1 ${n((w * 5) / 6)} 0`,
  flowChartOnlineStorage: ({ w, h }) =>
    `M${n(w / 6)} 0H${n(w)}A${n(w / 6)} ${n(h / 2)} 0 0 0 ${n(w)} ${n(h)}H${n(w / 6)}A${n(w / 6)} ${n(h / 2)} 0 0 1 ${n(w / 6)} 0Z`,
  flowChartMagneticTape: (frame) =>
    `${whole(frame)}M${n(frame.w / 2)} ${n(frame.h)}H${n(frame.w)}V${n(frame.h * 0.85)}`,
  flowChartMultidocument: ({ w, h }) =>
    `M0 ${n(h * 0.17)}H${n(w * 0.87)}V${n(h * 0.88)}C${n(w * 0.6)} ${n(h * 0.84)} ${n(w * 0.4)} ${n(h * 1.06)} 0 ${n(h * 0.94)}ZM${n(w * 0.07)} ${n(h * 0.17)}V${n(h * 0.08)}H${n(w * 0.93)}V${n(h * 0.8)}L${n(w * 0.87)} ${n(h * 0.8)}M${n(w * 0.13)} ${n(h * 0.08)}V0H${n(w)}V${n(h * 0.72)}L${n(w * 0.93)} ${n(h * 0.72)}`,
};
