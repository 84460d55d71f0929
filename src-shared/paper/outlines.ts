import type { FreePath, Shape } from './sheet.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** A guide as a share of a side; unlike lengths, places of pointers may lie on either side of it. */
const share = (shape: Shape, name: string, absent: number): number =>
  Math.max(-10_000_000, Math.min(10_000_000, shape.adjust[name] ?? absent)) / 100_000;

/** Where a callout points (20.1.10.56 `wedgeRectCallout` and its kin): an offset from the middle. */
const pointer = (shape: Shape, w: number, h: number) => ({
  dx: w * share(shape, 'adj1', -20_833),
  dy: h * share(shape, 'adj2', 62_500),
});

/** A callout's box, its corners rounded by `r`, with a pointer out of the side that faces what it points to. */
export function callout(shape: Shape, w: number, h: number, r: number): string {
  const { dx, dy } = pointer(shape, w, h);
  const at = `L${n(w / 2 + dx)} ${n(h / 2 + dy)}`;
  const upright = Math.abs(dy) > Math.abs((dx * h) / Math.max(w, 0.01));
  const [near, far] = (upright ? dx : dy) > 0 ? [7 / 12, 10 / 12] : [2 / 12, 5 / 12];
  const arc = (x: number, y: number) => (r > 0 ? `A${n(r)} ${n(r)} 0 0 1 ${n(x)} ${n(y)}` : '');
  const top = upright && dy <= 0 ? `H${n(w * near)}${at}L${n(w * far)} 0` : '';
  const right = !upright && dx > 0 ? `V${n(h * near)}${at}L${n(w)} ${n(h * far)}` : '';
  const bottom = upright && dy > 0 ? `H${n(w * far)}${at}L${n(w * near)} ${n(h)}` : '';
  const left = !upright && dx <= 0 ? `V${n(h * far)}${at}L0 ${n(h * near)}` : '';
  return `M${n(r)} 0${top}H${n(w - r)}${arc(w, r)}${right}V${n(h - r)}${arc(w - r, h)}${bottom}H${n(r)}${arc(0, h - r)}${left}V${n(r)}${arc(r, 0)}Z`;
}

/** An ellipse with a pointer, 11° wide to each side. */
export function ellipseCallout(shape: Shape, w: number, h: number): string {
  const { dx, dy } = pointer(shape, w, h);
  const middle = Math.atan2(dy * w, dx * h);
  const on = (turn: number) =>
    `${n(w / 2 + (w / 2) * Math.cos(middle + turn))} ${n(h / 2 + (h / 2) * Math.sin(middle + turn))}`;
  const half = (11 * Math.PI) / 180;
  return `M${on(half)}A${n(w / 2)} ${n(h / 2)} 0 1 1 ${on(-half)}L${n(w / 2 + dx)} ${n(h / 2 + dy)}Z`;
}

const lineDefaults = [18_750, -8_333, 18_750, -16_667, 100_000, -16_667, 112_963, -8_333];

/** A box with a line of one to three stretches that leads away from it (`borderCallout1` to `3`). */
export function lineCallout(shape: Shape, w: number, h: number): string {
  const stretches = Number(/\d$/u.exec(shape.preset)?.[0] ?? 1);
  const defaults = stretches === 1 ? [18_750, -8_333, 112_500, -38_333] : lineDefaults;
  const at = (index: number) => {
    const y = share(shape, `adj${index * 2 + 1}`, defaults[index * 2] ?? 0) * h;
    const x = share(shape, `adj${index * 2 + 2}`, defaults[index * 2 + 1] ?? 0) * w;
    return `${n(x)} ${n(y)}`;
  };
  const line = Array.from({ length: stretches + 1 }, (_, index) => at(index));
  return `M0 0H${n(w)}V${n(h)}H0ZM${line.join('L')}`;
}

/** A freeform's path in a frame of `w` by `h`. */
export function freePath(path: FreePath, w: number, h: number): string {
  const sx = path.width > 0 ? w / path.width : 1;
  const sy = path.height > 0 ? h / path.height : 1;
  return path.steps
    .map(({ to, points, arc }) => {
      const places = points.map(([x, y]) => `${n(x * sx)} ${n(y * sy)}`).join(' ');
      if (arc === undefined) return `${to}${places}`;
      return `A${n(arc.rx * sx)} ${n(arc.ry * sy)} 0 ${arc.large ? 1 : 0} ${arc.clockwise ? 1 : 0} ${places}`;
    })
    .join('');
}

/** `leftBracket`, `rightBracket`: quarter ellipses as wide as the shape at both ends. */
export function bracket(shape: Shape, w: number, h: number, right: boolean): string {
  const [near, far] = right ? [0, w] : [w, 0];
  const r = Math.min(h / 2, share(shape, 'adj', 8333) * Math.min(w, h));
  const arc = `A${n(w)} ${n(r)} 0 0 ${right ? 1 : 0}`;
  return `M${n(near)} 0${arc} ${n(far)} ${n(r)}V${n(h - r)}${arc} ${n(near)} ${n(h)}`;
}

/** `leftBrace`, `rightBrace`: `adj1` is the height of its curves, `adj2` the place of its point. */
export function brace(shape: Shape, w: number, h: number, right: boolean, left = 0): string {
  const x = (part: number) => n(left + (right ? 1 - part : part) * w);
  const point = Math.max(0, Math.min(1, share(shape, 'adj2', 50_000))) * h;
  const r = Math.max(0, Math.min(share(shape, 'adj1', 8333) * Math.min(w, h), point / 2, (h - point) / 2));
  const arc = (outwards: boolean) => `A${n(w / 2)} ${n(r)} 0 0 ${right === outwards ? 1 : 0}`;
  return `M${x(1)} 0${arc(true)} ${x(0.5)} ${n(r)}V${n(point - r)}${arc(false)} ${x(0)} ${n(point)}${arc(false)} ${x(0.5)} ${n(point + r)}V${n(h - r)}${arc(true)} ${x(1)} ${n(h)}`;
}

/** A star of five points. */
export const star = (w: number, h: number): readonly (readonly [number, number])[] =>
  Array.from({ length: 10 }, (_, i) => {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const radius = i % 2 === 0 ? 0.5 : 0.19;
    return [w / 2 + Math.cos(angle) * radius * w, h / 2 + Math.sin(angle) * radius * h] as const;
  });

/** A box with corners rounded by `r`. */
export function rounded(w: number, h: number, r: number): string {
  return `M${n(r)} 0H${n(w - r)}A${n(r)} ${n(r)} 0 0 1 ${n(w)} ${n(r)}V${n(h - r)}A${n(r)} ${n(r)} 0 0 1 ${n(w - r)} ${n(h)}H${n(r)}A${n(r)} ${n(r)} 0 0 1 0 ${n(h - r)}V${n(r)}A${n(r)} ${n(r)} 0 0 1 ${n(r)} 0Z`;
}
