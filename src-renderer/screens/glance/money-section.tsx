import { useMemo, type ReactNode } from 'react';
import { moneyLines, type MoneyLine } from '../../../src-shared/glance/indicators.ts';
import type { GlanceItem } from '../../../src-shared/glance/plan.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { pickItems } from '../../workspace/glance.ts';
import { CountButton } from './count-button.tsx';
import { Chart } from './chart.tsx';
import { StackedBar } from './stacked-bar.tsx';

const shown = (value: number | undefined): string => (value === undefined ? '－' : value.toLocaleString('ja-JP'));

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
  if (lines.length === 0) return null;
  const yearName = (year: number | undefined): string => (year === undefined ? '' : fiscalYearName(year, settings));
  const points = ({ name, unit, points: own }: MoneyLine) =>
    own.map(({ year, target, actual, items: keys }) => {
      const words = t('glance.moneyOf', {
        name,
        year: yearName(year),
        target: `${shown(target)}${unit}`,
        actual: `${shown(actual)}${unit}`,
      });
      return { year, target, actual, keys, words, onPick: () => pickItems(document, words, keys) };
    });
  return (
    <section className="glance-section" aria-labelledby="glance-money">
      <h2 id="glance-money">{t('glance.money')}</h2>
      {lines.map((line) => {
        const own = points(line);
        const most = Math.max(
          1,
          ...own.flatMap(({ target, actual }) => [Math.abs(target ?? 0), Math.abs(actual ?? 0)]),
        );
        return (
          <div key={line.series}>
            <h3>
              {line.name} {line.unit === '' ? '' : `（${line.unit}）`}
            </h3>
            {tables ? (
              <table>
                <thead>
                  <tr>
                    {(['year', 'budget', 'settled', 'item'] as const).map((head) => (
                      <th key={head} scope="col">
                        {t(`glance.${head}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {own.map(({ year, target, actual, keys, words, onPick }) => (
                    <tr key={year ?? 0}>
                      <th scope="row">{yearName(year)}</th>
                      <td className="number">{shown(target)}</td>
                      <td className="number">{shown(actual)}</td>
                      <td className="number">
                        <CountButton count={keys.length} name={words} onPick={onPick} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : (
              <Chart label={line.name}>
                {own.flatMap(({ year, target, actual, words, onPick }) =>
                  (
                    [
                      ['budget', target, 2],
                      ['settled', actual, 0],
                    ] as const
                  ).map(([kind, value, look]) => (
                    <div key={`${year} ${kind}`} className="chart-row" data-row>
                      <span className="chart-name">
                        {yearName(year)} {t(`glance.${kind}`)}
                      </span>
                      <div className="money-room">
                        <div
                          className="money-bar"
                          ref={(element) =>
                            element?.style.setProperty('inline-size', `${(Math.abs(value ?? 0) / most) * 100}%`)
                          }
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
            )}
          </div>
        );
      })}
    </section>
  );
}
