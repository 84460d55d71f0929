import { append } from '../../domain/large-lists.ts';
import type { Ink, Rect } from '../page.ts';
import type { Chart, ChartAxis, Plot, Series } from './chart.ts';
import { markers } from './markers.ts';
import { areaIn, categoryPlace, drawAxes, onValue, shareOf, type Axes } from './axes.ts';
import { box, path, smoothly, through, words, type Point, type NumberWords } from './pen.ts';
import { scaleOf, ticksOf, type AxisScale } from './scale-axis.ts';

/** The running sums of stacked series; of others the values themselves. `from` is where a bar or area begins. */
interface Stacked {
  readonly series: Series;
  readonly from: readonly number[];
  readonly to: readonly (number | undefined)[];
}

function stacked(plot: Plot): readonly Stacked[] {
  if (plot.stacking === 'none')
    return plot.series.map((series) => ({ series, from: series.values.map(() => 0), to: series.values }));
  const count = Math.max(0, ...plot.series.map(({ values }) => values.length));
  const totals = Array.from({ length: count }, (_, index) =>
    plot.series.reduce((sum, { values }) => sum + Math.abs(values[index] ?? 0), 0),
  );
  const up = totals.map(() => 0);
  const down = totals.map(() => 0);
  return plot.series.map((series) => {
    const from: number[] = [];
    const to: number[] = [];
    for (const index of totals.keys()) {
      const value = series.values[index] ?? 0;
      const part = plot.stacking === 'percent' ? value / Math.max(1e-12, totals[index] ?? 1) : value;
      const sums = part < 0 && plot.kind === 'bar' ? down : up;
      from.push(sums[index] ?? 0);
      sums[index] = (sums[index] ?? 0) + part;
      to.push(sums[index] ?? 0);
    }
    return { series, from, to };
  });
}

const isNumber = (value: number | undefined): value is number => value !== undefined;

/** Numbers that an axis must show. */
function valuesOn(plots: readonly Plot[]): readonly number[] {
  return plots.flatMap((plot) =>
    stacked(plot).flatMap(({ from, to }) => [
      ...to.filter(isNumber),
      ...(plot.kind === 'bar' || plot.kind === 'area' ? from : []),
    ]),
  );
}

export function drawCartesian(
  chart: Chart,
  room: Rect,
  inner: Rect | undefined,
  numberWords: NumberWords,
): readonly Ink[] {
  const { plots } = chart;
  const sideways = plots.some((plot) => plot.kind === 'bar' && plot.sideways);
  const isXY = plots.some(({ kind }) => kind === 'scatter' || kind === 'bubble');
  const longest = plots.flatMap(({ series }) => series).toSorted((a, b) => b.values.length - a.values.length)[0];
  const categories = Array.from(
    { length: Math.max(longest?.values.length ?? 0, longest?.categories.length ?? 0) },
    (_, index) => longest?.categories[index] ?? String(index + 1),
  );
  const labelLine = chart.valueAxis.font.font.size * 1.3;
  const places = Math.floor((sideways ? room.width / 2 : room.height) / (labelLine * (sideways ? 1.5 : 1.2)));
  const percent = plots.some(({ stacking }) => stacking === 'percent');
  const scaled = (axis: ChartAxis, second: boolean): AxisScale => {
    const values = valuesOn(plots.filter((plot) => plot.second === second));
    return scaleOf(
      percent && !second ? [0, 0.95] : values,
      percent && axis.max === undefined && !second ? { ...axis, max: 1 } : axis,
      places,
    );
  };
  const main = scaled(chart.valueAxis, false);
  const second = chart.secondAxis === undefined ? undefined : scaled(chart.secondAxis, true);
  const across = isXY
    ? scaleOf(
        plots.flatMap(({ series }) => series.flatMap(({ xs = [] }) => xs.filter(isNumber))),
        chart.categoryAxis,
        Math.floor(room.width / 50),
      )
    : undefined;
  const shown = (scale: AxisScale, axis: ChartAxis): readonly string[] =>
    ticksOf(scale).map((tick) => numberWords(tick, percent && axis.format === 'General' ? '0%' : axis.format));
  const axes: Axes = {
    area:
      inner ??
      areaIn(
        chart,
        room,
        sideways,
        shown(main, chart.valueAxis),
        second === undefined || chart.secondAxis === undefined ? [] : shown(second, chart.secondAxis),
        across === undefined ? categories : shown(across, chart.categoryAxis),
      ),
    sideways,
    categories,
    main,
    ...(second === undefined ? {} : { second }),
    ...(across === undefined ? {} : { across }),
  };
  return [
    ...drawAxes(chart, axes, room, shown),
    ...plots.filter(({ kind }) => kind === 'area').flatMap((plot) => drawPlot(chart, plot, axes)),
    ...plots.filter(({ kind }) => kind === 'bar').flatMap((plot) => drawPlot(chart, plot, axes)),
    ...plots.filter(({ kind }) => kind !== 'area' && kind !== 'bar').flatMap((plot) => drawPlot(chart, plot, axes)),
  ];
}

function drawPlot(chart: Chart, plot: Plot, axes: Axes): readonly Ink[] {
  const scale = plot.second && axes.second !== undefined ? axes.second : axes.main;
  const axis = plot.second && chart.secondAxis !== undefined ? chart.secondAxis : chart.valueAxis;
  const at = (value: number): number => onValue(axes, shareOf(value, scale, axis.reversed));
  if (plot.kind === 'bar') return drawBars(chart, plot, axes, at, Math.max(scale.min, Math.min(scale.max, 0)));
  const ink: Ink[] = [];
  for (const { series, from, to } of stacked(plot)) {
    const places = to.map((value, index): Point | undefined => {
      if (value === undefined) return undefined;
      const x =
        series.xs === undefined || axes.across === undefined
          ? categoryPlace(axes, chart.categoryAxis, index)
          : series.xs[index] === undefined
            ? undefined
            : axes.area.x + shareOf(series.xs[index], axes.across, chart.categoryAxis.reversed) * axes.area.width;
      return x === undefined ? undefined : [x, at(value)];
    });
    const points = places.filter((point) => point !== undefined);
    if (plot.kind === 'area') {
      const back = to.flatMap((value, index): readonly Point[] =>
        value === undefined
          ? []
          : [[categoryPlace(axes, chart.categoryAxis, index), at(Math.max(scale.min, from[index] ?? 0))]],
      );
      ink.push(path(through([...points, ...back.toReversed()], true), { fill: series.fill, line: series.line }));
    } else if (plot.kind === 'bubble') {
      const most = Math.max(1e-9, ...(series.sizes ?? []).map((size) => Math.abs(size ?? 0)));
      const largest = Math.min(axes.area.width, axes.area.height) / 4;
      append(
        ink,
        places.flatMap((point, index) =>
          point === undefined
            ? []
            : markers(
                {
                  ...series,
                  marker: {
                    symbol: 'circle',
                    size: Math.sqrt(Math.abs(series.sizes?.[index] ?? most) / most) * largest,
                    ...(series.fill === undefined ? {} : { fill: series.fill }),
                  },
                },
                [point],
              ),
        ),
      );
    } else {
      if (series.line !== undefined)
        for (const stretch of stretches(places))
          ink.push(path(series.smooth ? smoothly(stretch) : through(stretch), { line: series.line }, series.name));
      append(ink, markers(series, points));
    }
    append(
      ink,
      pointLabels(
        series,
        places.map((point) => (point === undefined ? undefined : [point[0], point[1] - 4])),
        'bottom',
      ),
    );
  }
  return ink;
}

/** Points that follow each other; a gap parts them. */
function stretches(points: readonly (Point | undefined)[]): readonly (readonly Point[])[] {
  const all: Point[][] = [[]];
  for (const point of points) {
    if (point === undefined) all.push([]);
    else all.at(-1)?.push(point);
  }
  return all.filter((stretch) => stretch.length > 1);
}

function drawBars(chart: Chart, plot: Plot, axes: Axes, at: (value: number) => number, base: number): readonly Ink[] {
  const { sideways, area, categories } = axes;
  const cell = (sideways ? area.height : area.width) / Math.max(1, categories.length);
  const count = plot.stacking === 'none' ? plot.series.length : 1;
  const overlap = plot.stacking === 'none' ? plot.overlap / 100 : 1;
  const breadth = cell / (count - (count - 1) * overlap + plot.gap / 100);
  const whole = breadth * (count - (count - 1) * overlap);
  const ink: Ink[] = [];
  for (const [order, { series, from, to }] of stacked(plot).entries()) {
    const tops: (Point | undefined)[] = [];
    for (const [index, value] of to.entries()) {
      if (value === undefined) {
        tops.push(undefined);
        continue;
      }
      const middle = categoryPlace(axes, chart.categoryAxis, index);
      const step = plot.stacking === 'none' ? order * breadth * (1 - overlap) : 0;
      const along = sideways ? middle + whole / 2 - step - breadth : middle - whole / 2 + step;
      const [one, other] = [at(plot.stacking === 'none' ? base : (from[index] ?? 0)), at(value)];
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const frame = sideways
        ? { x: low, y: along, width: high - low, height: breadth }
        : { x: along, y: low, width: breadth, height: high - low };
      ink.push(path(box(frame), { fill: series.points[index] ?? series.fill, line: series.line }, series.name));
      const inside = plot.stacking !== 'none' || series.labels?.inside === true;
      tops.push(
        inside
          ? [frame.x + frame.width / 2, frame.y + frame.height / 2]
          : sideways
            ? [other + 3, along + breadth / 2]
            : [along + breadth / 2, other - 2],
      );
    }
    const inside = plot.stacking !== 'none' || series.labels?.inside === true;
    append(ink, pointLabels(series, tops, inside ? 'center' : sideways ? 'beside' : 'bottom'));
  }
  return ink;
}

/** What stands at the points of a series. */
function pointLabels(
  series: Series,
  places: readonly (Point | undefined)[],
  hang: 'bottom' | 'center' | 'beside',
): readonly Ink[] {
  const { labels } = series;
  if (labels === undefined) return [];
  return places.flatMap((point, index) =>
    point === undefined
      ? []
      : words([{ ...labels.font, text: labels.texts[index] ?? '' }], point, {
          across: hang === 'beside' ? 'left' : 'center',
          down: hang === 'bottom' ? 'bottom' : 'center',
        }),
  );
}
