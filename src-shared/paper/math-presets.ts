import { box, shape, type Outline, type OutlineFrame, type Point } from './outline-frame.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

function mathCross({ w, h, s, guide }: OutlineFrame): string {
  const thick = guide('adj1', 23_520, 0.51965) * s;
  const angle = Math.atan2(h, w);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.hypot(w, h) * 0.51965 * 0.5;
  const arm = (turn: number): readonly Point[] => {
    const [c, d] = [Math.cos(turn), Math.sin(turn)];
    const at = (along: number, across: number): Point => [
      w / 2 + c * along - d * across,
      h / 2 + d * along + c * across,
    ];
    return [at(-reach, -thick / 2), at(reach, -thick / 2), at(reach, thick / 2), at(-reach, thick / 2)];
  };
  return cos === 0 && sin === 0 ? '' : shape(...arm(angle)) + shape(...arm(-angle));
}

const disc = (x: number, y: number, r: number): string =>
  `M${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x + r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x - r)} ${n(y)}Z`;

const line3 = (frame: OutlineFrame, share: number): { readonly t: number; readonly x: number; readonly w: number } => ({
  t: frame.guide('adj1', 23_520, 1) * frame.h,
  x: (frame.w * (1 - share)) / 2,
  w: frame.w * share,
});

/** Signs of arithmetic. */
export const mathPresets: Readonly<Record<string, Outline>> = {
  mathMultiply: mathCross,
  mathPlus: ({ w, h, s, guide }) => {
    const t = (guide('adj1', 23_520, 0.7349) * s) / 2;
    const [x, y, a, b] = [w / 2, h / 2, w * 0.36745, h * 0.36745];
    return shape(
      [x - a, y - t],
      [x - t, y - t],
      [x - t, y - b],
      [x + t, y - b],
      [x + t, y - t],
      [x + a, y - t],
      [x + a, y + t],
      [x + t, y + t],
      [x + t, y + b],
      [x - t, y + b],
      [x - t, y + t],
      [x - a, y + t],
    );
  },
  mathMinus: (frame) => {
    const { t, x, w } = line3(frame, 0.7349);
    return box(x, frame.h / 2 - t / 2, w, t);
  },
  mathEqual: (frame) => {
    const { x, w } = line3(frame, 0.7349);
    const t = frame.guide('adj1', 23_520, 0.36745) * frame.h;
    const gap = frame.guide('adj2', 11_760) * frame.h;
    return box(x, frame.h / 2 - gap / 2 - t, w, t) + box(x, frame.h / 2 + gap / 2, w, t);
  },
  mathNotEqual: (frame) => {
    const { x, w } = line3(frame, 0.7349);
    const { h } = frame;
    const t = frame.guide('adj1', 23_520, 0.5) * h;
    const gap = frame.guide('adj3', 11_760) * h;
    const [lean, half] = [h * 0.18, t / 2];
    return (
      box(x, h / 2 - gap / 2 - t, w, t) +
      box(x, h / 2 + gap / 2, w, t) +
      shape(
        [frame.w / 2 + lean - half, h * 0.05],
        [frame.w / 2 + lean + half, h * 0.05],
        [frame.w / 2 - lean + half, h * 0.95],
        [frame.w / 2 - lean - half, h * 0.95],
      )
    );
  },
  mathDivide: (frame) => {
    const { t, x, w } = line3(frame, 0.7349);
    const r = frame.guide('adj3', 11_760, 0.2) * frame.h;
    const gap = frame.guide('adj2', 5880) * frame.h;
    return (
      box(x, frame.h / 2 - t / 2, w, t) +
      disc(frame.w / 2, frame.h / 2 - t / 2 - gap - r, r) +
      disc(frame.w / 2, frame.h / 2 + t / 2 + gap + r, r)
    );
  },
};
