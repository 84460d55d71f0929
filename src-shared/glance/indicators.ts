import { groupingKey } from '../domain/normal.ts';
import type { GlanceField, GlanceItem } from './plan.ts';
import { directionOf, rateOf, unitOf, type Direction, type Rate, type RateRule } from './rates.ts';
import { seriesOf } from './series.ts';
import type { SeriesPart, SeriesPlace } from './series-words.ts';

/** A number as its box shows it. */
export interface Amount {
  readonly path: string;
  readonly text: string;
  readonly value?: number;
}

/** Target and actual of one year; a series without years has one point without `year`. */
export interface Point {
  readonly year?: number;
  readonly target?: Amount;
  readonly actual?: Amount;
  readonly rate?: Rate;
}

/** One indicator of one item, or one line of its money. */
export interface Indicator {
  /** `ItemSheet.key`. */
  readonly item: string;
  readonly series: string;
  readonly name: string;
  readonly unit: string;
  /** Budget and settlement rather than target and actual. */
  readonly money: boolean;
  readonly start?: Amount;
  readonly direction?: Direction;
  /** In the order of time. */
  readonly points: readonly Point[];
}

interface Gathering {
  readonly series: string;
  readonly fields: (SeriesPlace & { readonly field: GlanceField })[];
}

const numbers = new Set<GlanceField['kind']>(['number', 'percent', 'computed', 'line']);
const isBlank = (text: string): boolean => groupingKey(text) === '';

const known = new WeakMap<GlanceItem, Map<RateRule, readonly Indicator[]>>();

/** The indicators of an item that say anything: a laid-out but empty row is none. */
export function indicatorsOf(item: GlanceItem, rule: RateRule = 'ratio'): readonly Indicator[] {
  let byRule = known.get(item);
  if (byRule === undefined) known.set(item, (byRule = new Map<RateRule, readonly Indicator[]>()));
  let indicators = byRule.get(rule);
  if (indicators === undefined) byRule.set(rule, (indicators = gathered(item, rule)));
  return indicators;
}

function gathered(item: GlanceItem, rule: RateRule): readonly Indicator[] {
  const all = new Map<string, Gathering>();
  const counted = item.fields.filter(
    (field) => numbers.has(field.kind) && field.notApplying !== true && (field.kind !== 'line' || isMeasured(field)),
  );
  for (const [field, place] of seriesOf(counted)) {
    let series = all.get(place.series);
    if (series === undefined) all.set(place.series, (series = { series: place.series, fields: [] }));
    series.fields.push({ ...place, field });
  }
  return [...all.values()].flatMap((gathering) => indicatorOf(item, gathering, rule) ?? []);
}

/** Texts such as `－` and `10～20` stand where numbers stand: they are shown, and not reckoned with. */
const isMeasured = ({ value }: GlanceField): boolean => value !== undefined;

function indicatorOf(item: GlanceItem, { series, fields }: Gathering, rule: RateRule): Indicator | undefined {
  const of = (part: SeriesPart, year: number | undefined): GlanceField | undefined =>
    fields.find((one) => one.part === part && one.field.year === year)?.field;
  const hasBoth = fields.some(({ part }) => part === 'target') || fields.some(({ part }) => part === 'actual');
  const name = nameOf(
    item,
    series,
    fields.map(({ field }) => field),
  );
  const isSaid = fields.some(({ field }) => !isBlank(field.text)) || (name.isOwn && !isBlank(name.text));
  if (!hasBoth || !isSaid) return undefined;
  const money = fields.some((one) => one.money || (one.field.unit ?? '').endsWith('円'));
  const start = fields.find(({ part }) => part === 'start')?.field;
  const years = [...new Set(fields.filter(({ part }) => part !== 'start').map(({ field }) => field.year))].toSorted(
    (a, b) => (a ?? Infinity) - (b ?? Infinity),
  );
  const targets = years.flatMap((year) => of('target', year)?.value ?? []);
  const direction = money ? undefined : directionOf(start?.value, targets);
  const unit =
    fields.find(({ field }) => field.unit !== undefined)?.field.unit ?? unitOf(fields.map(({ field }) => field.text));
  return {
    item: item.key,
    series: series,
    name: name.text,
    unit: unit === '' ? unitInName(name.text) : unit,
    money,
    ...(start === undefined ? {} : { start: amount(start) }),
    ...(direction === undefined ? {} : { direction }),
    points: years.map((year): Point => {
      const [target, actual, own] = [of('target', year), of('actual', year), of('rate', year)];
      const rate =
        own?.value === undefined
          ? sameUnit(target, actual)
            ? rateOf(money ? 'ratio' : rule, {
                start: start?.value,
                target: target?.value,
                actual: actual?.value,
                direction,
              })
            : undefined
          : ({ percent: Math.round(own.value * 1000) / 10, way: 'form' } as const);
      return {
        ...(year === undefined ? {} : { year }),
        ...(target === undefined ? {} : { target: amount(target) }),
        ...(actual === undefined ? {} : { actual: amount(actual) }),
        ...(rate === undefined || actual === undefined || isBlank(actual.text) ? {} : { rate }),
      };
    }),
  };
}

const amount = ({ path, text, value }: GlanceField): Amount => ({
  path,
  text,
  ...(value === undefined ? {} : { value }),
});

/** Numbers of two units are not compared; one without a unit goes with any. */
const sameUnit = (a: GlanceField | undefined, b: GlanceField | undefined): boolean =>
  (a?.unit ?? '') === '' || (b?.unit ?? '') === '' || a?.unit === b?.unit;

/** `相談件数（件）` says its unit itself. */
const unitInName = (name: string): string =>
  /[（(]([^（）()]{1,6})[)）]\s*$/u.exec(name)?.[1]?.replace(/^単位[:：]?/u, '') ?? '';

const nameWords = /^(?:指標|指標名|指標名称|名称|目標名|項目|項目名|活動指標|成果指標|内容|name)$/u;

/** What an indicator is called: the text box of its own record, else its label without years and parts. */
function nameOf(
  item: GlanceItem,
  series: string,
  fields: readonly GlanceField[],
): { readonly text: string; readonly isOwn: boolean } {
  const own = item.fields.find(({ path, kind, label }) => {
    if (kind !== 'line') return false;
    const segments = path.split('.');
    const last = (segments.pop() ?? '').replace(/-\d+$/, '');
    return (
      (nameWords.test(last) || nameWords.test(label.split(' ').at(-1) ?? '')) &&
      segments.join('.') === series &&
      series !== ''
    );
  });
  if (own !== undefined) return { text: own.text, isOwn: true };
  const [first] = fields;
  const words = (first?.label ?? '').split(' ').filter((word) => !isYearOrPart(word));
  const index = /\.(\d+)$/.exec(`.${series}`)?.[1];
  const label =
    words.join(' ') ||
    series
      .split('.')
      .filter((segment) => !/^\d+$/.test(segment))
      .join(' ');
  return { text: index === undefined ? label : `${label} ${Number(index) + 1}`.trim(), isOwn: false };
}

const isYearOrPart = (word: string): boolean =>
  /^(?:(?:令和|平成|昭和|[RHS])?\s*[元\d０-９]{1,4}年?度?)?(?:←|→)?(?:現状|基準|目標|実績|計画|見込み?|予算|決算|執行率|達成率|達成度)?(?:値|額)?(?:←|→)?$/u.test(
    word.normalize('NFKC'),
  );

/** Sums over all items of what they have in one series and year, for forms whose items have the same money. */
export interface MoneyLine {
  readonly series: string;
  readonly name: string;
  readonly unit: string;
  readonly points: readonly {
    readonly year?: number;
    readonly target?: number;
    readonly actual?: number;
    readonly items: readonly string[];
  }[];
}

export function moneyLines(items: readonly GlanceItem[]): readonly MoneyLine[] {
  interface Sum {
    target: number | undefined;
    actual: number | undefined;
    readonly items: string[];
  }
  const lines = new Map<
    string,
    { readonly name: string; readonly unit: string; readonly years: Map<number | undefined, Sum> }
  >();
  for (const item of items)
    for (const { series, name, unit, money, points } of indicatorsOf(item)) {
      // Records of one item (a row of its own money) are not the same thing in the next item.
      if (!money || /(?:^|\.)\d+(?:\.|$)/.test(series)) continue;
      let line = lines.get(series);
      if (line === undefined) lines.set(series, (line = { name, unit, years: new Map() }));
      for (const { year, target, actual } of points) {
        const sum = line.years.get(year) ?? { target: undefined, actual: undefined, items: [] };
        if (target?.value !== undefined) sum.target = (sum.target ?? 0) + target.value;
        if (actual?.value !== undefined) sum.actual = (sum.actual ?? 0) + actual.value;
        if (target?.value !== undefined || actual?.value !== undefined) sum.items.push(item.key);
        line.years.set(year, sum);
      }
    }
  return [...lines].map(([series, { name, unit, years }]) => ({
    series,
    name,
    unit,
    points: [...years]
      .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
      .map(([year, { target, actual, items: keys }]) => ({
        ...(year === undefined ? {} : { year }),
        ...(target === undefined ? {} : { target }),
        ...(actual === undefined ? {} : { actual }),
        items: keys,
      })),
  }));
}

const moneyWords = /費|支出金|財源|コスト|予算|決算|金額|[県市区町村方]債|円/u;
const amounts = new Set<GlanceField['kind']>(['number', 'computed']);

/** What a form calls its money where `moneyLines` finds none, since its headings say neither budget nor settlement: labels of one item, each once. */
export function unsortedMoney(items: readonly GlanceItem[]): readonly string[] {
  for (const { fields } of items) {
    const labels = fields
      .filter(({ kind, label, unit = '' }) => amounts.has(kind) && (unit.endsWith('円') || moneyWords.test(label)))
      .map(({ label }) => label);
    if (labels.length > 0) return [...new Set(labels)];
  }
  return [];
}
