import type { Chart, ChartAxis, Plot } from '../../../../src-shared/paper/charts/chart.ts';
import type { Edge, TextRunStyle } from '../../../../src-shared/paper/sheet.ts';
import { drawingColour } from '../../book/styles/colours.ts';
import { child, childrenNamed, descend, flag, numeric, type XmlNode } from '../../xml/xml-tree.ts';
import { chartFont, lineOf, richText, val, type ChartContext } from './chart-looks.ts';
import { readSeries } from './read-series.ts';

const kinds: Readonly<Record<string, Plot['kind']>> = {
  barChart: 'bar',
  bar3DChart: 'bar',
  lineChart: 'line',
  line3DChart: 'line',
  stockChart: 'line',
  areaChart: 'area',
  area3DChart: 'area',
  pieChart: 'pie',
  pie3DChart: 'pie',
  ofPieChart: 'pie',
  doughnutChart: 'doughnut',
  radarChart: 'radar',
  scatterChart: 'scatter',
  bubbleChart: 'bubble',
};

/**
 * Reads a chart part (ECMA-376 part 1, 21.2). Values are those of the cells that it names, as they are now, or the stored ones where it
 * names none in this workbook. `undefined` for kinds that the page does not draw (surfaces). Charts in three dimensions lie flat.
 */
export function readChart(root: XmlNode, context: ChartContext): Chart | undefined {
  const chart = child(root, 'chart');
  const area = child(chart, 'plotArea');
  const groups = area?.children.filter((node) => node.name.endsWith('Chart')) ?? [];
  if (area === undefined || groups.length === 0 || groups.some((node) => kinds[node.name] === undefined))
    return undefined;
  const axes = area.children.filter((node) => /^(cat|val|date|ser)Ax$/u.test(node.name));
  const axisOf = (id: string | undefined): XmlNode | undefined => axes.find((axis) => val(axis, 'axId') === id);
  const idsOf = (group: XmlNode): readonly (XmlNode | undefined)[] =>
    childrenNamed(group, 'axId').map((node) => axisOf(node.attributes['val']));
  const [firstGroup] = groups;
  const [firstA, firstB] = firstGroup === undefined ? [] : idsOf(firstGroup);
  const isXY = firstGroup?.name === 'scatterChart' || firstGroup?.name === 'bubbleChart';
  const valueNode = isXY ? firstB : [firstA, firstB].find((axis) => axis?.name === 'valAx');
  const categoryNode = isXY ? firstA : [firstA, firstB].find((axis) => axis !== undefined && axis !== valueNode);
  const secondNode = groups
    .flatMap((group) => idsOf(group))
    .find((axis) => axis?.name === 'valAx' && axis !== valueNode && axis !== categoryNode);
  const font = chartFont(child(root, 'txPr'), context, { text: '', font: { ...context.font, size: 10 } });
  let order = 0;
  const plots = groups.map((group): Plot => {
    const kind = kinds[group.name] ?? 'bar';
    const grouping = val(group, 'grouping') ?? '';
    const series = childrenNamed(group, 'ser').map((node) => readSeries(node, group, kind, order++, context, font));
    return {
      kind,
      sideways: val(group, 'barDir') === 'bar',
      stacking: grouping === 'stacked' ? 'stacked' : grouping === 'percentStacked' ? 'percent' : 'none',
      gap: numeric(val(group, 'gapWidth')) ?? 150,
      overlap: numeric(val(group, 'overlap')) ?? 0,
      second: secondNode !== undefined && idsOf(group).includes(secondNode),
      filled: val(group, 'radarStyle') === 'filled',
      start: numeric(val(group, 'firstSliceAng')) ?? 0,
      hole: numeric(val(group, 'holeSize')) ?? 50,
      series: kind === 'area' ? series : series,
    };
  });
  const legend = child(chart, 'legend');
  const title = titleOf(child(chart, 'title'), plots, context, font, 18 / 10);
  const layout = descend(area, 'layout', 'manualLayout');
  const share = (name: string): number | undefined => numeric(val(layout, name));
  const [x, y, width, height] = [share('x'), share('y'), share('w'), share('h')];
  const properties = child(root, 'spPr');
  const round = plots[0]?.kind === 'pie' || plots[0]?.kind === 'doughnut';
  return {
    ...(title === undefined ? {} : { title }),
    plots,
    ...(legend === undefined
      ? {}
      : {
          legend: {
            side: ({ l: 'left', t: 'top', b: 'bottom' } as const)[val(legend, 'legendPos') as 'l'] ?? 'right',
            font: chartFont(child(legend, 'txPr'), context, font),
          },
        }),
    categoryAxis: axis(categoryNode, context, font, valueNode),
    valueAxis: axis(valueNode, context, font, valueNode),
    ...(secondNode === undefined ? {} : { secondAxis: axis(secondNode, context, font, secondNode) }),
    ...frameOf(properties, context),
    ...(x !== undefined &&
    y !== undefined &&
    width !== undefined &&
    height !== undefined &&
    (val(layout, 'layoutTarget') === 'inner' || round)
      ? { plotArea: { x, y, width, height } }
      : {}),
    label: context.label,
  };
}

/** A chart's ground is white and framed unless it says otherwise. */
function frameOf(properties: XmlNode | undefined, context: ChartContext): Pick<Chart, 'fill' | 'line'> {
  const fill =
    child(properties, 'noFill') !== undefined
      ? undefined
      : (drawingColour(
          child(properties, 'solidFill') ?? descend(properties, 'gradFill', 'gsLst', 'gs'),
          context.colours,
        ) ?? '#ffffff');
  const own = lineOf(properties, context);
  const line: Edge | undefined =
    own === 'none' ? undefined : (own ?? { width: 0.75, line: 'solid', colour: '#d9d9d9' });
  return { ...(fill === undefined ? {} : { fill }), ...(line === undefined ? {} : { line }) };
}

/** The words of a title; without words of its own it is the name of the one series. */
function titleOf(
  node: XmlNode | undefined,
  plots: readonly Plot[],
  context: ChartContext,
  font: TextRunStyle,
  larger: number,
): readonly TextRunStyle[] | undefined {
  if (node === undefined) return undefined;
  const usual: TextRunStyle = { ...font, font: { ...font.font, size: font.font.size * larger, bold: true } };
  const base = chartFont(child(node, 'txPr'), context, usual);
  const rich = descend(node, 'tx', 'rich');
  if (rich !== undefined) return richText(rich, context, base);
  const reference = descend(node, 'tx', 'strRef');
  const text =
    reference === undefined
      ? plots.flatMap(({ series }) => series).length === 1
        ? (plots[0]?.series[0]?.name ?? '')
        : ''
      : context.texts(reference).join(' ');
  return text === '' ? undefined : [{ ...base, text }];
}

function axis(
  node: XmlNode | undefined,
  context: ChartContext,
  font: TextRunStyle,
  crossing: XmlNode | undefined,
): ChartAxis {
  const scaling = child(node, 'scaling');
  const fixed = {
    min: numeric(val(scaling, 'min')),
    max: numeric(val(scaling, 'max')),
    step: numeric(val(node, 'majorUnit')),
  };
  const gridNode = child(node, 'majorGridlines');
  const grid =
    gridNode === undefined
      ? 'none'
      : (lineOf(child(gridNode, 'spPr'), context) ?? { width: 0.75, line: 'solid' as const, colour: '#b3b3b3' });
  const line = lineOf(child(node, 'spPr'), context) ?? { width: 0.75, line: 'solid' as const, colour: '#868686' };
  const title = titleOf(child(node, 'title'), [], context, font, 1);
  return {
    hidden: node === undefined || flag(val(node, 'delete'), child(node, 'delete') !== undefined),
    ...Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined)),
    reversed: val(scaling, 'orientation') === 'maxMin',
    ...(grid === 'none' ? {} : { grid }),
    ...(line === 'none' ? {} : { line }),
    font: chartFont(child(node, 'txPr'), context, font),
    ...(title === undefined ? {} : { title }),
    format: child(node, 'numFmt')?.attributes['formatCode'] ?? 'General',
    labelled: val(node, 'tickLblPos') !== 'none',
    between: val(crossing, 'crossBetween') !== 'midCat',
  };
}
