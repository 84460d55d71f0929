import { framed, moving, times } from './matrix.ts';
import type { Graphic, Rect } from './page.ts';
import type { CellIcon } from './sheet.ts';

const red = '#d8292f';
const amber = '#e8a400';
const green = '#3a9d57';
const grey = '#7f7f7f';
const black = '#333333';
const blue = '#3f6fb5';

/** Degrees by which the arrows of a set are turned from «up», lowest first. */
const arrows: Readonly<Record<number, readonly number[]>> = {
  3: [180, 90, 0],
  4: [180, 135, 45, 0],
  5: [180, 135, 90, 45, 0],
};
const lights: Readonly<Record<number, readonly string[]>> = {
  3: [red, amber, green],
  4: [red, amber, amber, green],
  5: [red, amber, amber, amber, green],
};

/** Outlines in a frame of 16 by 16. */
const shapes = {
  circle: 'M1 8A7 7 0 1 1 15 8A7 7 0 1 1 1 8Z',
  arrow: 'M8 1L14 8L10.5 8L10.5 15L5.5 15L5.5 8L2 8Z',
  up: 'M8 3L15 13L1 13Z',
  down: 'M8 13L15 3L1 3Z',
  dash: 'M2 6L14 6L14 10L2 10Z',
  flag: 'M3 1L4.5 1L4.5 2L14 5.5L4.5 9L4.5 15L3 15Z',
  diamond: 'M8 1L15 8L8 15L1 8Z',
  cross: 'M3 5L5 3L8 6L11 3L13 5L10 8L13 11L11 13L8 10L5 13L3 11L6 8Z',
  mark: 'M7 2L9 2L9 9.5L7 9.5ZM7 11.5L9 11.5L9 13.5L7 13.5Z',
  tick: 'M2.5 8.5L4.5 6.5L7 9L11.5 3.5L13.5 5.2L7 12.5Z',
  star: 'M8 1L10 6L15.5 6.3L11.2 9.7L12.7 15L8 12L3.3 15L4.8 9.7L0.5 6.3L6 6Z',
} as const;

interface Part {
  readonly d: string;
  readonly fill: string;
  readonly turn?: number;
  /** Made smaller about the middle. */
  readonly size?: number;
}

/** What an icon is made of; a set that is not known has its place in lights. */
function partsOf({ set, index }: CellIcon): readonly Part[] {
  const count = Math.max(3, Math.min(5, Number(/^\d/u.exec(set)?.[0] ?? 3)));
  const colour = (lights[count] ?? [])[index] ?? green;
  const kind = set.replace(/^\d/u, '');
  const signs = [shapes.cross, shapes.mark, shapes.tick];
  switch (kind) {
    case 'Arrows':
    case 'ArrowsGray':
      return [{ d: shapes.arrow, fill: kind === 'Arrows' ? colour : grey, turn: arrows[count]?.[index] ?? 0 }];
    case 'Flags':
      return [{ d: shapes.flag, fill: colour }];
    case 'Triangles':
      return [{ d: [shapes.down, shapes.dash, shapes.up][index] ?? shapes.up, fill: colour }];
    case 'Signs':
      return [{ d: [shapes.diamond, shapes.up, shapes.circle][index] ?? shapes.circle, fill: colour }];
    case 'Symbols':
      return [
        { d: shapes.circle, fill: colour },
        { d: signs[index] ?? '', fill: '#ffffff', size: 0.75 },
      ];
    case 'Symbols2':
      return [{ d: signs[index] ?? '', fill: colour }];
    case 'RedToBlack':
      return [{ d: shapes.circle, fill: [black, grey, '#e3a0a2', red][index] ?? red }];
    case 'Stars':
      return [
        { d: shapes.star, fill: '#d0d0d0' },
        ...(index === 0
          ? []
          : [{ d: index === 2 ? shapes.star : 'M8 1L8 12L3.3 15L4.8 9.7L0.5 6.3L6 6Z', fill: amber }]),
      ];
    case 'Quarters':
      return [{ d: shapes.circle, fill: '#d0d0d0' }, ...quarter(index)];
    case 'Rating':
      return [0, 1, 2, 3].map((bar) => ({
        d: `M${1 + bar * 3.6} 15L${1 + bar * 3.6} ${12 - bar * 3.4}L${4 + bar * 3.6} ${12 - bar * 3.4}L${4 + bar * 3.6} 15Z`,
        fill: bar < index + (count === 4 ? 1 : 0) ? blue : '#d0d0d0',
      }));
    case 'Boxes':
      return [0, 1, 2, 3].map((box) => {
        const [x, y] = [box % 2 === 0 ? 1 : 8.5, box < 2 ? 8.5 : 1];
        return {
          d: `M${x} ${y}L${x + 6.5} ${y}L${x + 6.5} ${y + 6.5}L${x} ${y + 6.5}Z`,
          fill: box < index ? blue : '#d0d0d0',
        };
      });
    default:
      return [
        ...(kind === 'TrafficLights2' ? [{ d: 'M0 0L16 0L16 16L0 16Z', fill: black }] : []),
        { d: shapes.circle, fill: colour, ...(kind === 'TrafficLights2' ? { size: 0.85 } : {}) },
      ];
  }
}

/** A disc filled by quarters, from none to all. */
const quarter = (index: number): readonly Part[] => {
  const ends = ['', 'M8 8L8 1A7 7 0 0 1 15 8Z', 'M8 8L8 1A7 7 0 0 1 8 15Z', 'M8 8L8 1A7 7 0 1 1 1 8Z', shapes.circle];
  const d = ends[index] ?? '';
  return d === '' ? [] : [{ d, fill: black }];
};

/** An icon of a conditional format in its square. */
export function iconInk(icon: CellIcon, square: Rect): readonly Graphic[] {
  const scale = square.width / 16;
  return partsOf(icon).map(({ d, fill, turn = 0, size = 1 }): Graphic => ({
    kind: 'path',
    d,
    fill,
    opacity: 1,
    width: 0,
    line: 'solid',
    place: times(
      moving(square.x, square.y, scale),
      times(
        framed({ x: 0, y: 0, width: 16, height: 16 }, { rotation: turn }),
        moving(8 - 8 * size, 8 - 8 * size, size),
      ),
    ),
    label: `${icon.set} ${icon.index + 1}`,
  }));
}
