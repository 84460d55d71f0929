import { useMemo, type ReactNode } from 'react';
import { moneyLines, unsortedMoney, type MoneyLine } from '../../../src-shared/glance/indicators.ts';
import type { GlanceItem } from '../../../src-shared/glance/plan.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { pickItems } from '../../workspace/glance.ts';
import { TableHead } from '../frame/table-head.tsx';
import { CountButton } from './count-button.tsx';
import { Chart } from './chart.tsx';
import { StackedBar } from './stacked-bar.tsx';

const shown = (value: number | undefined): string => (value === undefined ? '－' : value.toLocaleString('ja-JP'));

/** One year of a line of money, with what its items are called by. */
interface MoneyPoint {
  readonly year: number | undefined;
  readonly yearName: string;
  readonly target: number | undefined;
  readonly actual: number | undefined;
  readonly keys: readonly string[];
  readonly words: string;
  readonly onPick: () => void;
}

/** Budget and settlement of all items, year by year, for forms whose items have money. */
export function MoneySection({
  document,
  items,
  tables,
}: {
  document: string;
  items: readonly GlanceItem[];
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const lines = useMemo(() => moneyLines(items), [items]);
  if (lines.length === 0) return <NoMoney names={unsortedMoney(items)} />;
  const points = ({ name, unit, points: own }: MoneyLine): readonly MoneyPoint[] =>
    own.map(({ year, target, actual, items: keys }) => {
      const yearName = year === undefined ? '' : fiscalYearName(year, settings);
      const words = t('glance.moneyOf', {
        name,
        year: yearName,
        target: `${shown(target)}${unit}`,
        actual: `${shown(actual)}${unit}`,
      });
      return { year, yearName, target, actual, keys, words, onPick: () => pickItems(document, words, keys) };
    });
  return (
    <section className="glance-section" aria-labelledby="glance-money">
      <h2 id="glance-money">{t('glance.money')}</h2>
      {lines.map((line) => (
        <div key={line.series}>
          <h3>
            {line.name} {line.unit === '' ? '' : `（${line.unit}）`}
          </h3>
          {tables ? <MoneyTable points={points(line)} /> : <MoneyChart name={line.name} points={points(line)} />}
        </div>
      ))}
    </section>
  );
}

/** Why a form that has money has no chart of it. */
function NoMoney({ names }: { names: readonly string[] }): ReactNode {
  const t = useTranslate();
  if (names.length === 0) return null;
  return (
    <section className="glance-section" aria-labelledby="glance-money">
      <h2 id="glance-money">{t('glance.money')}</h2>
      <p className="soft">{t('glance.unsortedMoney', { names: names.slice(0, 3).join('、'), count: names.length })}</p>
    </section>
  );
}

function MoneyTable({ points }: { points: readonly MoneyPoint[] }): ReactNode {
  const t = useTranslate();
  return (
    <table>
      <TableHead
        columns={(['year', 'budget', 'settled', 'item'] as const).map((head) => [head, t(`glance.${head}`)])}
      />
      <tbody>
        {points.map(({ year, yearName, target, actual, keys, words, onPick }) => (
          <tr key={year ?? 0}>
            <th scope="row">{yearName}</th>
            <td className="number">{shown(target)}</td>
            <td className="number">{shown(actual)}</td>
            <td className="number">
              <CountButton count={keys.length} name={words} onPick={onPick} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Two bars a year, as long as their money against the most of all years. */
function MoneyChart({ name, points }: { name: string; points: readonly MoneyPoint[] }): ReactNode {
  const t = useTranslate();
  const most = Math.max(1, ...points.flatMap(({ target, actual }) => [Math.abs(target ?? 0), Math.abs(actual ?? 0)]));
  return (
    <Chart label={name}>
      {points.flatMap(({ year, yearName, target, actual, words, onPick }) =>
        (
          [
            ['budget', target, 2],
            ['settled', actual, 0],
          ] as const
        ).map(([kind, value, look]) => (
          <div key={`${year} ${kind}`} className="chart-row" data-row>
            <span className="chart-name">
              {yearName} {t(`glance.${kind}`)}
            </span>
            <div className="money-room">
              <div
                className="money-bar"
                ref={(element) => element?.style.setProperty('inline-size', `${(Math.abs(value ?? 0) / most) * 100}%`)}
              >
                <StackedBar
                  parts={[{ look, count: value === undefined || value === 0 ? 0 : 1, name: words, onPick }]}
                  label={words}
                  thin
                />
              </div>
            </div>
            <span className="chart-sum">{shown(value)}</span>
          </div>
        )),
      )}
    </Chart>
  );
}
