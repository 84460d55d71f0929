import type { ReactNode } from 'react';
import type { MissingRow } from '../../../src-shared/glance/missing.ts';
import { dayName, daysUntil, localDate } from '../../i18n/dates.ts';
import { stepLabel } from '../../i18n/labels.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { stepFor } from '../../state/due.ts';
import { session, type OpenDocument } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { pickItems, useDueDays } from '../../workspace/glance.ts';
import { Chart } from './chart.tsx';
import { CountButton } from './count-button.tsx';
import { useFirst } from './use-first.tsx';
import { StackedBar } from './stacked-bar.tsx';

function left(day: string, t: Translate): string {
  const days = daysUntil(day);
  return days === 0 ? t('glance.today') : days > 0 ? t('glance.days', { days }) : t('glance.late', { days: -days });
}

/** Boxes that are due now and empty, by section, with the days that are left. */
export function MissingSection({
  document,
  rows,
  tables,
}: {
  document: OpenDocument;
  rows: readonly MissingRow[];
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const dueOf = useDueDays(document.id);
  const { rows: shown, more } = useFirst(rows);
  const step = stepLabel(stepFor(document), settings);
  const open = rows.filter(({ missing }) => missing > 0);
  const nameOf = ({ section }: MissingRow): string => (section === '' ? t('glance.noName') : section);
  const dayOf = (row: MissingRow): ReactNode => {
    const due = dueOf(row.section);
    if (due === undefined) return null;
    const isLate = daysUntil(due) < 0;
    return (
      <>
        <span className="date">{dayName(localDate(due), settings, false)}</span>{' '}
        <span className={isLate ? 'tag strong' : 'soft'}>{left(due, t)}</span>
      </>
    );
  };
  const picks = (row: MissingRow) => {
    const section = nameOf(row);
    const incomplete = t('glance.missingOf', { section, count: row.incomplete.length });
    const complete = t('glance.completeOf', { section, count: row.complete.length });
    return {
      incomplete: {
        count: row.incomplete.length,
        name: incomplete,
        onPick: () => pickItems(document.id, incomplete, row.incomplete),
      },
      complete: {
        count: row.complete.length,
        name: complete,
        onPick: () => pickItems(document.id, complete, row.complete),
      },
    };
  };
  return (
    <section className="glance-section" aria-labelledby="glance-missing">
      <h2 id="glance-missing">{t('glance.missing')}</h2>
      <p className="soft">{t('glance.step', { step })}</p>
      {open.length === 0 && <p>{t('glance.noMissing')}</p>}
      {tables ? (
        <table>
          <thead>
            <tr>
              {(['section', 'incomplete', 'filled', 'boxes', 'due'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`glance.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const { incomplete, complete } = picks(row);
              return (
                <tr key={row.section}>
                  <th scope="row">{nameOf(row)}</th>
                  <td className="number">
                    <CountButton {...incomplete} />
                  </td>
                  <td className="number">
                    <CountButton {...complete} />
                  </td>
                  <td className="number">{row.missing}</td>
                  <td>{dayOf(row)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : (
        <Chart label={t('glance.missing')}>
          {shown.map((row) => {
            const { incomplete, complete } = picks(row);
            return (
              <div key={row.section} className="chart-row" data-row>
                <span className="chart-name">{nameOf(row)}</span>
                <StackedBar
                  parts={[
                    { look: 'blank', ...incomplete },
                    { look: 0, ...complete },
                  ]}
                  label={nameOf(row)}
                />
                <span className="chart-sum">{row.missing > 0 && t('list.missing', { count: row.missing })}</span>
                <span className="chart-due">{row.missing > 0 && dayOf(row)}</span>
              </div>
            );
          })}
        </Chart>
      )}
      {more}
    </section>
  );
}
