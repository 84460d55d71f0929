import { append } from '../../domain/large-lists.ts';
import type { Ink, Rect } from '../page.ts';
import type { TextRunStyle } from '../sheet.ts';
import type { Chart, ChartAxis } from './chart.ts';
import { path, sizeOf, through, words, type Point } from './pen.ts';
import { ticksOf, type AxisScale } from './scale-axis.ts';

const gapToLabels = 3;
const run = (axis: ChartAxis, text: string): readonly TextRunStyle[] => [{ ...axis.font, text }];

/** The axes of a chart in its room: scales and the places of values. */
export interface Axes {
  readonly area: Rect;
  readonly sideways: boolean;
  readonly categories: readonly string[];
  readonly across?: AxisScale;
  readonly main: AxisScale;
  readonly second?: AxisScale;
}

/** What labels and titles of axes leave of the room. */
export function areaIn(
  chart: Chart,
  room: Rect,
  sideways: boolean,
  values: readonly string[],
  seconds: readonly string[],
  names: readonly string[],
): Rect {
  const [upright, level] = sideways ? [chart.categoryAxis, chart.valueAxis] : [chart.valueAxis, chart.categoryAxis];
  const widest = (axis: ChartAxis, texts: readonly string[]): number =>
    axis.hidden || !axis.labelled
      ? 0
      : Math.max(0, ...texts.map((text) => sizeOf(run(axis, text)).width)) + gapToLabels;
  const title = (axis: ChartAxis): number => (axis.title === undefined ? 0 : sizeOf(axis.title).height + gapToLabels);
  const left = Math.min(room.width * 0.5, widest(upright, sideways ? names : values)) + title(upright);
  const right =
    (chart.secondAxis === undefined ? 0 : widest(chart.secondAxis, seconds)) +
    (chart.secondAxis === undefined ? 0 : title(chart.secondAxis));
  const cell = (room.width - left - right) / Math.max(1, names.length);
  const tall =
    level.hidden || !level.labelled
      ? 0
      : Math.min(
          room.height * 0.4,
          Math.max(
            level.font.font.size * 1.2,
            ...(sideways ? values : names).map(
              (text) =>
                sizeOf(run(level, text), sideways ? undefined : Math.max(cell, level.font.font.size * 2)).height,
            ),
          ) + gapToLabels,
        );
  const below = tall + title(level);
  const above = Math.min(upright.font.font.size / 2, room.height / 10);
  return {
    x: room.x + left,
    y: room.y + above,
    width: Math.max(1, room.width - left - right - 4),
    height: Math.max(1, room.height - below - above),
  };
}

/** A share of the axis for a value, 0 at its beginning. */
export const shareOf = (value: number, { min, max }: AxisScale, reversed: boolean): number => {
  const share = Math.max(-0.001, Math.min(1.001, (value - min) / (max - min)));
  return reversed ? 1 - share : share;
};

export const onValue = ({ area, sideways }: Axes, share: number): number =>
  sideways ? area.x + share * area.width : area.y + (1 - share) * area.height;

export function drawAxes(
  chart: Chart,
  axes: Axes,
  room: Rect,
  shown: (scale: AxisScale, axis: ChartAxis) => readonly string[],
): readonly Ink[] {
  const { area, sideways, main } = axes;
  const ink: Ink[] = [];
  const { valueAxis, categoryAxis, secondAxis } = chart;
  const crossing = (at: number): readonly Point[] =>
    sideways
      ? [
          [at, area.y],
          [at, area.y + area.height],
        ]
      : [
          [area.x, at],
          [area.x + area.width, at],
        ];
  for (const [axis, scale, atRight] of [
    [valueAxis, main, false],
    ...(secondAxis === undefined || axes.second === undefined ? [] : [[secondAxis, axes.second, true] as const]),
  ] as const) {
    const texts = shown(scale, axis);
    for (const [index, tick] of ticksOf(scale).entries()) {
      const at = onValue(axes, shareOf(tick, scale, axis.reversed));
      if (axis.grid !== undefined) ink.push(path(through(crossing(at)), { line: axis.grid }));
      if (axis.hidden || !axis.labelled) continue;
      const place: Point = sideways
        ? [at, area.y + area.height + gapToLabels]
        : [atRight ? area.x + area.width + gapToLabels : area.x - gapToLabels, at];
      append(
        ink,
        words(run(axis, texts[index] ?? ''), place, {
          across: sideways ? 'center' : atRight ? 'left' : 'right',
          down: sideways ? 'top' : 'center',
        }),
      );
    }
    if (!axis.hidden && axis.line !== undefined) {
      const x = atRight ? area.x + area.width : area.x;
      const base = area.y + area.height;
      ink.push(
        path(
          through(
            sideways
              ? [
                  [area.x, base],
                  [area.x + area.width, base],
                ]
              : [
                  [x, area.y],
                  [x, base],
                ],
          ),
          { line: axis.line },
        ),
      );
    }
    if (axis.title !== undefined)
      append(
        ink,
        sideways
          ? words(axis.title, [area.x + area.width / 2, room.y + room.height], { across: 'center', down: 'bottom' })
          : words(
              axis.title,
              [
                atRight ? room.x + room.width - sizeOf(axis.title).height / 2 : room.x + sizeOf(axis.title).height / 2,
                area.y + area.height / 2,
              ],
              { across: 'center', down: 'center', rotation: -90 },
            ),
      );
  }
  append(ink, categoryLabels(categoryAxis, axes, room, shown));
  return ink;
}

/** The axis lies where values are zero, or at the nearer end. */
function axisLine(axes: Axes, line: NonNullable<ChartAxis['line']>): Ink {
  const { area, sideways, main } = axes;
  const zero = onValue(axes, Math.max(0, Math.min(1, shareOf(0, main, false))));
  return path(
    through(
      sideways
        ? [
            [zero, area.y],
            [zero, area.y + area.height],
          ]
        : [
            [area.x, zero],
            [area.x + area.width, zero],
          ],
    ),
    { line },
  );
}

function categoryLabels(
  axis: ChartAxis,
  axes: Axes,
  room: Rect,
  shown: (scale: AxisScale, axis: ChartAxis) => readonly string[],
): readonly Ink[] {
  const { area, sideways, categories, across } = axes;
  const ink: Ink[] = [];
  if (!axis.hidden && axis.line !== undefined) ink.push(axisLine(axes, axis.line));
  if (axis.title !== undefined)
    append(
      ink,
      sideways
        ? words(axis.title, [room.x + sizeOf(axis.title).height / 2, area.y + area.height / 2], {
            across: 'center',
            down: 'center',
            rotation: -90,
          })
        : words(axis.title, [area.x + area.width / 2, room.y + room.height], { across: 'center', down: 'bottom' }),
    );
  if (axis.hidden || !axis.labelled) return ink;
  if (across !== undefined) {
    const texts = shown(across, axis);
    for (const [index, tick] of ticksOf(across).entries()) {
      const x = area.x + shareOf(tick, across, axis.reversed) * area.width;
      if (axis.grid !== undefined)
        ink.push(
          path(
            through([
              [x, area.y],
              [x, area.y + area.height],
            ]),
            { line: axis.grid },
          ),
        );
      append(
        ink,
        words(run(axis, texts[index] ?? ''), [x, area.y + area.height + gapToLabels], {
          across: 'center',
          down: 'top',
        }),
      );
    }
    return ink;
  }
  const cell = (sideways ? area.height : area.width) / Math.max(1, categories.length);
  // Labels that would lie on each other are left out, evenly.
  const every = Math.max(1, Math.ceil((axis.font.font.size * 1.2) / Math.max(0.1, cell)));
  for (const [index, text] of categories.entries()) {
    if (index % every !== 0) continue;
    const at = categoryPlace(axes, axis, index);
    append(
      ink,
      sideways
        ? words(run(axis, text), [area.x - gapToLabels, at], {
            across: 'right',
            down: 'center',
            width: Math.max(10, area.x - room.x - gapToLabels),
          })
        : words(run(axis, text), [at, area.y + area.height + gapToLabels], {
            across: 'center',
            down: 'top',
            width: Math.max(cell * every, axis.font.font.size * 2),
          }),
    );
  }
  return ink;
}

/** The middle of a category along its axis. Bars on their side begin below. */
export function categoryPlace({ area, sideways, categories }: Axes, axis: ChartAxis, index: number): number {
  const count = Math.max(1, categories.length);
  const share = axis.between || sideways ? (index + 0.5) / count : count === 1 ? 0.5 : index / (count - 1);
  const along = axis.reversed ? 1 - share : share;
  return sideways ? area.y + (1 - along) * area.height : area.x + along * area.width;
}
