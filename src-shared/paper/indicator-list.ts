import { eraYear } from '../domain/era-year.ts';
import { groupsOf } from '../glance/measures.ts';
import { indicatorsOf, type Amount, type Indicator, type Point } from '../glance/indicators.ts';
import { leadName, type Dimension, type GlancePlan } from '../glance/plan.ts';
import {
  bandOf,
  bandNames,
  usualBands,
  type Band,
  type BandName,
  type Direction,
  type Rate,
  type RateRule,
} from '../glance/rates.ts';
import type { ListFigure } from './figures.ts';
import { usualDimension } from './tally.ts';
import { textWidth } from '../text-metrics/measure.ts';
import { paperFont, paperWidth, type ListColumn, type ListPaper } from './list-paper.ts';

export interface IndicatorOrder {
  readonly rule?: RateRule | undefined;
  readonly bands?: readonly Band[] | undefined;
  readonly group?: Dimension | 'none' | undefined;
}

const directionMarks: Readonly<Record<Direction, string>> = { up: '↑', down: '↓', keep: '→' };
const percentText = (rate: Rate | undefined): string => (rate === undefined ? '' : `${rate.percent.toFixed(1)}%`);

/** The last point that has an actual value, the one whose rate counts. */
const lastActual = ({ points }: Indicator): Point | undefined =>
  points.findLast(({ actual }) => actual?.value !== undefined);

/** Targets and actual values as a small line; the frame is what both reach, the start value included. */
function sparkline({ points, start, name }: Indicator): ListFigure | undefined {
  const values = [start?.value, ...points.flatMap(({ target, actual }) => [target?.value, actual?.value])].filter(
    (value) => value !== undefined,
  );
  if (values.length === 0) return undefined;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const steps = Math.max(1, points.length - 1 + (start?.value === undefined ? 0 : 1));
  const first = start?.value === undefined ? 0 : 1;
  const place = (at: number, value: number): readonly [number, number] => [
    points.length + first === 1 ? 0.5 : at / steps,
    high === low ? 0.5 : (value - low) / (high - low),
  ];
  const line = (of: (point: Point) => number | undefined) =>
    points.flatMap((point, i) => {
      const value = of(point);
      return value === undefined ? [] : [place(i + first, value)];
    });
  const begin = start?.value === undefined ? [] : [place(0, start.value)];
  const words = [
    ...(start?.value === undefined ? [] : [`現状 ${start.text}`]),
    ...points.flatMap(({ year, target, actual }) => {
      const when = year === undefined ? '' : `${eraYear(year)} `;
      return [
        ...(target?.value === undefined ? [] : [`${when}目標 ${target.text}`]),
        ...(actual?.value === undefined ? [] : [`${when}実績 ${actual.text}`]),
      ];
    }),
  ];
  return {
    kind: 'line',
    alt: `${name}の推移: ${words.join('、')}`,
    target: line(({ target }) => target?.value),
    actual: [...begin, ...line(({ actual }) => actual?.value)],
  };
}

/** 指標一覧: one row an indicator with start, targets and actual values by year, its rate and a small line. */
export function indicatorPaper(plan: GlancePlan, notes: readonly string[], order: IndicatorOrder = {}): ListPaper {
  const bands = order.bands ?? usualBands;
  const by = order.group ?? usualDimension(plan.items);
  const grouped = by === 'none' ? [{ name: '', items: plan.items }] : groupsOf(plan.items, by);
  const rows: { readonly cells: readonly string[]; readonly figure: ListFigure | undefined }[] = [];
  const starts: { row: number; name: string }[] = [];
  const all = plan.items.flatMap((item) => indicatorsOf(item, order.rule).filter(({ money }) => !money));
  const years = [...new Set(all.flatMap(({ points }) => points.flatMap(({ year }) => year ?? [])))].toSorted(
    (a, b) => a - b,
  );
  const timeless = all.some(({ points }) => points.some(({ year }) => year === undefined));
  const times: readonly (number | undefined)[] = [...years, ...(timeless ? [undefined] : [])];
  for (const { name, items } of grouped) {
    const start = rows.length;
    for (const item of items)
      for (const indicator of indicatorsOf(item, order.rule)) {
        if (indicator.money) continue;
        rows.push({
          cells: cellsOf(item.no, item.title, leadName(item), indicator, times),
          figure: sparkline(indicator),
        });
      }
    if (by !== 'none' && rows.length > start)
      starts.push({ row: start, name: name === '' ? `（${plan.words[by]}なし）` : name });
  }
  const columns = columnsOf(plan, times);
  const { widths, size } = widthsOf(
    times.length,
    rows.map(({ cells }) => cells),
  );
  const rates = all.map((indicator) => lastActual(indicator)?.rate);
  return {
    name: '指標一覧',
    title: '指標一覧',
    notes: [...notes, rows.length === 0 ? '指標は、まだ記入されていません。' : `指標　${rows.length}件`],
    landscape: true,
    size,
    widths,
    tables:
      rows.length === 0
        ? []
        : [
            {
              columns,
              rows: rows.map(({ cells }) => cells),
              figures: rows.map(({ figure }) => figure),
              ...(by === 'none' ? {} : { groups: { heading: plan.words[by], starts } }),
              remarks: [bandsRemark(rates, bands)],
            },
          ],
    ...(rows.length === 0 ? {} : { legend: legendOf(order.rule ?? 'ratio') }),
  };
}

function cellsOf(
  no: string,
  title: string,
  lead: string,
  { name, unit, start, direction, points }: Indicator,
  times: readonly (number | undefined)[],
): readonly string[] {
  const point = (year: number | undefined): Point | undefined => points.find((one) => one.year === year);
  const last = points.findLast(({ actual }) => actual?.value !== undefined);
  return [
    no.trim(),
    title,
    lead,
    name,
    unit,
    direction === undefined ? '' : directionMarks[direction],
    bare(start, unit),
    ...times.flatMap((year) => [bare(point(year)?.target, unit), bare(point(year)?.actual, unit)]),
    percentText(last?.rate),
    '',
  ];
}

/** A number without the unit that its row names beside it. */
const bare = (amount: Amount | undefined, unit: string): string => {
  const text = (amount?.text ?? '').trim();
  const isUnited = amount?.value !== undefined && unit !== '' && unit !== '%' && text.endsWith(unit);
  return isUnited ? text.slice(0, text.length - unit.length).trim() : text;
};

function columnsOf({ words }: GlancePlan, times: readonly (number | undefined)[]): readonly ListColumn[] {
  const head = (year: number | undefined, what: string): ListColumn => ({
    heading: year === undefined ? what : `${shortYear(year)}\n${what}`,
    look: 'number',
  });
  return [
    { heading: words.no.length > 4 ? 'No.' : words.no, look: 'centre' },
    { heading: words.title, look: 'text' },
    { heading: words.section, look: 'text' },
    { heading: '指標', look: 'text' },
    { heading: '単位', look: 'centre' },
    { heading: '向き', look: 'centre' },
    { heading: '現状', look: 'number' },
    ...times.flatMap((year) => [head(year, '目標'), head(year, '実績')]),
    { heading: '達成率', look: 'number' },
    { heading: '推移', look: 'figure' },
  ];
}

/** 令和7年度 is R7 over a narrow column: the legend of years stands in every form. */
const shortYear = (year: number): string => eraYear(year).replace(/年度$/u, '年');

/** Numbers are as wide as the widest of them; names share what is left, in smaller type where there are many years. */
function widthsOf(
  times: number,
  rows: readonly (readonly string[])[],
): { readonly widths: readonly number[]; readonly size: number } {
  const numbers = times * 2;
  const first = 6;
  for (const size of [9, 8.5, 8, 7.5, 7]) {
    const font = { name: paperFont, size, bold: false };
    const widest = (column: number, least: number): number =>
      rows.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '', font) + 9), least);
    const line = size > 8 ? 84 : 66;
    const fixed = [widest(0, 28), 0, 0, 0, Math.min(44, widest(4, size * 2 + 9)), size * 2 + 9];
    const wide = Array.from({ length: numbers + 2 }, (_, i) => Math.min(80, widest(first + i, size * 3 + 9)));
    const rest = paperWidth(true) - [...fixed, ...wide, line].reduce((sum, width) => sum + width, 0);
    if (rest < 190 && size > 7) continue;
    const names = [0.38, 0.24, 0.38].map((share) => Math.max(38, rest * share));
    const widths = [fixed[0] ?? 28, ...names, ...fixed.slice(4), ...wide, line];
    const fits = Math.min(1, paperWidth(true) / widths.reduce((sum, width) => sum + width, 0));
    return { widths: widths.map((width) => width * fits), size };
  }
  throw new Error('the last size always fits');
}

const bandWords = (name: BandName): string =>
  name.own ??
  `${name.least === undefined ? '' : `${name.least}%以上`}${name.below === undefined ? '' : `${name.below}%未満`}`;

/** How many indicators fall into which class, and for how many no rate can be worked out. */
function bandsRemark(rates: readonly (Rate | undefined)[], bands: readonly Band[]): string {
  const counts = Array.from({ length: bands.length + 1 }, () => 0);
  let none = 0;
  for (const rate of rates) {
    if (rate === undefined) none += 1;
    else {
      const band = bandOf(rate.percent, bands);
      counts[band] = (counts[band] ?? 0) + 1;
    }
  }
  const names = bandNames(bands).map(bandWords);
  return `達成率　${names.map((name, i) => `${name} ${counts[i]}件`).join('　')}　計算できないもの ${none}件`;
}

const legendOf = (rule: RateRule): readonly string[] => [
  rule === 'ratio'
    ? '達成率は、実績のある最も新しい年度の 実績÷目標。目標が現状を下回る指標（↓）は（現状－実績）÷（現状－目標）。様式に達成率の欄があれば、その値。'
    : '達成率は、実績のある最も新しい年度の（実績－現状）÷（目標－現状）。現状のない指標は 実績÷目標。様式に達成率の欄があれば、その値。',
  '推移の線: ● 実績（左端は現状）　○ 目標',
];
