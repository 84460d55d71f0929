import { append } from '../../domain/large-lists.ts';
import type { Ink, Rect } from '../page.ts';
import type { Chart, Plot } from './chart.ts';
import { markers } from './markers.ts';
import { path, slice, through, words, type Point, type NumberWords } from './pen.ts';
import { scaleOf, ticksOf } from './scale-axis.ts';

/** Slices in their order, clockwise; a ring for each series of a doughnut. */
export function drawPie(plot: Plot, room: Rect): readonly Ink[] {
  const ink: Ink[] = [];
  const radius = (Math.min(room.width, room.height) / 2) * 0.95;
  const centre: Point = [room.x + room.width / 2, room.y + room.height / 2];
  const hole = plot.kind === 'doughnut' ? (radius * plot.hole) / 100 : 0;
  const rings = plot.kind === 'doughnut' ? plot.series : plot.series.slice(0, 1);
  const breadth = (radius - hole) / Math.max(1, rings.length);
  const labels: Ink[] = [];
  for (const [ring, series] of rings.entries()) {
    const inner = hole + ring * breadth;
    const outer = inner + breadth;
    const total = series.values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
    let from = plot.start;
    for (const [index, value] of series.values.entries()) {
      if (value === undefined || value === 0 || total === 0) continue;
      const to = from + (Math.abs(value) / total) * 360;
      ink.push(
        path(
          slice(centre, outer, inner, from, to),
          { fill: series.points[index] ?? series.fill, line: series.line },
          series.categories[index] ?? '',
        ),
      );
      if (series.labels !== undefined) {
        const angle = (((from + to) / 2 - 90) * Math.PI) / 180;
        const away = plot.kind === 'pie' ? outer * 0.68 : (inner + outer) / 2;
        append(
          labels,
          words(
            [{ ...series.labels.font, text: series.labels.texts[index] ?? '' }],
            [centre[0] + Math.cos(angle) * away, centre[1] + Math.sin(angle) * away],
            {
              across: 'center',
              down: 'center',
              width: radius,
            },
          ),
        );
      }
      from = to;
    }
  }
  return [...ink, ...labels];
}

/** Categories as spokes from the top, clockwise; each series joins its values. */
export function drawRadar(chart: Chart, plot: Plot, room: Rect, numberWords: NumberWords): readonly Ink[] {
  const ink: Ink[] = [];
  const categories = plot.series[0]?.categories ?? [];
  const count = Math.max(categories.length, ...plot.series.map(({ values }) => values.length));
  if (count === 0) return ink;
  const { font } = chart.categoryAxis;
  const radius = Math.max(4, Math.min(room.width / 2 - font.font.size * 2, room.height / 2 - font.font.size * 1.5));
  const centre: Point = [room.x + room.width / 2, room.y + room.height / 2];
  const at = (index: number, share: number): Point => {
    const angle = (index / count) * 2 * Math.PI - Math.PI / 2;
    return [centre[0] + Math.cos(angle) * radius * share, centre[1] + Math.sin(angle) * radius * share];
  };
  const values = plot.series.flatMap((series) => series.values.filter((value) => value !== undefined));
  const scale = scaleOf(values, chart.valueAxis, Math.floor(radius / (chart.valueAxis.font.font.size * 1.2)));
  const shareOf = (value: number): number => Math.max(0, Math.min(1, (value - scale.min) / (scale.max - scale.min)));
  const around = (share: number): readonly Point[] => Array.from({ length: count }, (_, index) => at(index, share));
  const grid = chart.valueAxis.grid ?? chart.categoryAxis.grid;
  for (const tick of ticksOf(scale))
    if (grid !== undefined) ink.push(path(through(around(shareOf(tick)), true), { line: grid }));
  for (let index = 0; index < count; index += 1)
    if (!chart.valueAxis.hidden && chart.valueAxis.line !== undefined)
      ink.push(path(through([centre, at(index, 1)]), { line: chart.valueAxis.line }));
  for (const series of plot.series) {
    const points = series.values.flatMap((value, index) => (value === undefined ? [] : [at(index, shareOf(value))]));
    ink.push(
      path(
        through(points, true),
        plot.filled ? { fill: series.fill, line: series.line } : { line: series.line },
        series.name,
      ),
    );
    append(ink, markers(series, points));
  }
  if (!chart.valueAxis.hidden && chart.valueAxis.labelled)
    for (const tick of ticksOf(scale))
      append(
        ink,
        words(
          [{ ...chart.valueAxis.font, text: numberWords(tick, chart.valueAxis.format) }],
          [centre[0] - 3, at(0, shareOf(tick))[1]],
          {
            across: 'right',
            down: 'center',
          },
        ),
      );
  for (const [index, text] of categories.entries()) {
    const [x, y] = at(index, 1);
    const [dx, dy] = [x - centre[0], y - centre[1]];
    append(
      ink,
      words([{ ...font, text }], [x + Math.sign(Math.round(dx)) * 3, y + Math.sign(Math.round(dy)) * 2], {
        across: Math.abs(dx) < radius * 0.1 ? 'center' : dx > 0 ? 'left' : 'right',
        down: Math.abs(dx) < radius * 0.1 ? (dy < 0 ? 'bottom' : 'top') : 'center',
      }),
    );
  }
  return ink;
}
