import { box, shape, type Outline, type OutlineFrame, type Point } from './outline-frame.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** An arrow with a box at its tail, pointing right; `turn` puts it on its other sides. */
function arrowCallout({ s, guide }: OutlineFrame, length: number, breadth: number): readonly Point[] {
  const shaft = guide('adj1', 25_000) * s;
  const head = guide('adj2', 25_000) * s;
  const depth = guide('adj3', 25_000) * s;
  const tail = guide('adj4', 64_977, 1) * length;
  const middle = breadth / 2;
  return [
    [0, 0],
    [tail, 0],
    [tail, middle - shaft / 2],
    [length - depth, middle - shaft / 2],
    [length - depth, middle - head],
    [length, middle],
    [length - depth, middle + head],
    [length - depth, middle + shaft / 2],
    [tail, middle + shaft / 2],
    [tail, breadth],
    [0, breadth],
  ];
}

const tailed = (points: readonly Point[], w: number, h: number, turn: 'right' | 'left' | 'up' | 'down'): string =>
  shape(
    ...points.map(([x, y]): Point =>
      turn === 'right' ? [x, y] : turn === 'left' ? [w - x, y] : turn === 'down' ? [y, x] : [y, h - x],
    ),
  );

const bent: Outline = ({ w, h, s, guide }) => {
  const [shaft, head, depth] = [guide('adj1', 25_000) * s, guide('adj2', 25_000) * s, guide('adj3', 25_000) * s];
  const r = Math.min(guide('adj4', 43_750) * s, w - depth);
  const top = head - shaft / 2;
  const inner = Math.max(0, r - shaft);
  return `M0 ${n(h)}V${n(top + r)}A${n(r)} ${n(r)} 0 0 1 ${n(r)} ${n(top)}H${n(w - depth)}V0L${n(w)} ${n(head)}L${n(w - depth)} ${n(2 * head)}V${n(top + shaft)}H${n(shaft + inner)}A${n(inner)} ${n(inner)} 0 0 0 ${n(shaft)} ${n(top + shaft + inner)}V${n(h)}Z`;
};

const uturn: Outline = ({ w, h, s, guide }) => {
  const [shaft, head, depth] = [guide('adj1', 25_000) * s, guide('adj2', 25_000) * s, guide('adj3', 25_000) * s];
  const end = guide('adj5', 75_000, 1) * h;
  const right = w - head + shaft / 2;
  const r = Math.min(guide('adj4', 43_750) * s, right / 2, end - depth);
  const inner = Math.max(0, r - shaft);
  return `M0 ${n(h)}V${n(r)}A${n(r)} ${n(r)} 0 0 1 ${n(r)} 0H${n(right - r)}A${n(r)} ${n(r)} 0 0 1 ${n(right)} ${n(r)}V${n(end - depth)}H${n(w)}L${n(w - head)} ${n(end)}L${n(w - 2 * head)} ${n(end - depth)}H${n(right - shaft)}V${n(shaft + inner)}A${n(inner)} ${n(inner)} 0 0 0 ${n(right - shaft - inner)} ${n(shaft)}H${n(shaft + inner)}A${n(inner)} ${n(inner)} 0 0 0 ${n(shaft)} ${n(shaft + inner)}V${n(h)}Z`;
};

/** Arrows to several sides from one middle. */
const cross =
  (left: boolean, up: boolean, right: boolean, down: boolean): Outline =>
  ({ w, h, s, guide }) => {
    const [shaft, head, depth] = [guide('adj1', 22_500) * s, guide('adj2', 22_500) * s, guide('adj3', 22_500) * s];
    const x = left && right ? w / 2 : right ? shaft / 2 : w - head;
    const y = up && down ? h / 2 : h - head;
    const t = shaft / 2;
    return shape(
      ...(up
        ? ([
            [x - t, y - t],
            [x - t, depth],
            [x - head, depth],
            [x, 0],
            [x + head, depth],
            [x + t, depth],
            [x + t, y - t],
          ] as const)
        : ([
            [x - t, y - t],
            [x + t, y - t],
          ] as const)),
      ...(right
        ? ([
            [w - depth, y - t],
            [w - depth, y - head],
            [w, y],
            [w - depth, y + head],
            [w - depth, y + t],
            [x + t, y + t],
          ] as const)
        : ([[x + t, y + t]] as const)),
      ...(down
        ? ([
            [x + t, h - depth],
            [x + head, h - depth],
            [x, h],
            [x - head, h - depth],
            [x - t, h - depth],
            [x - t, y + t],
          ] as const)
        : ([[x - t, y + t]] as const)),
      ...(left
        ? ([
            [depth, y + t],
            [depth, y + head],
            [0, y],
            [depth, y - head],
            [depth, y - t],
          ] as const)
        : []),
    );
  };

const callouts =
  (turn: 'right' | 'left' | 'up' | 'down'): Outline =>
  (frame) => {
    const level = turn === 'right' || turn === 'left';
    return tailed(arrowCallout(frame, level ? frame.w : frame.h, level ? frame.h : frame.w), frame.w, frame.h, turn);
  };

/** Arrows beside the straight ones. */
export const arrowPresets: Readonly<Record<string, Outline>> = {
  bentArrow: bent,
  uturnArrow: uturn,
  bentUpArrow: ({ w, h, s, guide }) => {
    const [t, head, depth] = [guide('adj1', 25_000) * s, guide('adj2', 25_000) * s, guide('adj3', 25_000) * s];
    const x = w - head;
    return shape(
      [0, h - t],
      [x - t / 2, h - t],
      [x - t / 2, depth],
      [x - head, depth],
      [x, 0],
      [w, depth],
      [x + t / 2, depth],
      [x + t / 2, h],
      [0, h],
    );
  },
  quadArrow: cross(true, true, true, true),
  leftRightUpArrow: cross(true, true, true, false),
  leftUpArrow: cross(true, true, false, false),
  notchedRightArrow: ({ w, h, s, guide }) => {
    const [t, head] = [guide('adj1', 50_000, 1) * h, guide('adj2', 50_000) * s];
    const notch = (t / h) * head;
    return shape(
      [0, (h - t) / 2],
      [w - head, (h - t) / 2],
      [w - head, 0],
      [w, h / 2],
      [w - head, h],
      [w - head, (h + t) / 2],
      [0, (h + t) / 2],
      [notch, h / 2],
    );
  },
  stripedRightArrow: ({ w, h, s, guide }) => {
    const [t, head] = [guide('adj1', 50_000, 1) * h, guide('adj2', 50_000) * s];
    const y = (h - t) / 2;
    return (
      box(0, y, s / 32, t) +
      box(s / 16, y, s / 16, t) +
      shape(
        [(s * 5) / 32, y],
        [w - head, y],
        [w - head, 0],
        [w, h / 2],
        [w - head, h],
        [w - head, y + t],
        [(s * 5) / 32, y + t],
      )
    );
  },
  rightArrowCallout: callouts('right'),
  leftArrowCallout: callouts('left'),
  upArrowCallout: callouts('up'),
  downArrowCallout: callouts('down'),
};
