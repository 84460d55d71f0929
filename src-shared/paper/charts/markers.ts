import type { Ink } from '../page.ts';
import type { Series } from './chart.ts';
import { box, path, through, type Point } from './pen.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** A marker of a point, ECMA-376 part 1, 21.2.3.27 (`ST_MarkerStyle`). */
function marker(symbol: string, [x, y]: Point, size: number): { readonly d: string; readonly open: boolean } {
  const r = size / 2;
  switch (symbol) {
    case 'square':
      return { d: box({ x: x - r, y: y - r, width: size, height: size }), open: false };
    case 'triangle':
      return {
        d: through(
          [
            [x, y - r],
            [x + r, y + r],
            [x - r, y + r],
          ],
          true,
        ),
        open: false,
      };
    case 'x':
    case 'star':
    case 'plus': {
      const cross =
        symbol === 'plus'
          ? ''
          : through([
              [x - r, y - r],
              [x + r, y + r],
            ]) +
            through([
              [x - r, y + r],
              [x + r, y - r],
            ]);
      const upright =
        symbol === 'x'
          ? ''
          : through([
              [x, y - r],
              [x, y + r],
            ]) +
            (symbol === 'plus'
              ? through([
                  [x - r, y],
                  [x + r, y],
                ])
              : '');
      return { d: cross + upright, open: true };
    }
    case 'dash':
    case 'dot':
      return {
        d: box({ x: symbol === 'dash' ? x - r : x, y: y - r / 4, width: symbol === 'dash' ? size : r, height: r / 2 }),
        open: false,
      };
    case 'circle':
      return {
        d: `M${n(x - r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x + r)} ${n(y)}A${n(r)} ${n(r)} 0 1 1 ${n(x - r)} ${n(y)}Z`,
        open: false,
      };
    default:
      return {
        d: through(
          [
            [x, y - r],
            [x + r, y],
            [x, y + r],
            [x - r, y],
          ],
          true,
        ),
        open: false,
      };
  }
}

/** The markers of a series at its points. */
export function markers(series: Series, points: readonly (readonly [number, number])[]): readonly Ink[] {
  const look = series.marker;
  if (look === undefined) return [];
  return points.map((point) => {
    const { d, open } = marker(look.symbol, point, look.size);
    const stroke = look.line ?? (open ? (look.fill ?? '#000000') : undefined);
    return path(d, {
      fill: open ? undefined : look.fill,
      line: stroke === undefined ? undefined : { width: 0.75, line: 'solid', colour: stroke },
    });
  });
}
