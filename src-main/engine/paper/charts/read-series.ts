import type { Plot, Series } from '../../../../src-shared/paper/charts/chart.ts';
import type { Edge, TextRunStyle } from '../../../../src-shared/paper/sheet.ts';
import { drawingColour } from '../../book/styles/colours.ts';
import { child, childrenNamed, descend, flag, numeric, type XmlNode } from '../../xml/xml-tree.ts';
import { accent, chartFont, lineOf, val, type ChartContext } from './chart-looks.ts';

const source = (node: XmlNode | undefined): XmlNode | undefined =>
  node?.children.find(({ name }) => /^(num|str|multiLvlStr)(Ref|Lit)$/u.test(name));

/** Colour of an area; `none` where it is left open. */
function fillOf(properties: XmlNode | undefined, context: ChartContext): string | 'none' | undefined {
  if (child(properties, 'noFill') !== undefined) return 'none';
  return drawingColour(
    child(properties, 'solidFill') ??
      descend(properties, 'gradFill', 'gsLst', 'gs') ??
      descend(properties, 'pattFill', 'fgClr'),
    context.colours,
  );
}

/** A series; `order` counts through the chart and gives it its colour. */
export function readSeries(
  node: XmlNode,
  group: XmlNode,
  kind: Plot['kind'],
  order: number,
  context: ChartContext,
  font: TextRunStyle,
): Series {
  const isXY = kind === 'scatter' || kind === 'bubble';
  const index = numeric(val(node, 'idx')) ?? order;
  const values = context.numbers(source(child(node, isXY ? 'yVal' : 'val')));
  const categories = isXY ? [] : context.texts(source(child(node, 'cat')));
  const naming = child(node, 'tx');
  const name =
    naming === undefined ? `系列${order + 1}` : (child(naming, 'v')?.text ?? context.texts(source(naming)).join(' '));
  const properties = child(node, 'spPr');
  const colour = accent(index, context);
  const lined = kind === 'line' || kind === 'scatter' || (kind === 'radar' && val(group, 'radarStyle') !== 'filled');
  const ownFill = fillOf(properties, context);
  const fill = ownFill === 'none' ? undefined : (ownFill ?? colour);
  const ownLine = lineOf(properties, context);
  const usual: Edge | undefined =
    group.name === 'stockChart' ? undefined : lined ? { width: 2.25, line: 'solid', colour } : undefined;
  const line = ownLine === 'none' ? undefined : (ownLine ?? usual);
  const varies =
    flag(val(group, 'varyColors'), kind === 'pie' || kind === 'doughnut') && childrenNamed(group, 'ser').length === 1;
  const own = new Map(
    childrenNamed(node, 'dPt').map((point) => [
      numeric(val(point, 'idx')) ?? -1,
      fillOf(child(point, 'spPr'), context),
    ]),
  );
  const round = kind === 'pie' || kind === 'doughnut';
  const points = values.map((_, at) => {
    const given = own.get(at);
    if (given !== undefined) return given === 'none' ? '#ffffff' : given;
    return round || (varies && kind === 'bar')
      ? ownFill !== undefined && !varies
        ? fill
        : accent(at, context)
      : undefined;
  });
  const marker = markerOf(node, group, kind, index, line?.colour ?? colour, context);
  const labels = labelsOf(node, group, { name, categories, values, format: formatOf(node, isXY) }, context, font);
  const xs = isXY ? context.numbers(source(child(node, 'xVal'))) : undefined;
  return {
    name,
    categories,
    values,
    ...(xs === undefined ? {} : { xs: xs.some((x) => x !== undefined) ? xs : values.map((_, at) => at + 1) }),
    ...(kind === 'bubble' ? { sizes: context.numbers(source(child(node, 'bubbleSize'))) } : {}),
    ...(fill === undefined ? {} : { fill }),
    ...(line === undefined ? {} : { line }),
    ...(marker === undefined ? {} : { marker }),
    smooth:
      flag(val(node, 'smooth'), child(node, 'smooth') !== undefined) ||
      (kind === 'scatter' && /smooth/u.test(val(group, 'scatterStyle') ?? '') && child(node, 'smooth') === undefined),
    points,
    ...(labels === undefined ? {} : { labels }),
  };
}

const formatOf = (node: XmlNode, isXY: boolean): string =>
  child(child(source(child(node, isXY ? 'yVal' : 'val')), 'numCache'), 'formatCode')?.text ?? 'General';

const usualSymbols = ['diamond', 'square', 'triangle', 'x', 'star', 'circle', 'plus', 'dot', 'dash'];

function markerOf(
  node: XmlNode,
  group: XmlNode,
  kind: Plot['kind'],
  index: number,
  colour: string,
  context: ChartContext,
): Series['marker'] {
  const own = child(node, 'marker');
  const symbol = val(own, 'symbol');
  const marked =
    kind === 'scatter' ||
    (kind === 'line' && flag(val(group, 'marker'))) ||
    (kind === 'radar' && val(group, 'radarStyle') === 'marker') ||
    (own !== undefined && (kind === 'line' || kind === 'radar'));
  if (!marked || symbol === 'none' || group.name === 'stockChart') return undefined;
  const fill = fillOf(child(own, 'spPr'), context);
  const line = lineOf(child(own, 'spPr'), context);
  return {
    symbol:
      symbol === undefined || symbol === 'auto' ? (usualSymbols[index % usualSymbols.length] ?? 'diamond') : symbol,
    size: numeric(val(own, 'size')) ?? 5,
    ...(fill === 'none' ? {} : { fill: fill ?? colour }),
    ...(line === 'none' ? {} : { line: line?.colour ?? (fill === 'none' ? colour : (fill ?? colour)) }),
  };
}

/** Data labels (21.2.2.49): what stands at each point, by the series' own settings or its group's. */
function labelsOf(
  node: XmlNode,
  group: XmlNode,
  series: Pick<Series, 'name' | 'categories' | 'values'> & { readonly format: string },
  context: ChartContext,
  font: TextRunStyle,
): Series['labels'] {
  const settings = child(node, 'dLbls') ?? child(group, 'dLbls');
  if (settings === undefined || flag(val(settings, 'delete'))) return undefined;
  const total = series.values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  const single = new Map(childrenNamed(settings, 'dLbl').map((one) => [numeric(val(one, 'idx')) ?? -1, one]));
  const texts = series.values.map((value, index): string => {
    const own = single.get(index);
    if (flag(val(own, 'delete'))) return '';
    const rich = descend(own, 'tx', 'rich');
    if (rich !== undefined)
      return childrenNamed(rich, 'p')
        .map((p) =>
          childrenNamed(p, 'r')
            .map((r) => child(r, 't')?.text ?? '')
            .join(''),
        )
        .join('\n');
    const says = (what: string): boolean => flag(val(own, what) ?? val(settings, what));
    if (value === undefined) return '';
    const format = child(settings, 'numFmt')?.attributes['formatCode'] ?? series.format;
    return [
      says('showSerName') ? series.name : '',
      says('showCatName') ? (series.categories[index] ?? '') : '',
      says('showVal') ? context.words(value, format) : '',
      says('showPercent')
        ? context.words(Math.abs(value) / Math.max(total, 1e-12), format.includes('%') ? format : '0%')
        : '',
    ]
      .filter((text) => text !== '')
      .join(val(settings, 'separator') ?? child(settings, 'separator')?.text ?? '\n');
  });
  if (texts.every((text) => text === '')) return undefined;
  const place = val(settings, 'dLblPos') ?? '';
  return {
    texts,
    font: chartFont(child(settings, 'txPr'), context, font),
    inside: place === 'ctr' || place.startsWith('in'),
  };
}
