import { memo, useMemo, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { indicatorsOf, type Indicator, type Point } from '../../../src-shared/glance/indicators.ts';
import type { GlanceItem } from '../../../src-shared/glance/plan.ts';
import {
  bandOf,
  bandsText,
  bandNames,
  parseBands,
  rateRules,
  usualBands,
  type Band,
  type RateRule,
} from '../../../src-shared/glance/rates.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { pickItems } from '../../workspace/glance.ts';
import { changeSettings } from '../../workspace/settings-change.ts';
import { Line } from '../plan/fields.tsx';
import { TableHead } from '../frame/table-head.tsx';
import { bandWords } from './band-words.ts';
import { Chart } from './chart.tsx';
import { CountButton } from './count-button.tsx';
import { useFirst } from './use-first.tsx';
import { SparkLine } from './spark-line.tsx';
import { SteadyChoose } from './steady-choose.tsx';
import { StackedBar } from './stacked-bar.tsx';
import { Swatch } from './bar-parts.tsx';

interface Shown {
  readonly item: GlanceItem;
  readonly indicator: Indicator;
  /** The last year with an actual value, else the last one. */
  readonly point: Point | undefined;
}

const byRule = new WeakMap<GlanceItem, Map<RateRule, readonly Shown[]>>();

/** The indicators of one item; made anew only when its texts have changed. */
function shownOf(item: GlanceItem, rule: RateRule): readonly Shown[] {
  const rules = byRule.get(item) ?? new Map<RateRule, readonly Shown[]>();
  byRule.set(item, rules);
  let shown = rules.get(rule);
  if (shown === undefined) {
    shown = indicatorsOf(item, rule)
      .filter(({ money }) => !money)
      .map((indicator) => ({
        item,
        indicator,
        point: indicator.points.findLast(({ actual }) => actual?.value !== undefined) ?? indicator.points.at(-1),
      }));
    rules.set(rule, shown);
  }
  return shown;
}

const numberOf = ({ no, sheet }: GlanceItem): string => (no === '' ? sheet : `No.${no}`);

const IndicatorRow = memo(function IndicatorRow({
  shown: { item, indicator, point },
  document,
  tables,
}: {
  shown: Shown;
  document: string;
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const { name, unit, start, direction } = indicator;
  const pick = (): void => pickItems(document, `${numberOf(item)} ${name}`, [item.key]);
  const year = (value: number | undefined): string => (value === undefined ? '' : fiscalYearName(value, settings));
  return (
    <tr data-row>
      <th scope="row">
        <Button
          className="react-aria-Button quiet"
          onPress={pick}
          aria-label={`${numberOf(item)} ${item.title} ${name}`}
        >
          {numberOf(item)}
        </Button>
      </th>
      <td>{name === '' ? t('glance.noName') : name}</td>
      <td className="number">{start?.text}</td>
      <td>{direction === undefined ? '' : t(`glance.direction.${direction}`)}</td>
      <td>{year(point?.year)}</td>
      <td className="number">{point?.target?.text}</td>
      <td className="number">{point?.actual?.text}</td>
      <td className="number" title={point?.rate === undefined ? undefined : t(`glance.way.${point.rate.way}`)}>
        {point?.rate === undefined ? '' : `${point.rate.percent.toFixed(1)}%`}
      </td>
      <td>
        {tables ? (
          <CourseText indicator={indicator} settings={settings} t={t} />
        ) : (
          <SparkLine
            indicator={indicator}
            label={`${name} ${t('glance.line')} ${unit}`}
            nameOf={(kind, at, text) => `${name} ${year(at)} ${t(`glance.${kind}`)} ${text}`.replace(/\s+/gu, ' ')}
            onPick={pick}
          />
        )}
      </td>
    </tr>
  );
});

/** The small line in numbers. */
function CourseText({ indicator, settings, t }: { indicator: Indicator; settings: Settings; t: Translate }): ReactNode {
  return (
    <ul className="course">
      {indicator.points.map(({ year, target, actual }) => (
        <li key={year ?? 0}>
          {year === undefined ? '' : `${fiscalYearName(year, settings)} `}
          {t('glance.target')} {target?.text ?? ''} {t('glance.actual')} {actual?.text ?? ''}
        </li>
      ))}
    </ul>
  );
}

interface Classed {
  readonly name: string;
  readonly shown: readonly Shown[];
  readonly look: number | 'blank';
}

function classesOf(all: readonly Shown[], bands: readonly Band[], t: Translate): readonly Classed[] {
  const classes = bandNames(bands).map((name, look) => ({
    name: bandWords(name, t),
    look,
    shown: [] as Shown[],
  }));
  const without = { name: t('glance.noRate'), look: 'blank' as const, shown: [] as Shown[] };
  for (const one of all) {
    const { rate } = one.point ?? {};
    (rate === undefined ? without : (classes[bandOf(rate.percent, bands)] ?? without)).shown.push(one);
  }
  return [...classes, without];
}

/** How many indicators fall into which class of rates, as one bar or as a table. */
function Classes({
  classes,
  document,
  tables,
}: {
  classes: readonly Classed[];
  document: string;
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const parts = classes.map(({ name, shown, look }) => {
    const words = t('glance.band', { name, count: shown.length });
    return {
      look,
      count: shown.length,
      name: words,
      onPick: () =>
        pickItems(
          document,
          `${t('glance.rate')} ${name}`,
          shown.map(({ item }) => item.key),
        ),
    };
  });
  if (tables)
    return (
      <table>
        <thead>
          <tr>
            {classes.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {parts.map((part) => (
              <td key={part.look} className="number">
                <CountButton {...part} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    );
  return (
    <>
      <ul className="legend">
        {classes.map(({ name, look }) => (
          <li key={name}>
            <Swatch look={look} />
            {name}
          </li>
        ))}
      </ul>
      <Chart label={t('glance.rate')}>
        <div className="chart-row" data-row>
          <span className="chart-name">{t('glance.rate')}</span>
          <StackedBar parts={parts} label={t('glance.rate')} />
          <span className="chart-sum">{parts.reduce((sum, { count }) => sum + count, 0)}</span>
        </div>
      </Chart>
    </>
  );
}

const heads = ['item', 'indicator', 'start', 'direction', 'year', 'target', 'actual', 'rate', 'line'] as const;

/** Indicators with start, target, actual value, rate and direction, by the plan's own rule and classes. */
export function IndicatorSection({
  document,
  items,
  tables,
}: {
  document: string;
  items: readonly GlanceItem[];
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const rule = useStore(session, (now) => now.settings.rateRule);
  const text = useStore(session, (now) => now.settings.rateBands);
  const [typed, setTyped] = useState(text);
  const bands = useMemo(() => parseBands(text) ?? usualBands, [text]);
  const shown = useMemo(() => items.flatMap((item) => shownOf(item, rule)), [items, rule]);
  const classes = useMemo(() => classesOf(shown, bands, t), [shown, bands, t]);
  const { rows, more } = useFirst(shown);
  const list = (
    <table className="indicators">
      <TableHead columns={heads.map((head) => [head, t(`glance.${head}`)])} />
      <tbody>
        {rows.map((one) => (
          <IndicatorRow
            key={`${one.item.key} ${one.indicator.series}`}
            shown={one}
            document={document}
            tables={tables}
          />
        ))}
      </tbody>
    </table>
  );
  return (
    <section className="glance-section" aria-labelledby="glance-indicators">
      <h2 id="glance-indicators">{t('glance.indicators')}</h2>
      {shown.length === 0 ? (
        <p className="soft">{t('glance.noIndicators')}</p>
      ) : (
        <>
          <div className="row">
            <SteadyChoose
              label={t('glance.rule')}
              showLabel
              value={rule}
              options={rateRules.map((id) => ({ id, name: t(`print.rule.${id}`) }))}
              onChange={(id) => void changeSettings({ rateRule: rateRules.find((one) => one === id) ?? 'ratio' })}
            />
            <Line
              label={`${t('glance.bands')}（${t('glance.bandsHint')}）`}
              value={typed === '' ? bandsText(bands) : typed}
              isInvalid={typed.trim() !== '' && parseBands(typed) === undefined}
              onChange={(next) => {
                const short = next.slice(0, 500);
                setTyped(short);
                if (short.trim() === '' || parseBands(short) !== undefined) void changeSettings({ rateBands: short });
              }}
            />
          </div>
          <Classes classes={classes} document={document} tables={tables} />
          {tables ? list : <Chart label={t('glance.indicators')}>{list}</Chart>}
          {more}
        </>
      )}
    </section>
  );
}
