import { append } from '../../domain/large-lists.ts';
import type { Ink, Rect } from '../page.ts';
import type { Chart, Plot, Series } from './chart.ts';
import { drawCartesian } from './cartesian.ts';
import { markers } from './markers.ts';
import { box, path, sizeOf, through, type NumberWords, words } from './pen.ts';
import { drawPie, drawRadar } from './round.ts';

/** Blank inside a chart's frame, and between its parts. */
const edge = 6;

/**
 * A chart drawn into its frame: ground, title, legend, axes, and what its values make. `numberWords` writes numbers by their
 * format. Placement is by our own rules (legend and title first, the rest is the plot's), so sizes differ by some points
 * from Excel's; values, order and colours do not.
 */
export function drawChart(chart: Chart, frame: Rect, numberWords: NumberWords): readonly Ink[] {
  const ink: Ink[] = [];
  if (chart.fill !== undefined || chart.line !== undefined) ink.push(path(box(frame), chart, chart.label));
  let room: Rect = {
    x: frame.x + edge,
    y: frame.y + edge,
    width: Math.max(1, frame.width - 2 * edge),
    height: Math.max(1, frame.height - 2 * edge),
  };
  if (chart.title !== undefined) {
    const { height } = sizeOf(chart.title, room.width);
    append(
      ink,
      words(chart.title, [room.x + room.width / 2, room.y], { across: 'center', down: 'top', width: room.width }),
    );
    room = { ...room, y: room.y + height + edge, height: Math.max(1, room.height - height - edge) };
  }
  const laid = legend(chart, room);
  append(ink, laid.ink);
  ({ room } = laid);
  const inner =
    chart.plotArea === undefined
      ? undefined
      : {
          x: frame.x + chart.plotArea.x * frame.width,
          y: frame.y + chart.plotArea.y * frame.height,
          width: Math.max(1, chart.plotArea.width * frame.width),
          height: Math.max(1, chart.plotArea.height * frame.height),
        };
  const [first] = chart.plots;
  if (first === undefined) return ink;
  if (first.kind === 'pie' || first.kind === 'doughnut') append(ink, drawPie(first, inner ?? room));
  else if (first.kind === 'radar') append(ink, drawRadar(chart, first, inner ?? room, numberWords));
  else append(ink, drawCartesian(chart, room, inner, numberWords));
  return ink;
}

interface Entry {
  readonly text: string;
  readonly plot: Plot;
  readonly series: Series;
  readonly fill: string | undefined;
}

/** One entry a series, or a slice of a pie. */
function entriesOf(chart: Chart): readonly Entry[] {
  return chart.plots.flatMap((plot) => {
    const [only] = plot.series;
    if ((plot.kind === 'pie' || plot.kind === 'doughnut') && only !== undefined)
      return only.values.map((_, index) => ({
        text: only.categories[index] ?? String(index + 1),
        plot,
        series: only,
        fill: only.points[index] ?? only.fill,
      }));
    return plot.series.map((series) => ({ text: series.name, plot, series, fill: series.fill }));
  });
}

const keyWidth = 20;

/** The legend, and the room that it leaves. */
function legend(chart: Chart, room: Rect): { readonly ink: readonly Ink[]; readonly room: Rect } {
  if (chart.legend === undefined) return { ink: [], room };
  const { side, font } = chart.legend;
  const entries = entriesOf(chart);
  const wide = side === 'top' || side === 'bottom';
  const most = wide ? room.width : room.width * 0.4;
  const sizes = entries.map(({ text }) => sizeOf([{ ...font, text }], Math.max(20, most - keyWidth - 4)));
  const line = Math.max(font.font.size * 1.2, ...sizes.map(({ height }) => height)) + 2;
  const ink: Ink[] = [];
  const put = (index: number, x: number, y: number): void => {
    const entry = entries[index];
    const size = sizes[index];
    if (entry === undefined || size === undefined) return;
    append(ink, keyOf(entry, x, y + line / 2, font.font.size));
    append(
      ink,
      words([{ ...font, text: entry.text }], [x + keyWidth, y + line / 2], {
        across: 'left',
        down: 'center',
        width: size.width + 1,
      }),
    );
  };
  if (!wide) {
    const width = Math.min(most, Math.max(0, ...sizes.map((size) => size.width)) + keyWidth + 4);
    const height = line * entries.length;
    const x = side === 'right' ? room.x + room.width - width : room.x;
    for (const index of entries.keys()) put(index, x, room.y + Math.max(0, (room.height - height) / 2) + index * line);
    const left = Math.max(1, room.width - width - edge);
    return { ink, room: { ...room, x: side === 'right' ? room.x : room.x + width + edge, width: left } };
  }
  // Entries stand beside each other, on as many lines as they need.
  const rows: { readonly indexes: number[]; width: number }[] = [{ indexes: [], width: 0 }];
  for (const [index, size] of sizes.entries()) {
    const width = size.width + keyWidth + 10;
    let row = rows.at(-1);
    if (row === undefined || (row.width + width > room.width && row.indexes.length > 0))
      rows.push((row = { indexes: [], width: 0 }));
    row.indexes.push(index);
    row.width += width;
  }
  const height = rows.length * line;
  const top = side === 'top' ? room.y : room.y + room.height - height;
  for (const [at, row] of rows.entries()) {
    let x = room.x + (room.width - row.width) / 2;
    for (const index of row.indexes) {
      put(index, x, top + at * line);
      x += (sizes[index]?.width ?? 0) + keyWidth + 10;
    }
  }
  const left = Math.max(1, room.height - height - edge);
  return { ink, room: { ...room, y: side === 'top' ? room.y + height + edge : room.y, height: left } };
}

/** How a series looks, in small. */
function keyOf({ plot, series, fill }: Entry, x: number, y: number, size: number): readonly Ink[] {
  const lined = plot.kind === 'line' || plot.kind === 'scatter' || (plot.kind === 'radar' && !plot.filled);
  if (!lined) {
    const side = size * 0.6;
    return [path(box({ x: x + 8, y: y - side / 2, width: side, height: side }), { fill, line: series.line })];
  }
  const ink: Ink[] = [];
  if (series.line !== undefined)
    ink.push(
      path(
        through([
          [x, y],
          [x + keyWidth - 3, y],
        ]),
        { line: series.line },
      ),
    );
  if (series.marker !== undefined) append(ink, markers(series, [[x + (keyWidth - 3) / 2, y]]));
  return ink;
}
